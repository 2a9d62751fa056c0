"""Applying deliveries: once, in order, and every way to fail; then what an operator does with the dead ones."""

import json

import pytest
from sqlalchemy import func, select

from shared.contracts.envelope import Event
from shared.kernel.caller import Caller
from shared.kernel.errors import NotYet, ZhipingError, unavailable
from shared.messaging.base import inline_retry
from shared.messaging.base.errors import Undeliverable
from shared.messaging.events import dead_letters, handle
from shared.messaging.events.delivery import ATTEMPT, HISTORY, Delivery
from shared.messaging.events.handle import DeliveryOutcome, HandledDelivery, apply_delivery
from shared.messaging.events.settle import Settler
from shared.persistence.events.dead_letters import list_dead_letters
from shared.persistence.events.status import status_counts
from shared.persistence.schema.common_tables import OUTBOX, TRAIL
from tests.support.envelopes import Message, body
from tests.support.ledger_service.contract import ACCOUNT, ENTRY_BOOKED, QUEUE


class Consumer:
    """Takes note of what is settled."""

    def __init__(self):
        self.acked = []

    def ack_message(self, message):
        self.acked.append(message)


class Publisher:
    """Takes note of what is sent to a retry queue; fails on demand."""

    def __init__(self):
        self.sent = []
        self.broken = False

    def publish(self, body, exchange, routing_key, headers, **properties):
        if self.broken:
            raise Undeliverable("gone")
        self.sent.append((routing_key, headers))


def event(sequence=1, subject="a1", **change):
    data = change.pop("data", {"account_id": subject, "amount": 1, "behaviour": "ok"})
    return body(ENTRY_BOOKED, subject, data, id=f"{subject}-{sequence}", sequence=sequence, **change)


def delivery(body, **headers):
    return Delivery(Message(body, headers), QUEUE)


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    """A gap is a gap at once, and an absent database is not waited for."""
    monkeypatch.setattr(inline_retry, "GAP_WAITS", ())
    monkeypatch.setattr(handle, "DATABASE_WAITS", (0, 0))


@pytest.fixture
def app(wire):
    return wire("mirror")


@pytest.fixture
def apply(app):
    seen = []

    def run(body, handler=None):
        def note(tx, found):
            seen.append(found.sequence)

        return apply_delivery(app, ACCOUNT, delivery(body), handler or note)

    run.seen = seen
    return run


def test_an_event_is_applied_once_however_often_it_comes(apply):
    assert [apply(event()).verdict for _ in range(3)] == [
        DeliveryOutcome.HANDLED,
        DeliveryOutcome.DUPLICATE,
        DeliveryOutcome.DUPLICATE,
    ]
    assert apply.seen == [1]


def test_a_gap_waits_for_the_missing_event(apply):
    assert apply(event(2)).verdict is DeliveryOutcome.RETRY
    assert apply(event(1)).verdict is DeliveryOutcome.HANDLED
    assert apply(event(2)).verdict is DeliveryOutcome.HANDLED
    assert apply.seen == [1, 2]


def test_aggregates_do_not_wait_for_each_other(apply):
    assert apply(event(2, "a1")).verdict is DeliveryOutcome.RETRY
    assert apply(event(1, "a2")).verdict is DeliveryOutcome.HANDLED


@pytest.mark.parametrize(("error", "note"), [
    (NotYet("the person is not registered"), "not_yet: the person is not registered"),
    (RuntimeError("张三"), "RuntimeError at "),
])  # fmt: skip
def test_a_handler_that_fails_leaves_nothing_and_its_text_stays_inside(apply, error, note):
    def fail(tx, found):
        tx.ports.effects.add(found, tx.now)
        raise error

    outcome = apply(event(), fail)
    assert outcome.verdict is DeliveryOutcome.RETRY
    assert outcome.error.startswith(note)
    assert "张三" not in outcome.error
    assert apply(event()).verdict is DeliveryOutcome.HANDLED


def test_an_absent_database_is_waited_for_because_the_event_is_not_at_fault(apply):
    attempts = []

    def away_once(tx, found):
        attempts.append(found.id)
        if len(attempts) == 1:
            raise unavailable("database_unavailable")

    assert apply(event(), away_once).verdict is DeliveryOutcome.HANDLED
    assert len(attempts) == 2


def test_only_the_first_gap_of_an_aggregate_is_waited_for(app, monkeypatch):
    monkeypatch.setattr(inline_retry, "GAP_WAITS", (1.0,))
    assert list(app.delayed.gap_waits(QUEUE, "a1")) == [1.0]
    app.delayed.add(QUEUE, "a1")
    assert list(app.delayed.gap_waits(QUEUE, "a1")) == []
    app.delayed.discard(QUEUE, "a1")
    assert list(app.delayed.gap_waits(QUEUE, "a1")) == [1.0]


@pytest.mark.parametrize(("body", "reason"), [
    (b"\xff", "body_undecodable"),
    (event(data={"amount": "many"}), "off_contract"),
])  # fmt: skip
def test_what_does_not_fit_its_contract_is_dead_at_once(apply, body, reason):
    outcome = apply(body)
    assert outcome.verdict is DeliveryOutcome.DEAD
    assert outcome.error.startswith(reason)
    assert apply.seen == []


@pytest.mark.parametrize(("body", "reason"), [
    (event(type="ledger.unheard_of"), "event_unknown: ledger.unheard_of"),
    (event(dataversion=2), "event_version_unknown: ledger.entry_booked v2"),
])  # fmt: skip
def test_what_a_newer_version_may_know_waits_for_it_and_its_followers_behind_it(apply, body, reason):
    outcome = apply(body)
    assert (outcome.verdict, outcome.error) == (DeliveryOutcome.RETRY, reason)
    assert apply(event(2)).verdict is DeliveryOutcome.RETRY
    assert apply.seen == []


@pytest.mark.parametrize(("epoch", "reason"), [("epoch-1", "sequence_taken"), ("epoch-2", "epoch_changed")])
def test_another_event_at_a_number_that_is_taken_is_laid_before_a_person(app, apply, epoch, reason):
    assert apply(event()).verdict is DeliveryOutcome.HANDLED
    outcome = apply(body(ENTRY_BOOKED, "a1", id="another", sequence=1, epoch=epoch))
    assert (outcome.verdict, outcome.error) == (DeliveryOutcome.DEAD, f"{reason}: another event had number 1")
    assert f'zhiping_bus_alarms_total{{reason="{reason}",service="mirror"}} 1.0' in app.metrics.exposition().decode()
    assert apply(event()).verdict is DeliveryOutcome.DUPLICATE
    assert apply(event(2)).verdict is DeliveryOutcome.HANDLED


def test_fields_that_a_newer_publisher_added_do_no_harm(apply):
    data = {"account_id": "a1", "amount": 1, "behaviour": "ok", "colour": "red"}
    assert apply(event(data=data)).verdict is DeliveryOutcome.HANDLED


@pytest.fixture
def settler(app):
    made = Settler(app, Consumer())
    made._publisher = Publisher()
    return made


def failed(sequence=1):
    return HandledDelivery(DeliveryOutcome.RETRY, "RuntimeError at x", None if sequence is None else _event(sequence))


def _event(sequence, subject="a1"):
    from shared.contracts.envelope import decode

    found: Event = decode(event(sequence, subject))
    return found


def letters(app):
    with app.database.begin_reading() as connection:
        return list_dead_letters(connection)


def test_a_failure_goes_to_the_next_level_with_its_history(settler):
    settler.settle(delivery(event()), failed())
    queue, headers = settler._publisher.sent[0]
    assert queue == f"{QUEUE}.retry.100ms"
    assert headers[ATTEMPT] == 1
    again = delivery(event(), **headers)
    settler.settle(again, failed())
    queue, headers = settler._publisher.sent[1]
    assert queue == f"{QUEUE}.retry.200ms"
    assert len(json.loads(headers[HISTORY])) == 2
    assert len(settler._consumer.acked) == 2


def test_after_the_last_level_it_rests_as_a_dead_letter_with_its_history(app, settler):
    history = json.dumps([{"at": "t1", "error": "one"}, {"at": "t2", "error": "two"}])
    settler.settle(delivery(event(), **{ATTEMPT: 2, HISTORY: history}), failed())
    assert settler._publisher.sent == []
    letter = letters(app)[0]
    assert [entry["error"] for entry in letter.history] == ["one", "two", "RuntimeError at x"]
    assert (letter.handler, letter.event_id, letter.subject) == (QUEUE, "a1-1", "a1")
    assert len(settler._consumer.acked) == 1


def test_a_message_that_cannot_be_sent_on_stays_unacknowledged(settler):
    settler._publisher.broken = True
    with pytest.raises(Undeliverable):
        settler.settle(delivery(event()), failed())
    assert settler._consumer.acked == []


def test_an_unreadable_body_can_be_kept_whatever_bytes_it_has(app, settler):
    settler.settle(delivery(b"\x00\xff"), HandledDelivery(DeliveryOutcome.DEAD, "body_undecodable: not JSON in UTF-8"))
    letter = letters(app)[0]
    assert len(letter.event_id) == 64
    assert letter.reason.startswith("body_undecodable")


@pytest.fixture
def operate(app):
    """Run an operator's use case in its transaction."""

    def run(use_case, *arguments):
        with app.transaction(Caller("op", "Operator")) as tx:
            return use_case(tx, *arguments)

    return run


@pytest.fixture
def two_dead(app, settler):
    for sequence in (2, 1):
        last = delivery(event(sequence), **{ATTEMPT: 2})
        settler.settle(last, failed(sequence))
    return {dead_letters.summary(letter).sequence: letter.id for letter in letters(app)}


@pytest.mark.usefixtures("two_dead")
def test_replaying_all_sends_each_aggregate_back_in_its_order(app, operate):
    assert operate(dead_letters.replay, "all").replayed == 2
    with app.database.begin_reading() as connection:
        rows = list(connection.execute(select(OUTBOX).order_by(OUTBOX.c.position)))
    assert [row.event_id for row in rows] == ["a1-1", "a1-2"]
    assert {(row.exchange, row.routing_key) for row in rows} == {("", QUEUE)}
    assert letters(app) == []


def test_a_letter_is_closed_once(operate, two_dead):
    operate(dead_letters.replay, two_dead[1])
    with pytest.raises(ZhipingError) as error:
        operate(dead_letters.replay, two_dead[1])
    assert error.value.slug == "dead_letter_closed"


def test_discarding_lets_the_later_events_follow_but_only_in_order(app, operate, two_dead, apply):
    with pytest.raises(ZhipingError) as error:
        operate(dead_letters.discard, two_dead[2])
    assert error.value.slug == "dead_letter_out_of_order"
    operate(dead_letters.discard, two_dead[1])
    operate(dead_letters.discard, two_dead[2])
    assert apply(event(3)).verdict is DeliveryOutcome.HANDLED


def test_a_letter_whose_number_was_taken_is_given_up_with_a_reason_only(app, apply, settler, operate):
    apply(event())
    late = delivery(body(ENTRY_BOOKED, "a1", id="another", sequence=1))
    settler.settle(late, HandledDelivery(DeliveryOutcome.DEAD, "sequence_taken: another event had number 1"))
    [letter] = letters(app)
    with pytest.raises(ZhipingError) as error:
        operate(dead_letters.discard, letter.id)
    assert (error.value.slug, error.value.path) == ("dead_letter_reason_missing", "reason")
    operate(dead_letters.discard, letter.id, "the owner has no such event")
    with app.database.begin_reading() as connection:
        assert connection.scalar(select(TRAIL.c.opinion)) == "the owner has no such event"
    assert apply(event(2)).verdict is DeliveryOutcome.HANDLED


def test_a_restored_publisher_is_followed_again_once_it_is_past_what_was_seen(apply):
    """Its database came back as it was before number 2: that number it gives to another event, and goes on."""
    assert [apply(event(number)).verdict for number in (1, 2)] == [DeliveryOutcome.HANDLED] * 2
    again = {number: body(ENTRY_BOOKED, "a1", id=f"b{number}", sequence=number, epoch="epoch-2") for number in (2, 3)}
    assert apply(again[2]).error.startswith("epoch_changed")
    assert apply(again[3]).verdict is DeliveryOutcome.HANDLED
    assert apply(event(2)).verdict is DeliveryOutcome.DUPLICATE


def test_showing_a_letter_gives_the_message_and_every_attempt(operate, two_dead):
    shown = operate(dead_letters.show, two_dead[1])
    assert shown.body["id"] == "a1-1"
    assert shown.attempts == len(shown.history)
    assert operate(dead_letters.listing, "open", 50).items[0].queue == QUEUE


def test_open_letters_count_as_handled_in_the_status(app, two_dead):
    with app.database.begin_reading() as connection:
        found = status_counts(connection)
    assert found.handled == {QUEUE: {"ledger.entry_booked": 2}}
    assert found.dead_letters == len(two_dead)
    with app.database.begin_reading() as connection:
        assert connection.scalar(select(func.count()).select_from(OUTBOX)) == 0
