"""Calls over the real broker: typed errors, stock clients, time limits, and the two parts of a service."""

import threading

import pytest
from nameko.exceptions import MethodNotFound
from nameko.standalone.rpc import ServiceRpcProxy

from shared.calls import RpcClient
from shared.kernel.errors import ZhipingError
from tests.support.ledger_service.contract import QUEUE
from tests.support.ledger_service.fleet import assert_each_once_in_order


def slug_of(fleet, method, **params):
    with pytest.raises(ZhipingError) as error:
        fleet.client.call(method, **params)
    return error.value.slug


def test_errors_arrive_typed_and_an_unknown_fault_tells_nothing(fleet):
    fleet.up("ledger")
    fleet.client.command("ledger.open_account", account_id="a1")
    entry = {"idempotency_key": "k1", "account_id": "a1", "expected_version": 1, "amount": 1}
    assert slug_of(fleet, "ledger.book_entry", **{**entry, "amount": "x"}) == "invalid_field"
    assert slug_of(fleet, "ledger.book_entry", **{**entry, "expected_version": 2}) == "stale_version"
    assert slug_of(fleet, "ledger.book_entry", **{**entry, "amount": 13}) == "internal_error"
    assert slug_of(fleet, "ledger.unheard_of") == "rpc_refused"
    assert slug_of(fleet, "nobody.home") == "service_unavailable"
    with pytest.raises(ZhipingError) as error:
        fleet.client.call("ledger.book_entry", **{**entry, "amount": -5})
    assert (error.value.kind.value, error.value.path, error.value.clause) == ("refused", "amount", "test-1")
    assert fleet.client.call("ledger.book_entry", **entry)["version"] == 2
    logs = fleet.logs()
    assert "rpc_failed" in logs
    assert "张三" not in logs
    assert "150402199001011234" not in logs


def test_tokens_and_roles_are_checked_in_the_service(fleet):
    fleet.up("ledger")
    nobody = RpcClient(fleet.amqp_uri)
    forged = RpcClient(fleet.amqp_uri, fleet.token("clerk")[:-4] + "AAAA")
    for client, slug in ((nobody, "token_missing"), (forged, "token_invalid")):
        with pytest.raises(ZhipingError) as error:
            client.command("ledger.open_account", account_id="a1")
        assert error.value.slug == slug
        client.close()
    assert fleet.rows("ledger", "SELECT count(*) FROM accounts") == [(0,)]


def test_a_stock_nameko_client_may_call_directly(fleet):
    fleet.up("ledger")
    config = {"AMQP_URI": fleet.amqp_uri}
    with ServiceRpcProxy("ledger", config, context_data={"auth_token": fleet.token("clerk")}, timeout=10) as ledger:
        assert ledger.open_account(idempotency_key="k", account_id="a1") == {"account_id": "a1", "version": 1}
        with pytest.raises(ZhipingError) as error:
            ledger.open_account(idempotency_key="k2", account_id="a1")
        assert error.value.slug == "stale_version"
        with pytest.raises(ZhipingError) as error:
            ledger.open_account("by position")
        assert error.value.slug == "arguments_by_name"
        with pytest.raises(MethodNotFound):
            ledger.unheard_of()


def test_a_call_that_nobody_answers_ends_in_time_and_does_not_run_later(fleet):
    process = fleet.up("ledger")[0]
    fleet.terminate(process)
    assert slug_of(fleet, "ledger.open_account", timeout=1, idempotency_key="k", account_id="a1") == "rpc_timeout"
    fleet.up("ledger")
    assert fleet.rows("ledger", "SELECT count(*) FROM accounts") == [(0,)]


def test_one_client_serves_many_threads(fleet):
    fleet.up("ledger")
    for number in range(4):
        fleet.client.command("ledger.open_account", account_id=f"t{number}")
    balances = {}

    def book(number):
        for version in range(1, 21):
            call = {"account_id": f"t{number}", "expected_version": version, "amount": 1}
            balances[number] = fleet.client.command("ledger.book_entry", **call)["balance"]

    threads = [threading.Thread(target=book, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert balances == dict.fromkeys(range(4), 20)


def test_the_same_key_sent_at_the_same_time_has_one_effect(fleet):
    fleet.up("ledger", "ledger")
    answers = []

    def open_one():
        try:
            answers.append(fleet.client.call("ledger.open_account", idempotency_key="same", account_id="a1"))
        except ZhipingError as error:
            answers.append(error.slug)

    threads = [threading.Thread(target=open_one) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [{"account_id": "a1", "version": 1}] * 8


def test_slow_event_handlers_do_not_starve_the_rpc_of_their_service(fleet):
    fleet.settings["MIRROR_SLOW_SECONDS"] = "2"
    fleet.up("ledger", "mirror")
    fleet.book(40, 1, "slow")
    fleet.eventually(lambda: len(fleet.handler_runs()) >= 10)
    assert len(fleet.client.call("mirror.list_effects", timeout=1.5)["items"]) < 40
    fleet.settled(60)
    assert len(fleet.effects()) == 40


def test_rpc_and_events_may_run_as_processes_of_their_own(fleet):
    for service in ("ledger", "mirror"):
        fleet.start(service, "rpc")
        fleet.start(service, "events")
    fleet.answers("ledger")
    fleet.answers("mirror")
    fleet.eventually(lambda: fleet.stands(QUEUE))  # who answers calls is not who hears events
    published = fleet.book(10, 5)
    fleet.settled(30)
    assert_each_once_in_order(fleet.effects(), published)


def test_an_event_carries_the_correlation_of_the_call_that_caused_it(fleet):
    fleet.up("ledger")
    fleet.client.call("ledger.book_many", correlation="corr-42", idempotency_key="k", accounts=["a"], entries=1)
    fleet.eventually(lambda: fleet.rows("ledger", "SELECT count(*) FROM outbox") != [])
    body = fleet.rows("ledger", "SELECT body FROM outbox")[0][0]
    assert '"correlation":"corr-42"' in body
    assert '"traceparent":"00-' in body
    assert '"authid":"p1"' in body
