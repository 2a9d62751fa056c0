"""An event that came back too often is tried alone, under a note that survives the process."""

import json
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from shared.kernel.errors import unavailable
from shared.messaging.events.delivery import Delivery
from shared.messaging.events.handle import DeliveryOutcome
from shared.messaging.events.poison import SUSPECT, TRIALS, WORN_OUT, suspicious, try_alone
from shared.persistence.schema.common_tables import DEAD_LETTERS
from tests.support.envelopes import members
from tests.support.ledger_service.contract import ACCOUNT, ENTRY_BOOKED, QUEUE

ENVELOPE = members(ENTRY_BOOKED, "a1", id="e1")


class ProcessEnded(BaseException):
    """What no handler of exceptions sees."""


def delivery(returned, **changes):
    body = json.dumps(ENVELOPE | changes).encode()
    return Delivery(SimpleNamespace(body=body, headers={"x-delivery-count": returned}, properties={}), QUEUE)


def dies(tx, event):
    raise ProcessEnded


def notes(app):
    with app.database.begin_reading() as connection:
        return connection.execute(select(DEAD_LETTERS.c.state, DEAD_LETTERS.c.history)).all()


@pytest.fixture
def app(wire):
    return wire("mirror")


def test_a_message_is_suspicious_once_it_came_back_often_enough():
    assert [suspicious(delivery(times)) for times in (0, SUSPECT - 1, SUSPECT, SUSPECT + 9)] == [
        False,
        False,
        True,
        True,
    ]


def test_an_event_that_passes_its_trial_leaves_no_note(app):
    assert try_alone(app, ACCOUNT, delivery(SUSPECT), lambda tx, event: None).verdict is DeliveryOutcome.HANDLED
    assert notes(app) == []


def test_an_event_that_fails_its_trial_is_retried_like_any_other(app):
    def fails(tx, event):
        raise RuntimeError

    assert try_alone(app, ACCOUNT, delivery(SUSPECT), fails).verdict is DeliveryOutcome.RETRY
    assert notes(app) == []


def test_the_note_is_there_while_the_handler_runs_and_stays_when_the_process_ends(app):
    with pytest.raises(ProcessEnded):
        try_alone(app, ACCOUNT, delivery(SUSPECT), dies)
    [(state, history)] = notes(app)
    assert (state, len(history)) == ("trial", 1)


def test_after_so_many_trials_that_ended_with_the_process_the_event_is_given_up_without_another(app):
    for _ in range(TRIALS):
        with pytest.raises(ProcessEnded):
            try_alone(app, ACCOUNT, delivery(SUSPECT), dies)
    outcome = try_alone(app, ACCOUNT, delivery(SUSPECT), dies)
    assert (outcome.verdict, outcome.error.partition(":")[0]) == (DeliveryOutcome.DEAD, "killer")
    assert len(outcome.history) == TRIALS
    assert notes(app) == []


def test_trials_of_one_event_do_not_count_against_another(app):
    for _ in range(TRIALS):
        with pytest.raises(ProcessEnded):
            try_alone(app, ACCOUNT, delivery(SUSPECT), dies)
    other = delivery(SUSPECT, id="e2", subject="a2")
    assert try_alone(app, ACCOUNT, other, lambda tx, event: None).verdict is DeliveryOutcome.HANDLED


def test_what_cannot_be_read_needs_no_trial(app):
    broken = Delivery(SimpleNamespace(body=b"\xff", headers={"x-delivery-count": 9}, properties={}), QUEUE)
    assert try_alone(app, ACCOUNT, broken, dies).verdict is DeliveryOutcome.DEAD
    assert notes(app) == []


def test_a_message_that_came_back_too_often_is_replaced_by_a_fresh_copy_before_a_broker_drops_it(app):
    outcome = try_alone(app, ACCOUNT, delivery(WORN_OUT), dies)
    assert (outcome.verdict, outcome.event.id) == (DeliveryOutcome.RETRY, "e1")
    assert notes(app) == []


def test_while_the_database_is_away_the_event_waits_like_any_other(app, monkeypatch):
    monkeypatch.setattr("shared.messaging.events.handle.DATABASE_WAITS", ())
    ran = []
    app.database.engine = AwayEngine()
    outcome = try_alone(app, ACCOUNT, delivery(SUSPECT), lambda tx, event: ran.append(event))
    assert (outcome.verdict, ran) == (DeliveryOutcome.RETRY, [])


class AwayEngine:
    """An engine whose server is gone."""

    def begin(self):
        raise unavailable("database_unavailable")

    def dispose(self):
        pass
