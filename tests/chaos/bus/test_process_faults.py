"""A consumer, a relay or a caller that is gone; a database that is."""

import signal
import subprocess
import sys

import pytest

from shared.kernel.errors import ZhipingError
from tests.chaos.bus.stock import CALL
from tests.chaos.bus.table import TABLE
from tests.support.ledger_service.fleet import ROOT, assert_each_once_in_order

KILLED, GONE = "a consumer killed under load", "the caller is gone"
CALLER = """
import sys
sys.path.insert(0, sys.argv[1])
from shared.calls import RpcClient
RpcClient(sys.argv[2], sys.argv[3]).command(
    "ledger.book_many", idempotency_key="gone", accounts=["a0"], entries=2, behaviour="slow_call")
"""


def test_a_consumer_killed_under_load_handles_every_event_once(fleet):
    fleet.settings["MIRROR_SLOW_SECONDS"] = "0.03"
    _, mirror = fleet.up("ledger", "mirror")
    published = fleet.book(40, 25, "slow")
    for _ in range(2):
        had = len(fleet.effects())
        fleet.eventually(lambda had=had: len(fleet.effects()) > had + 50)
        fleet.kill_when(mirror, lambda: len(fleet.effects()) < published and fleet.in_hand())
        mirror = fleet.start("mirror")
    fleet.answers("mirror")
    fleet.settled(120)
    assert_each_once_in_order(fleet.effects(), published)
    TABLE.note(KILLED, "ours", published, fleet.effects(), "killed twice with handlers at work")


def test_stock_repeats_effects_after_a_kill(stock):
    process = stock.start("slow")
    stock.dispatch(10)
    stock.eventually(lambda: len(stock.effects()) == 10)
    process.send_signal(signal.SIGKILL)
    process.wait(10)
    stock.start()
    stock.eventually(lambda: len(stock.effects()) > 10)
    TABLE.note(KILLED, "stock", 10, stock.effects())


def test_a_publisher_killed_between_commit_and_relay_publishes_after_its_restart(fleet):
    ledger, _ = fleet.up("ledger", "mirror")
    published, killed = 0, False
    while not killed:  # the relay is fast: book until it is caught with something unsent
        ledger.send_signal(signal.SIGCONT)
        published += fleet.book(40, 25)
        ledger.send_signal(signal.SIGSTOP)
        killed = fleet.unsent() > 0
    print(f"killed with {fleet.unsent()} of {published} events committed and not sent")
    ledger.kill()
    ledger.wait(10)
    fleet.processes.remove(ledger)
    fleet.up("ledger")
    fleet.settled(120)
    assert_each_once_in_order(fleet.effects(), published)


def test_two_replicas_of_each_service_handle_every_event_once_and_one_relays(fleet):
    fleet.settings["ZHIPING_RETRY_DELAYS"] = "0.2,1,4,16"
    fleet.up("ledger", "mirror", "ledger", "mirror")
    published = fleet.book(40, 10)
    published += fleet.book(1, 30)
    fleet.settled(120)
    assert_each_once_in_order(fleet.effects(), published)
    assert all(fleet.alive())


def test_one_of_two_replicas_killed_in_the_middle_of_its_work_is_not_missed(fleet):
    fleet.settings["MIRROR_SLOW_SECONDS"] = "0.03"
    _, mirror, *_ = fleet.up("ledger", "mirror", "ledger", "mirror")
    published = fleet.book(40, 10, "slow")
    fleet.kill_when(mirror, fleet.in_hand)
    fleet.kill_when(fleet.relays("ledger"), lambda: len(fleet.effects()) < published)
    published += fleet.book_patiently(40, 2)
    fleet.settled(120)
    assert_each_once_in_order(fleet.effects(), published)
    assert all(fleet.alive())


def test_a_caller_that_is_gone_does_no_harm_and_its_call_has_one_effect(fleet):
    fleet.up("ledger", "mirror")
    command = [sys.executable, "-W", "ignore", "-c", CALLER, str(ROOT), fleet.amqp_uri, fleet.token("clerk")]
    caller = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    fleet.eventually(lambda: "slow_call" in fleet.handler_runs())
    caller.kill()
    caller.wait(10)
    fleet.eventually(lambda: len(fleet.effects()) == 2)
    fleet.settled(60)
    assert_each_once_in_order(fleet.effects(), 2)
    assert all(fleet.alive())
    TABLE.note(GONE, "ours", 2, fleet.effects())


def test_stock_carries_out_a_call_whose_caller_is_gone(stock):
    process = stock.start()
    caller = stock.spawn(CALL, "1")
    stock.eventually(lambda: "working" in stock.effects())
    caller.kill()
    caller.wait(10)
    stock.eventually(lambda: "done working" in stock.effects())
    assert process.poll() is None
    TABLE.note(GONE, "stock", 1, ["done"], "no key: whoever asks again has a second effect")


def test_a_caller_whose_patience_ends_before_the_commit_asks_again_without_a_second_effect(fleet):
    fleet.up("ledger", "mirror")
    request = {"accounts": ["a0"], "entries": 3, "behaviour": "slow_call"}
    with pytest.raises(ZhipingError) as refusal:
        fleet.client.call("ledger.book_many", idempotency_key="late", timeout=0.5, **request)
    assert refusal.value.slug == "rpc_timeout"
    fleet.eventually(lambda: len(fleet.effects()) == 3)
    assert fleet.client.command("ledger.book_many", idempotency_key="late", **request) == {"booked": 3}
    fleet.settled(60)
    assert_each_once_in_order(fleet.effects(), 3)


def test_a_call_repeated_while_it_is_still_carried_out_has_one_effect_too(fleet):
    fleet.up("ledger", "mirror")
    request = {"accounts": ["a0"], "entries": 3, "behaviour": "slow_call"}
    with pytest.raises(ZhipingError):
        fleet.client.call("ledger.book_many", idempotency_key="twice", timeout=0.5, **request)
    assert fleet.effects() == []
    assert fleet.client.command("ledger.book_many", idempotency_key="twice", **request) == {"booked": 3}
    fleet.settled(60)
    assert fleet.handler_runs().count("slow_call") == 2
    assert_each_once_in_order(fleet.effects(), 3)


def test_a_database_killed_under_load_loses_nothing_and_ends_no_process(stack, fleet):
    fleet.settings["MIRROR_SLOW_SECONDS"] = "0.05"
    fleet.up("ledger", "mirror")
    published = fleet.book(40, 12, "slow")
    fleet.eventually(lambda: len(fleet.effects()) > 20)
    stack.database.kill()
    stack.database.start()
    assert len(fleet.effects()) < published, "the database went after the work was done"
    fleet.answers("ledger")
    fleet.answers("mirror")
    fleet.settled(120)
    assert_each_once_in_order(fleet.effects(), published)
    assert all(fleet.alive())
