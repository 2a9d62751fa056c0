"""No consumer queue yet; the broker stopped, killed and frozen under load; the broker absent at start."""

import subprocess
import threading
import time

import pytest

from infra.devstack.broker import QUEUE_REGISTRATION_SECONDS
from shared.kernel.errors import ZhipingError
from tests.chaos.bus.stock import CALL
from tests.chaos.bus.table import TABLE
from tests.support.ledger_service.fleet import assert_each_once_in_order

NO_QUEUE, FROZEN, ABSENT = "no queue yet", "broker frozen", "broker absent at start"
REPLY = "broker killed while a call is carried out"


def test_events_wait_in_the_outbox_until_a_queue_exists(fleet):
    fleet.up("ledger")
    published = fleet.book(10, 3)
    fleet.eventually(lambda: "unroutable" in fleet.logs())
    assert fleet.answers("ledger")["pending"] == published
    fleet.up("mirror")
    fleet.settled(60)
    assert_each_once_in_order(fleet.effects(), published)
    TABLE.note(NO_QUEUE, "ours", published, fleet.effects())


def test_stock_drops_events_published_before_the_queue_exists(stock):
    stock.dispatch(20)
    stock.start()
    stock.dispatch(1)
    stock.eventually(lambda: len(stock.effects()) == 1)
    TABLE.note(NO_QUEUE, "stock", 21, stock.effects(), "20 dropped without a word")


@pytest.mark.parametrize("fault", ["stop", "kill"])
def test_a_broker_stopped_or_killed_under_load_loses_nothing_and_ends_no_process(stack, fleet, fault):
    fleet.settings["MIRROR_SLOW_SECONDS"] = "0.05"
    fleet.up("ledger", "mirror")
    time.sleep(QUEUE_REGISTRATION_SECONDS)
    published = fleet.book(50, 10, "slow")
    fleet.eventually(lambda: len(fleet.effects()) > 50)
    getattr(stack.broker, fault)()
    had = len(fleet.effects())
    assert had < published, "the broker went after the work was done"
    print(f"{published - had} of {published} events were under way")
    assert all(fleet.alive())
    stack.broker.start()
    fleet.answers("ledger")
    published += fleet.book(50, 4)
    fleet.settled(120)
    assert_each_once_in_order(fleet.effects(), published)
    assert all(fleet.alive())
    TABLE.note(f"broker: {fault} under load", "ours", published, fleet.effects(), "no process ended")


def test_stock_repeats_effects_or_ends_when_the_broker_is_killed_under_load(stack, stock):
    process = stock.start("slow")
    stock.dispatch(40)
    stock.eventually(lambda: len(stock.effects()) >= 10)
    assert len(stock.effects()) < 40
    stack.broker.kill()
    stack.broker.start()
    stock.eventually(lambda: process.poll() is not None or len(stock.effects()) > len(set(stock.effects())), 60)
    ended = process.poll() is not None
    TABLE.note("broker: kill under load", "stock", 40, stock.effects(), "the process ended" if ended else "")


def test_a_frozen_broker_hangs_nobody_and_loses_nothing(stack, fleet):
    fleet.settings["MIRROR_SLOW_SECONDS"] = "0.05"
    fleet.up("ledger", "mirror")
    published = fleet.book(50, 10, "slow")
    stack.broker.freeze()
    assert len(fleet.effects()) < published, "the broker froze after the work was done"
    with pytest.raises(ZhipingError) as refusal:
        fleet.client.call("ledger.get_status", timeout=2)
    assert refusal.value.slug in ("rpc_timeout", "service_unavailable")
    fleet.eventually(lambda: "relay_failed" in fleet.logs() or "broker_unreachable" in fleet.logs(), 30)
    stack.broker.thaw()
    fleet.answers("ledger")
    published += fleet.book(50, 4)
    fleet.settled(120)
    assert_each_once_in_order(fleet.effects(), published)
    assert all(fleet.alive())
    TABLE.note(FROZEN, "ours", published, fleet.effects(), "callers are told after their time limit")


def test_sigterm_ends_a_service_although_the_broker_is_frozen(stack, fleet):
    fleet.settings["MIRROR_SLOW_SECONDS"] = "0.05"
    ledger, mirror = fleet.up("ledger", "mirror")
    published = fleet.book(40, 10, "slow")
    stack.broker.freeze()
    assert len(fleet.effects()) < published
    for process in (ledger, mirror):
        assert fleet.terminate(process, 40) == 0
    fleet.processes.clear()
    stack.broker.thaw()
    fleet.up("ledger", "mirror")
    fleet.settled(120)
    assert_each_once_in_order(fleet.effects(), published)


def test_stock_publisher_hangs_on_a_frozen_broker(stack, stock):
    stock.start()
    publisher = stock.spawn(
        "import sys\n"
        "from nameko.standalone.events import event_dispatcher\n"
        "dispatch = event_dispatcher({'AMQP_URI': sys.argv[1]})\n"
        "while True: dispatch('source', 'happened', 1)\n"
    )
    stock.eventually(lambda: len(stock.effects()) > 20)
    stack.broker.freeze()
    with pytest.raises(subprocess.TimeoutExpired):
        publisher.wait(8)
    TABLE.note(FROZEN, "stock", 0, [], "its publisher hangs")


def test_services_wait_for_a_broker_that_is_absent_at_start(stack, fleet):
    stack.broker.kill()
    fleet.start("ledger")
    fleet.start("mirror")
    fleet.eventually(lambda: fleet.logs().count("broker_unreachable") >= 2)
    assert all(fleet.alive())
    stack.broker.start()
    fleet.answers("ledger")
    fleet.answers("mirror")
    published = fleet.book(10, 2)
    fleet.settled(60)
    assert_each_once_in_order(fleet.effects(), published)
    assert all(fleet.alive())
    TABLE.note(ABSENT, "ours", published, fleet.effects(), "they wait for it")


def test_stock_waits_for_an_absent_broker_too(stack, stock):
    stack.broker.kill()
    process = stock.launch()
    stock.eventually(lambda: "Error connecting to broker" in stock.log() or process.poll() is not None)
    assert process.poll() is None
    stack.broker.start()
    stock.eventually(lambda: "ready" in stock.log(), 60)
    stock.dispatch(5)
    stock.eventually(lambda: len(stock.effects()) == 5)
    TABLE.note(ABSENT, "stock", 5, stock.effects(), "it waits, too")


def test_a_reply_that_cannot_be_sent_does_not_end_the_service_and_the_call_has_one_effect(stack, fleet):
    fleet.up("ledger", "mirror")
    time.sleep(QUEUE_REGISTRATION_SECONDS)
    request = {"accounts": ["a0"], "entries": 3, "behaviour": "slow_call"}
    failures = []

    def call():
        with pytest.raises(ZhipingError) as failure:
            fleet.client.command("ledger.book_many", idempotency_key="same", **request)
        failures.append(failure.value.kind.value)

    caller = threading.Thread(target=call)
    caller.start()
    fleet.eventually(lambda: "slow_call" in fleet.handler_runs())
    stack.broker.kill()
    caller.join(30)
    assert failures == ["unavailable"]
    stack.broker.start()
    fleet.answers("ledger")
    again = fleet.client.command("ledger.book_many", idempotency_key="same", **request)
    assert again == {"booked": 3}
    fleet.settled(60)
    assert_each_once_in_order(fleet.effects(), 3)
    assert all(fleet.alive())
    TABLE.note(REPLY, "ours", 3, fleet.effects(), "the call asked again got its first answer")


def test_stock_serves_no_more_after_a_reply_that_cannot_be_sent(stack, stock):
    stock.start()
    stock.spawn(CALL, "2")
    stock.eventually(lambda: "working" in stock.effects())
    stack.broker.kill()
    stock.eventually(lambda: "done working" in stock.effects())
    stock.eventually(lambda: "thread exited with error" in stock.log(), 40)
    stack.broker.start()
    with pytest.raises(subprocess.TimeoutExpired):
        stock.spawn(CALL, "0").wait(12)
    TABLE.note(REPLY, "stock", 1, ["done"], "and then no call is answered any more")
