"""The handler raises; a poison message; a body nobody can read; a termination with handlers at work."""

import itertools
import signal
from datetime import datetime

import pytest
from amqp.basic_message import Message

from shared.messaging.ops.drain import Unsettled
from tests.chaos.bus.stock import messages_in, stands
from tests.chaos.bus.table import TABLE
from tests.support.envelopes import body as envelope
from tests.support.ledger_service.contract import ENTRY_BOOKED, QUEUE
from tests.support.ledger_service.fleet import assert_each_once_in_order

RAISES, POISON, UNREADABLE = "the handler raises", "a poison message", "a body nobody can read"
SIGTERM = "SIGTERM with long handlers"
STOCK_QUEUE = "evt-source-happened--follower.on_event"


def test_an_event_whose_handler_raises_is_retried_with_growing_delays_then_rests_and_replay_completes_it(fleet):
    fleet.up("ledger", "mirror")
    published = fleet.book(10, 1, "fail")
    with pytest.raises(Unsettled) as unsettled:
        fleet.settled(60)
    assert unsettled.value.lag == {"dead:mirror": 10}
    assert fleet.effects() == []
    letters = fleet.client.call("mirror.list_dead_letters")["items"]
    shown = fleet.client.call("mirror.show_dead_letter", id=letters[0]["id"])
    assert len(shown["history"]) == 4
    assert "RuntimeError" in shown["history"][0]["error"]
    assert shown["body"]["type"] == "ledger.entry_booked"
    waits = _waits(shown["history"])
    assert all(wait >= delay for wait, delay in zip(waits, (0.2, 0.4, 0.8), strict=True)), waits

    fleet.mended.touch()
    fleet.client.command("mirror.replay_dead_letter", id="all")
    fleet.settled(60)
    assert_each_once_in_order(fleet.effects(), published)
    assert all(fleet.alive())
    TABLE.note(RAISES, "ours", published, fleet.effects(), "after the fix and a replay")


def test_stock_loses_every_event_whose_handler_raises(stack, stock):
    stock.start("raise")
    stock.dispatch(20)
    stock.eventually(lambda: len(stock.effects()) == 20)
    stock.eventually(lambda: messages_in(stack.broker, stock.amqp_uri, STOCK_QUEUE) == 0)
    TABLE.note(RAISES, "stock", 20, [], "all acknowledged and gone")


def test_a_poison_message_does_not_hold_up_other_aggregates_nor_livelock(fleet):
    fleet.up("ledger", "mirror")
    fleet.client.command("ledger.book_many", accounts=["poison"], entries=1, behaviour="fail")
    published = fleet.book(20, 5)
    with pytest.raises(Unsettled) as unsettled:
        fleet.settled(60)
    assert unsettled.value.lag == {"dead:mirror": 1}
    assert_each_once_in_order(fleet.effects(), published)
    assert len(fleet.handler_runs()) == published + 4
    TABLE.note(POISON, "ours", published, fleet.effects(), "the poison rests after 4 attempts")


def test_stock_requeues_a_poison_message_for_ever(stock):
    stock.start("requeue")
    stock.dispatch(1)
    stock.eventually(lambda: len(stock.effects()) > 200)
    TABLE.note(POISON, "stock", 1, [], "tried more than 200 times, for ever (requeue_on_error)")


def test_unreadable_messages_become_dead_letters_at_once_unknown_ones_after_their_retries(stack, fleet):
    """All from the owner of the stream: what others send is refused by its sender, whatever it says."""
    fleet.up("ledger", "mirror")
    bodies = {
        "body_undecodable": b"\xff\xfe not json",
        "envelope_invalid": b'{"id": "e0"}',
        "event_unknown": envelope(ENTRY_BOOKED, "x", type="ledger.unheard_of").encode(),
        "event_version_unknown": envelope(ENTRY_BOOKED, "x", dataversion=9).encode(),
        "off_contract": envelope(ENTRY_BOOKED, "x", {"amount": "many"}).encode(),
    }
    fleet.eventually(lambda: stands(stack.broker, fleet.amqp_uri, QUEUE))
    with stack.broker.connection(fleet.amqp_uri.rpartition("/")[2], "ledger") as connection:
        channel = connection.channel()
        for body in bodies.values():
            message = Message(body, content_type="application/json", user_id="ledger")
            channel.basic_publish_confirm(message, "", QUEUE)
    fleet.eventually(lambda: fleet.client.call("mirror.get_status")["dead_letters"] == len(bodies))
    letters = fleet.client.call("mirror.list_dead_letters")["items"]
    assert {letter["reason"].partition(":")[0] for letter in letters} == set(bodies)
    newer = {"event_unknown", "event_version_unknown"}
    attempts = {letter["reason"].partition(":")[0]: letter["attempts"] for letter in letters}
    assert attempts == {reason: 4 if reason in newer else 1 for reason in bodies}
    assert fleet.handler_runs() == []
    published = fleet.book(5, 2)
    with pytest.raises(Unsettled) as unsettled:
        fleet.settled(60)
    assert set(unsettled.value.lag) <= {"dead:mirror", QUEUE}
    assert_each_once_in_order(fleet.effects(), published)
    TABLE.note(
        UNREADABLE, "ours", published, fleet.effects(), f"{len(bodies)} dead letters with the body and the reason"
    )


def test_stock_drops_an_undecodable_body_without_a_trace(stack, stock):
    stock.start()
    stock.eventually(lambda: stands(stack.broker, stock.amqp_uri, STOCK_QUEUE))
    with stack.broker.connection(stock.amqp_uri.rpartition("/")[2]) as connection:
        connection.channel().basic_publish_confirm(
            Message(b"\xff not json", content_type="application/json"), "", STOCK_QUEUE
        )
    stock.eventually(lambda: "Can't decode" in stock.log())
    assert messages_in(stack.broker, stock.amqp_uri, STOCK_QUEUE) == 0
    assert stock.effects() == []
    TABLE.note(UNREADABLE, "stock", 0, [], "1 of 1 dropped")


def test_sigterm_waits_for_long_handlers_and_nothing_runs_twice(fleet):
    _, mirror = fleet.up("ledger", "mirror")
    published = fleet.book(10, 1, "slow")
    fleet.freeze_when(mirror, lambda: len(fleet.in_hand()) == 10)
    mirror.send_signal(signal.SIGTERM)
    mirror.send_signal(signal.SIGCONT)
    assert mirror.wait(30) == 0
    assert len(fleet.effects()) == published
    fleet.processes.remove(mirror)
    fleet.up("mirror")
    fleet.settled(60)
    assert_each_once_in_order(fleet.effects(), published)
    assert len(fleet.handler_runs()) == published
    TABLE.note(SIGTERM, "ours", published, fleet.effects())


def test_stock_runs_long_handlers_again_after_sigterm(stock):
    process = stock.start("slow")
    stock.dispatch(10)
    stock.eventually(lambda: len(stock.effects()) == 10)
    process.send_signal(signal.SIGTERM)
    process.wait(30)
    stock.start()
    stock.eventually(lambda: len(stock.effects()) > 10)
    TABLE.note(SIGTERM, "stock", 10, stock.effects())


def _waits(history):
    moments = [datetime.fromisoformat(entry["at"]) for entry in history]
    return [(later - earlier).total_seconds() for earlier, later in itertools.pairwise(moments)]
