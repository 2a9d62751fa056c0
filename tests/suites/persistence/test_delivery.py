"""Outbox, inbox and cursor: what the relay and the consumers rely on."""

from collections import Counter, deque
from contextlib import contextmanager

import pytest
from sqlalchemy import select

from shared.messaging.outbox.lease import BATCH, turn_for
from shared.persistence.events.inbox import Arrival, advance_cursor, inbox_insert, take_turn
from shared.persistence.events.outbox import pending_events
from shared.persistence.events.skipped import seed_cursors
from shared.persistence.events.status import status_counts
from shared.persistence.schema.common_tables import INBOX, OUTBOX
from shared.wire.plain import plain
from tests.support.persistence_suite import CLOCK, FACT, WRITTEN, at_once, count, unit_of_work

AT = CLOCK.now()


def _record(database, number):
    for index in range(number):
        with unit_of_work(database) as tx:
            tx.record(WRITTEN, f"n{index % 3}", FACT)


@contextmanager
def _turn(database):
    turn = turn_for(database)
    assert turn.acquire()
    try:
        yield turn
    finally:
        turn.release()


def test_a_batch_is_the_oldest_events_and_settling_removes_and_counts_them(database):
    _record(database, 5)
    with _turn(database) as turn:
        rows = turn.turn_over([], [], 0).rows
        assert [row.exchange for row in rows] == ["example.events"] * 5
        assert [row.routing_key for row in rows] == ["example.note_written"] * 5
        assert [row.position for row in rows] == sorted(row.position for row in rows)
        assert turn.turn_over(rows[:3], [], 0).rows == rows[3:]
        with database.begin_reading() as connection:
            assert pending_events(connection) == 2
        assert turn.turn_over(rows[3:], [], 0).rows == []
    assert count(database, OUTBOX) == 0
    with database.begin_reading() as connection:
        assert status_counts(connection).published == {"example.note_written": 5}


def test_a_batch_that_is_not_settled_is_taken_again(database):
    _record(database, 2)
    with _turn(database) as turn:
        first = turn.turn_over([], [], 0)
        assert turn.turn_over([], [], 0) == first


def test_events_that_no_queue_takes_are_left_alone(database):
    _record(database, 2)
    with _turn(database) as turn:
        assert turn.turn_over([], ["example.note_written"], 0).rows == []
        assert len(turn.turn_over([], ["example.something_else"], 0).rows) == 2


def test_a_batch_has_its_limit(database):
    with unit_of_work(database) as tx:
        for _ in range(BATCH + 1):
            tx.record(WRITTEN, "n", FACT)
    with _turn(database) as turn:
        rows = turn.turn_over([], [], 0).rows
        assert len(rows) == BATCH
        assert len(turn.turn_over(rows, [], 0).rows) == 1


def test_the_batch_tells_whether_the_trail_has_to_be_sealed(database):
    with _turn(database) as turn:
        assert turn.turn_over([], [], 0).unsealed is False
        with unit_of_work(database) as tx:
            tx.trail("write_note", "note", "n1")
        assert turn.turn_over([], [], 0).unsealed is True


def test_events_settled_by_two_relays_are_counted_once(database):
    _record(database, 3)
    with _turn(database) as turn:
        rows = turn.turn_over([], [], 0).rows
        for _ in range(2):
            turn.turn_over(rows, [], 0)
    with database.begin() as connection:
        assert status_counts(connection).published == {"example.note_written": 3}


def test_positions_are_never_used_twice(database):
    _record(database, 1)
    with _turn(database) as turn:
        first = turn.turn_over([], [], 0).rows
        assert turn.turn_over(first, [], 0).rows == []
        _record(database, 1)
        assert turn.turn_over([], [], 0).rows[0].position > first[0].position


def test_an_event_is_marked_handled_once_per_handler(database):
    def deliver(handler):
        with database.begin() as connection:
            return inbox_insert(connection, handler, "e1", "x.y", AT)

    assert Counter(at_once(deliver, ["a.q"] * 6 + ["b.q"])) == {True: 2, False: 5}
    assert count(database, INBOX) == 2


def test_the_cursor_tells_next_seen_and_gap(database):
    with database.begin() as connection:
        places = [advance_cursor(connection, "h", "s", number) for number in (2, 1, 1, 3, 2, 3, 2)]
        other = [advance_cursor(connection, "h", "t", 1), advance_cursor(connection, "g", "s", 1)]
    assert places == ["gap", "next", "seen", "gap", "next", "next", "seen"]
    assert other == ["next", "next"]


def test_an_event_takes_its_turn_once_in_order_and_leaves_its_mark(database):
    def arrive(sequence, event_id=None, subject="s"):
        with database.begin() as connection:
            return take_turn(connection, Arrival("h", event_id or f"{subject}{sequence}", "x.y", subject, sequence), AT)

    assert [arrive(number) for number in (2, 1, 1, 3, 2, 3, 2)] == [
        "gap",
        "next",
        "seen",
        "gap",
        "next",
        "next",
        "seen",
    ]
    assert arrive(4, "s1") == "seen", "the same event at another place is still the same event"
    assert arrive(5) == "next"
    assert [arrive(1, subject="t"), arrive(2, subject="t")] == ["next", "next"]
    assert count(database, INBOX) == 6


@pytest.mark.parametrize(("epoch", "told"), [("life-1", "sequence_taken"), ("life-2", "epoch_changed")])
def test_another_event_at_a_number_already_taken_is_never_passed_over_as_seen(database, epoch, told):
    def arrive(event_id, sequence, life="life-1"):
        with database.begin() as connection:
            return take_turn(connection, Arrival("h", event_id, "x.y", "s", sequence, life), AT)

    assert [arrive("e1", 1), arrive("e2", 2)] == ["next", "next"]
    assert [arrive("other", number, epoch) for number in (1, 2)] == [told, told]
    assert [arrive("e1", 1), arrive("e2", 2, epoch)] == ["seen", "seen"]
    assert arrive("e3", 3, epoch) == "next"
    assert arrive("third", 3, epoch) == "sequence_taken"


def test_what_came_before_a_consumer_joined_counts_as_seen_and_nothing_after_it(database):
    def arrive(event_id, sequence):
        with database.begin() as connection:
            return take_turn(connection, Arrival("h", event_id, "x.y", "s", sequence, "life"), AT)

    with database.begin() as connection:
        seed_cursors(connection, "h", {"s": 4}, {})
    assert [arrive("e4", 4), arrive("e5", 5), arrive("e5", 5)] == ["seen", "next", "seen"]
    assert arrive("other", 5) == "sequence_taken"


def test_an_event_delivered_many_times_at_once_has_one_turn(database):
    def arrive(sequence):
        with database.begin() as connection:
            return take_turn(connection, Arrival("h", f"e{sequence}", "x.y", "s", sequence), AT)

    for sequence in (1, 2):
        assert Counter(at_once(arrive, [sequence] * 8)) == {"next": 1, "seen": 7}


def test_a_rolled_back_effect_gives_its_turn_back(database):
    for attempt in (1, 2):
        with database.engine.connect() as connection, connection.begin() as turn:
            assert advance_cursor(connection, "h", "s", 1) == "next"
            assert inbox_insert(connection, "h", "e1", "x.y", AT), attempt
            turn.rollback()


def test_shuffled_concurrent_deliveries_are_applied_once_and_in_order(database):
    applied, retries = [], deque()
    retries.extend(number for pair in zip(range(20, 0, -1), range(1, 21), strict=True) for number in pair)

    def deliver(_):
        places = Counter()
        while True:
            try:
                number = retries.popleft()
            except IndexError:
                return places
            with database.begin() as connection:
                place = advance_cursor(connection, "h", "s", number)
                if place == "next":
                    applied.append(number)
            places[place] += 1
            if place == "gap":
                retries.append(number)

    places = sum(at_once(deliver, range(4), workers=4), Counter())
    assert applied == list(range(1, 21))
    assert (places["next"], places["seen"]) == (20, 20)


def test_status_counts_what_was_published_handled_and_is_waiting(database):
    _record(database, 3)
    with _turn(database) as turn:
        turn.turn_over(turn.turn_over([], [], 0).rows[:2], [], 0)
    with database.begin() as connection:
        inbox_insert(connection, "example.other_thing", "e1", "other.happened", AT)
        status = plain(status_counts(connection))
    assert status == {
        "pending": 1, "unsealed": 0, "dead_letters": 0, "undelivered": 0, "published": {"example.note_written": 3},
        "handled": {"example.other_thing": {"other.happened": 1}},
    }  # fmt: skip


def test_events_are_stored_as_text_that_any_reader_can_parse(database):
    _record(database, 1)
    with database.begin_reading() as connection:
        assert "一次性告知书" in connection.scalar(select(OUTBOX.c.body))
