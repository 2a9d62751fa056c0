"""What happens around a command, without a bus: who, what, once."""

from datetime import timedelta

import pytest

from shared.kernel.errors import ZhipingError
from shared.messaging import endpoints
from shared.messaging.rpc.context import CallContext
from shared.messaging.rpc.pipeline import run_rpc
from shared.persistence.events.status import status_counts
from shared.wire.plain import plain
from tests.support.ledger_service.ledger import LedgerService
from tests.support.logged import Logged


@pytest.fixture
def call(wire, token):
    """`call("book_entry", ...)` runs the method as its RPC would."""
    app = wire("ledger")
    service, known = LedgerService(), endpoints(LedgerService)

    def run(method, token=token, **params):
        context = CallContext.from_data({"auth_token": token, "call_id": "call-1", "correlation": "corr-1"})
        return run_rpc(app, context, known[method], service, params)

    run.app = app
    return run


@pytest.fixture
def logged():
    """What the service writes to its log."""
    log = Logged("ledger")
    yield log
    log.stop()


def slug_of(call, method, **params):
    with pytest.raises(ZhipingError) as error:
        call(method, **params)
    return error.value.slug


def counts(call):
    with call.app.database.begin_reading() as connection:
        return plain(status_counts(connection))


ENTRY = {"account_id": "a1", "expected_version": 1, "amount": 5}


@pytest.fixture
def account(call):
    call("open_account", idempotency_key="open", account_id="a1")


@pytest.mark.usefixtures("account")
def test_a_command_changes_records_and_answers(call):
    assert call("book_entry", idempotency_key="k1", **ENTRY) == {"account_id": "a1", "balance": 5, "version": 2}
    assert counts(call)["published"] == {"ledger.entry_booked": 1}


@pytest.mark.usefixtures("account")
def test_the_same_call_again_gets_the_same_answer_and_has_no_second_effect(call):
    first = call("book_entry", idempotency_key="k1", **ENTRY)
    assert call("book_entry", idempotency_key="k1", **ENTRY) == first
    assert counts(call)["pending"] == 1


@pytest.mark.usefixtures("account")
def test_a_key_used_for_another_request_is_a_conflict(call):
    call("book_entry", idempotency_key="k1", **ENTRY)
    assert slug_of(call, "book_entry", idempotency_key="k1", **{**ENTRY, "amount": 6}) == "idempotency_key_reused"


@pytest.mark.usefixtures("account")
def test_a_key_is_the_callers_own_and_the_methods_own(call, issuer):
    from shared.kernel.caller import Caller

    other = issuer.issue(Caller("p2", "Other", roles=frozenset({"clerk"})))
    call("book_entry", idempotency_key="k1", **ENTRY)
    again = call("book_entry", token=other, idempotency_key="k1", **{**ENTRY, "expected_version": 2})
    assert again["balance"] == 10
    assert call("open_account", idempotency_key="k1", account_id="a2")["version"] == 1


@pytest.mark.usefixtures("account")
def test_a_refused_command_leaves_nothing_behind_and_may_be_sent_again(call):
    assert slug_of(call, "book_entry", idempotency_key="k1", **{**ENTRY, "amount": -1}) == "invalid_field"
    assert counts(call)["pending"] == 0
    assert slug_of(call, "book_entry", idempotency_key="k1", **{**ENTRY, "amount": -1}) == "invalid_field"


@pytest.mark.usefixtures("account")
def test_a_stale_version_is_a_conflict(call):
    call("book_entry", idempotency_key="k1", **ENTRY)
    assert slug_of(call, "book_entry", idempotency_key="k2", **ENTRY) == "stale_version"


@pytest.mark.usefixtures("account")
def test_an_unknown_fault_is_masked_and_its_text_is_not_logged(call, logged):
    with pytest.raises(ZhipingError) as error:
        call("book_entry", idempotency_key="k1", **{**ENTRY, "amount": 13})
    assert error.value.slug == "internal_error"
    assert error.value.details == {"correlation": "corr-1"}
    output = "".join(logged.lines)
    assert "rpc_failed" in output
    assert "张三" not in output
    assert "150402199001011234" not in output
    assert counts(call)["pending"] == 0


def test_a_fraction_is_refused_because_it_has_no_one_spelling(call):
    params = {"idempotency_key": "k", "account_id": "a1", "expected_version": 1, "amount": 1.5}
    assert slug_of(call, "book_entry", **params) == "invalid_field"


def test_without_a_token_only_public_methods_answer(call):
    assert slug_of(call, "open_account", token=None, idempotency_key="k", account_id="a1") == "token_missing"
    assert slug_of(call, "get_account", token=None, account_id="a9") == "dead_letter_not_found"


def test_a_token_that_expired_is_refused(call, clock):
    clock.advance(timedelta(hours=2))
    assert slug_of(call, "open_account", idempotency_key="k", account_id="a1") == "token_expired"


def test_a_role_without_the_right_is_refused_and_operators_need_no_line_for_the_standard_methods(call, issuer):
    from shared.kernel.caller import Caller

    operator = issuer.issue(Caller("op", "Operator", roles=frozenset({"operator"})))
    assert slug_of(call, "get_status") == "role_not_allowed"
    assert slug_of(call, "open_account", token=operator, idempotency_key="k", account_id="a") == "role_not_allowed"
    assert call("get_status", token=operator)["pending"] == 0


def test_access_is_decided_before_the_request_is_read(call):
    assert slug_of(call, "get_status", nonsense=1) == "role_not_allowed"


def test_run_due_works_until_nothing_is_left(call, issuer):
    from shared.kernel.caller import Caller

    operator = issuer.issue(Caller("op", "Operator", roles=frozenset({"operator"})))
    for name in ("due-1", "due-2"):
        call("open_account", idempotency_key=name, account_id=name)
    assert call("run_due", token=operator) == {"done": 4}
    assert call("run_due", token=operator) == {"done": 0}
