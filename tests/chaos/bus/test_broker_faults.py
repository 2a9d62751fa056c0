"""No consumer queue yet; the broker stopped, killed and frozen under load; the broker absent at start."""

import subprocess
import threading
import time

import pytest

from infra.devstack.broker import QUEUE_REGISTRATION_SECONDS
from shared.kernel.errors import ZhipingError
from tests.chaos.bus.stock import CALL
from tests.support.ledger_service.fleet import assert_each_once_in_order


def test_events_wait_in_the_outbox_until_a_queue_exists(fleet):
    fleet.up("ledger")
    published = fleet.book(10, 3)
    fleet.eventually(lambda: "unroutable" in fleet.logs())
    assert fleet.answers("ledger")["pending"] == published
    fleet.up("mirror")
    fleet.settled(30)
    assert_each_once_in_order(fleet.effects(), published)


def test_stock_drops_events_published_before_the_queue_exists(stock):
    stock.dispatch(20)
    stock.start()
    stock.dispatch(1)
    stock.eventually(lambda: len(stock.effects()) == 1)


@pytest.mark.parametrize("fault", ["restart", "kill"])
def test_a_broker_stopped_or_killed_under_load_loses_nothing_and_ends_no_process(stack, fleet, fault):
    fleet.up("ledger", "mirror")
    time.sleep(QUEUE_REGISTRATION_SECONDS)
    published = fleet.book(50, 10)
    published += fleet.book(50, 10)
    fleet.eventually(lambda: len(fleet.effects()) > 50)
    getattr(stack.broker, fault)()
    assert all(fleet.alive())
    stack.broker.start()
    fleet.answers("ledger")
    published += fleet.book(50, 4)
    fleet.settled(60)
    assert_each_once_in_order(fleet.effects(), published)
    assert all(fleet.alive())


def test_a_frozen_broker_hangs_nobody_and_loses_nothing(stack, fleet):
    fleet.up("ledger", "mirror")
    published = fleet.book(50, 20)
    stack.broker.freeze()
    with pytest.raises(ZhipingError) as refusal:
        fleet.client.call("ledger.get_status", timeout=2)
    assert refusal.value.slug in ("rpc_timeout", "service_unavailable")
    fleet.eventually(lambda: "relay_failed" in fleet.logs() or "broker_unreachable" in fleet.logs(), 30)
    stack.broker.thaw()
    fleet.answers("ledger")
    published += fleet.book(50, 4)
    fleet.settled(60)
    assert_each_once_in_order(fleet.effects(), published)
    assert all(fleet.alive())


def test_sigterm_ends_a_service_although_the_broker_is_frozen(stack, fleet):
    ledger, mirror = fleet.up("ledger", "mirror")
    published = fleet.book(20, 5)
    stack.broker.freeze()
    for process in (ledger, mirror):
        assert fleet.terminate(process, 40) == 0
    stack.broker.thaw()
    fleet.up("ledger", "mirror")
    fleet.settled(60)
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
    fleet.settled(30)
    assert_each_once_in_order(fleet.effects(), published)
    assert all(fleet.alive())


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
    fleet.settled(30)
    assert_each_once_in_order(fleet.effects(), 3)
    assert all(fleet.alive())


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
