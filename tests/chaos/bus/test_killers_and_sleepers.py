"""An event that kills whoever handles it; a process that is frozen while its twin goes on, and wakes up again."""

import signal
import threading

import pytest

from shared.kernel.errors import ZhipingError
from tests.chaos.bus.stock import messages_in
from tests.chaos.bus.table import TABLE
from tests.chaos.bus.test_handler_faults import STOCK_QUEUE
from tests.support.ledger_service.fleet import assert_each_once_in_order

KILLER = "the handler kills its process"
FROZEN = "a process is frozen while its twin goes on"


def test_an_event_that_kills_its_process_ends_as_a_dead_letter_and_takes_no_other_with_it(fleet):
    fleet.up("ledger", "mirror")
    fleet.client.command("ledger.book_many", accounts=["killer"], entries=1, behaviour="kill")
    published = fleet.book(20, 5)
    deaths = []

    def given_up():
        deaths.extend(fleet.revive())
        return fleet.rows("mirror", "SELECT 1 FROM dead_letters WHERE state = 'open'")

    fleet.eventually(given_up, 120)
    fleet.answers("mirror")
    fleet.eventually(lambda: len(fleet.effects()) == published)
    [letter] = fleet.client.call("mirror.list_dead_letters")["items"]
    assert (letter["subject"], letter["reason"].partition(":")[0]) == ("killer", "killer")
    shown = fleet.client.call("mirror.show_dead_letter", id=letter["id"])
    assert [entry["error"] for entry in shown["history"][:3]] == ["its worker process ended while handling it"] * 3
    assert 4 <= len(deaths) <= 8
    assert_each_once_in_order(fleet.effects(), published)
    TABLE.note(KILLER, "ours", published, fleet.effects(), f"after {len(deaths)} deaths it rests as a dead letter")

    fleet.mended.touch()
    fleet.client.command("mirror.replay_dead_letter", id="all")
    fleet.settled(60)
    assert_each_once_in_order(fleet.effects(), published + 1)
    assert fleet.rows("mirror", "SELECT count(*) FROM dead_letters WHERE state = 'trial'") == [(0,)]
    assert all(fleet.alive())


def test_stock_dies_of_a_killer_for_ever(stack, stock):
    process = stock.start("kill")
    stock.dispatch(1)
    for _ in range(10):
        assert process.wait(30) == 9
        process = stock.launch("kill")
    assert process.wait(30) == 9
    assert messages_in(stack.broker, stock.amqp_uri, STOCK_QUEUE) == 1
    TABLE.note(KILLER, "stock", 1, [], "10 of 10 restarts died of it")


def test_a_call_that_kills_its_process_is_delivered_again_only_while_its_caller_waits(fleet):
    fleet.up("ledger", "mirror")
    deaths = []

    def revived():
        deaths.extend(fleet.revive())
        return refused

    refused = []
    caller = threading.Thread(target=lambda: refused.append(_refusal(fleet)))
    caller.start()
    fleet.eventually(revived, 60)
    caller.join()
    assert refused == ["rpc_timeout"] or (refused, len(deaths)) == (["call_given_up"], 3)
    assert deaths
    fleet.eventually(lambda: not fleet.revive() and _answers(fleet, "ledger"), 60)
    assert all(fleet.alive())
    assert fleet.unsent() == 0
    published = fleet.book(5, 2)
    fleet.settled(60)
    assert_each_once_in_order(fleet.effects(), published)


def _refusal(fleet):
    with pytest.raises(ZhipingError) as refusal:
        fleet.client.call(
            "ledger.book_many", timeout=5, idempotency_key="k", accounts=["a"], entries=1, behaviour="kill_call"
        )
    return refusal.value.slug


def _answers(fleet, service):
    try:
        return fleet.client.call(f"{service}.get_status", timeout=1)
    except ZhipingError:
        return None


def test_twins_of_frozen_processes_take_their_work_over_and_who_wakes_up_does_no_harm(fleet):
    retries = "0.2,1,4,16"  # like a bureau's, they outlast the heartbeat: followers of a frozen event wait for it
    fleet.settings |= {"ZHIPING_RETRY_DELAYS": retries, "ZHIPING_CONFIRM_TIMEOUT": "1", "MIRROR_SLOW_SECONDS": "0.05"}
    _, mirror, *_ = fleet.up("ledger", "mirror", "ledger", "mirror")
    ledger = fleet.relays("ledger")
    published = fleet.book(40, 10, "slow")
    in_hand = fleet.freeze_when(mirror, fleet.in_hand)
    fleet.freeze_when(ledger, lambda: len(fleet.effects()) < published)
    published += fleet.book_patiently(40, 2)
    fleet.eventually(lambda: len(fleet.effects()) == published, 120)
    assert in_hand <= {event_id for event_id, _, _ in fleet.effects()}
    assert fleet.relays("ledger") is not ledger
    for process in (ledger, mirror):
        process.send_signal(signal.SIGCONT)
    published += fleet.book_patiently(40, 2)
    fleet.settled(120)
    assert_each_once_in_order(fleet.effects(), published)
    assert all(fleet.alive())
    TABLE.note(FROZEN, "ours", published, fleet.effects())
