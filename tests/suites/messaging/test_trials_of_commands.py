"""A command that is tried answers as it would, and nothing of it stays: on both databases, row for row."""

from dataclasses import replace
from pathlib import Path

import pytest

from shared.calls.wire import DRY_RUN
from shared.kernel.caller import Caller
from shared.kernel.errors import Kind, ZhipingError
from shared.kernel.settings import Settings
from shared.messaging import endpoints
from shared.messaging.rpc.context import CallContext
from shared.messaging.rpc.pipeline import run_rpc
from tests.support.ledger_service import ledger, tables
from tests.support.ledger_service.ledger import LedgerService

ENTRY = {"account_id": "a1", "expected_version": 1, "amount": 5}


@pytest.fixture
def app(empty_url, clock, issuer):
    """The ledger over an empty database of either kind."""
    if empty_url.startswith("sqlite"):
        Path(empty_url.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True)
    tables.create(empty_url)
    settings = Settings(database_url=empty_url, jwks=issuer.jwks, amqp_uri="embedded://unit")
    made = ledger.bootstrap(settings, clock)
    yield made
    made.close()


@pytest.fixture
def call(app, issuer):
    """`call("book_entry", trial=True, ...)` runs the method as its RPC would."""
    known = endpoints(LedgerService)
    clerk = issuer.issue(Caller("p1", "Tester", roles=frozenset({"clerk"})))

    def run(method, trial=False, token=clerk, can_be_tried=True, **params):
        data = {"auth_token": token, "call_id": "call-1"} | ({DRY_RUN: True} if trial else {})
        endpoint = replace(known[method], trial=can_be_tried)
        return run_rpc(app, CallContext.from_data(data), endpoint, LedgerService(), params)

    return run


@pytest.fixture
def rows(app):
    """Everything that stands in the database, table by table."""

    def read():
        with app.database.begin_reading() as connection:
            return {
                table.name: [tuple(row) for row in connection.execute(table.select())]
                for table in tables.METADATA.sorted_tables
            }

    return read


def slug_of(call, *args, **params):
    with pytest.raises(ZhipingError) as error:
        call(*args, **params)
    return error.value.slug


@pytest.fixture
def account(call):
    call("open_account", idempotency_key="open", account_id="a1")


@pytest.mark.usefixtures("account")
def test_a_trial_answers_like_the_command_and_leaves_every_table_as_it_was(call, rows):
    before = rows()
    assert any(before.values())
    tried = call("book_entry", trial=True, idempotency_key="k1", **ENTRY)
    assert tried == {"account_id": "a1", "balance": 5, "version": 2}
    assert rows() == before


@pytest.mark.usefixtures("account")
def test_the_key_of_a_trial_is_free_for_the_command_itself(call):
    tried = call("book_entry", trial=True, idempotency_key="k1", **ENTRY)
    assert call("book_entry", idempotency_key="k1", **ENTRY) == tried
    assert call("get_account", account_id="a1")["balance"] == 5


@pytest.mark.usefixtures("account")
def test_a_trial_with_the_key_of_a_finished_command_is_judged_anew(call):
    call("book_entry", idempotency_key="k1", **ENTRY)
    assert slug_of(call, "book_entry", trial=True, idempotency_key="k1", **ENTRY) == "stale_version"


@pytest.mark.usefixtures("account")
def test_a_trial_fails_as_the_command_would(call, rows):
    before = rows()
    assert slug_of(call, "book_entry", trial=True, idempotency_key="k", **{**ENTRY, "amount": -1}) == "invalid_field"
    assert slug_of(call, "book_entry", trial=True, idempotency_key="k", **{**ENTRY, "amount": 13}) == "internal_error"
    assert slug_of(call, "book_entry", trial=True, token=None, idempotency_key="k", **ENTRY) == "token_missing"
    assert rows() == before


@pytest.mark.usefixtures("account")
def test_a_trial_without_a_version_holds_contested_rows_no_longer_than_itself(call, rows):
    before = rows()
    assert call("deposit", trial=True, idempotency_key="d", account_id="a1", amount=7)["balance"] == 7
    assert rows() == before
    assert call("deposit", idempotency_key="d", account_id="a1", amount=7)["balance"] == 7


@pytest.mark.usefixtures("account")
def test_what_reaches_beyond_the_transaction_cannot_be_tried(call, rows):
    before = rows()
    with pytest.raises(ZhipingError) as error:
        call("book_entry", trial=True, can_be_tried=False, idempotency_key="k", **ENTRY)
    assert (error.value.slug, error.value.kind) == ("dry_run_not_possible", Kind.INVALID)
    assert slug_of(call, "get_account", trial=True, account_id="a1") == "dry_run_not_possible"
    assert rows() == before


@pytest.mark.parametrize("spelt", [True, "true", 1, "no"])
def test_whoever_sends_the_header_means_it(spelt):
    assert CallContext.from_data({DRY_RUN: spelt}).dry_run
    assert not CallContext.from_data({}).dry_run
    assert not CallContext.from_data({DRY_RUN: False}).dry_run
