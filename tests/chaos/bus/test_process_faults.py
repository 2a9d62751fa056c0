"""A consumer, a relay or a caller that is gone; a database that is."""

import signal
import subprocess
import sys

from tests.support.ledger_service.fleet import ROOT, assert_each_once_in_order

CALLER = """
import sys
sys.path.insert(0, sys.argv[1])
from shared.messaging.client import RpcClient
RpcClient(sys.argv[2], sys.argv[3]).command(
    "ledger.book_many", idempotency_key="gone", accounts=["a0"], entries=2, behaviour="slow_call")
"""


def test_a_consumer_killed_under_load_handles_every_event_once(fleet):
    _, mirror = fleet.up("ledger", "mirror")
    published = fleet.book(40, 25)
    for _ in range(2):
        had = len(fleet.effects())
        fleet.eventually(lambda had=had: len(fleet.effects()) > had + 50)
        mirror.send_signal(signal.SIGKILL)
        mirror.wait(10)
        mirror = fleet.start("mirror")
    fleet.answers("mirror")
    fleet.settled(60)
    assert_each_once_in_order(fleet.effects(), published)


def test_stock_repeats_effects_after_a_kill(stock):
    process = stock.start("slow")
    stock.dispatch(10)
    stock.eventually(lambda: len(stock.effects()) == 10)
    process.send_signal(signal.SIGKILL)
    process.wait(10)
    stock.start()
    stock.eventually(lambda: len(stock.effects()) > 10)


def test_a_publisher_killed_between_commit_and_relay_publishes_after_its_restart(fleet):
    ledger, _ = fleet.up("ledger", "mirror")
    published = fleet.book(40, 25)
    ledger.send_signal(signal.SIGKILL)
    ledger.wait(10)
    fleet.up("ledger")
    fleet.settled(60)
    assert_each_once_in_order(fleet.effects(), published)


def test_two_replicas_of_each_service_handle_every_event_once_and_one_relays(fleet):
    fleet.up("ledger", "mirror", "ledger", "mirror")
    published = fleet.book(40, 10)
    published += fleet.book(1, 30)
    fleet.settled(60)
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
    fleet.settled(30)
    assert_each_once_in_order(fleet.effects(), 2)
    assert all(fleet.alive())


def test_a_database_killed_under_load_loses_nothing_and_ends_no_process(stack, fleet):
    fleet.up("ledger", "mirror")
    published = fleet.book(40, 25)
    fleet.eventually(lambda: len(fleet.effects()) > 20)
    stack.database.kill()
    stack.database.start()
    fleet.answers("ledger")
    fleet.answers("mirror")
    fleet.settled(60)
    assert_each_once_in_order(fleet.effects(), published)
    assert all(fleet.alive())
