"""A process that stood still wakes up with calls in its socket: those whose callers have gone are not carried out."""

import signal
import time

import pytest

from shared.kernel.errors import ZhipingError
from tests.support.ledger_service.lone_fleet import RawCaller, lone_fleet, request


@pytest.fixture(scope="module")
def fleet(stack, tmp_path_factory):
    with lone_fleet(stack, tmp_path_factory.mktemp("frozen"), ZHIPING_HEARTBEAT="30") as fleet:
        [fleet.process] = fleet.up("ledger")
        yield fleet


@pytest.fixture
def frozen(fleet):
    fleet.client.call("ledger.get_status")
    fleet.process.send_signal(signal.SIGSTOP)
    yield fleet.process
    fleet.process.send_signal(signal.SIGCONT)


def opened(fleet, *accounts):
    named = ", ".join(f"'{account}'" for account in accounts)
    return fleet.rows("ledger", f"SELECT id FROM accounts WHERE id IN ({named}) ORDER BY id")


@pytest.mark.parametrize("patience", [0.4, 1.5])
def test_a_call_that_was_given_up_while_the_process_stood_still_is_not_carried_out(fleet, frozen, patience):
    account = f"late-{patience}"
    with pytest.raises(ZhipingError) as error:
        fleet.client.command("ledger.open_account", account_id=account, timeout=patience)
    assert error.value.slug == "rpc_timeout"
    frozen.send_signal(signal.SIGCONT)
    fleet.client.command("ledger.open_account", account_id=f"after-{patience}")
    assert opened(fleet, account, f"after-{patience}") == [(f"after-{patience}",)]


def test_of_a_full_socket_only_what_somebody_waits_for_is_carried_out(fleet, frozen):
    portal = RawCaller(fleet)
    for number in range(12):
        key = f"m{number:02}"
        patience = "60000" if number % 3 == 0 else "300"
        body = request(idempotency_key=key, account_id=key)
        portal.send("ledger.open_account", body, expiration=patience, correlation_id=key, reply_to=portal.replies)
    time.sleep(1.2)
    frozen.send_signal(signal.SIGCONT)
    wanted = {f"m{number:02}" for number in range(0, 12, 3)}
    while not wanted <= set(portal.found):
        portal.connection.drain_events(timeout=20)
    portal.ask("ledger.get_status", request())
    portal.close()
    assert set(portal.found) == wanted
    assert opened(fleet, *(f"m{number:02}" for number in range(12))) == [(name,) for name in sorted(wanted)]


def test_a_caller_who_still_waits_is_served_by_whoever_wakes_up(fleet, frozen):
    portal = RawCaller(fleet)
    body = request(idempotency_key="w", account_id="waits")
    portal.send("ledger.open_account", body, expiration="60000", correlation_id="w", reply_to=portal.replies)
    time.sleep(1.2)
    frozen.send_signal(signal.SIGCONT)
    while "w" not in portal.found:
        portal.connection.drain_events(timeout=20)
    assert portal.found["w"]["result"] == {"account_id": "waits", "version": 1}
    portal.close()
