"""Outbox, inbox and cursor: what the relay and the consumers rely on."""

from collections import Counter, deque

from sqlalchemy import select

from shared.persistence.inbox import advance_cursor, inbox_insert
from shared.persistence.metadata import INBOX, OUTBOX
from shared.persistence.outbox import pending_events, settle, take_batch
from shared.persistence.status import status_counts
from tests.support.persistence_suite import CLOCK, SAMPLE, WRITTEN, at_once, count, unit_of_work

AT = CLOCK.now()


def _record(database, number):
    for index in range(number):
        with unit_of_work(database) as tx:
            tx.record(WRITTEN, f"n{index % 3}", SAMPLE)


def test_a_batch_is_the_oldest_events_and_settling_removes_them(database):
    _record(database, 5)
    with database.begin() as connection:
        batch = take_batch(connection, 3)
        settle(connection, batch)
    assert [row.exchange for row in batch] == ["example.events"] * 3
    assert [row.routing_key for row in batch] == ["example.note_written"] * 3
    with database.begin() as connection:
        rest = take_batch(connection)
        assert pending_events(connection) == 2
    assert [row.position for row in batch + rest] == sorted(row.position for row in batch + rest)
    with database.begin() as connection:
        assert take_batch(connection, after=rest[0].position) == rest[1:]


def test_a_batch_that_is_not_settled_is_taken_again(database):
    _record(database, 2)
    with database.begin() as connection:
        first = take_batch(connection)
    with database.begin() as connection:
        assert take_batch(connection) == first


def test_events_settled_by_two_relays_are_counted_once(database):
    _record(database, 3)
    with database.begin() as connection:
        batch = take_batch(connection)
    for _ in range(2):
        with database.begin() as connection:
            settle(connection, batch)
    with database.begin() as connection:
        assert status_counts(connection)["published"] == {"example.note_written": 3}


def test_positions_are_never_used_twice(database):
    _record(database, 1)
    with database.begin() as connection:
        first = take_batch(connection)
        settle(connection, first)
    _record(database, 1)
    with database.begin() as connection:
        assert take_batch(connection)[0].position > first[0].position


def test_concurrent_relays_send_every_event_and_none_twice(database):
    _record(database, 60)
    sent = Counter()

    def relay(_):
        while True:
            with database.begin() as connection:
                batch = take_batch(connection, 7)
                settle(connection, batch)
            if not batch:
                return
            sent.update(row.event_id for row in batch)

    at_once(relay, range(4), workers=4)
    assert len(sent) == 60
    assert set(sent.values()) == {1}


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
    with database.begin() as connection:
        settle(connection, take_batch(connection, 2))
        inbox_insert(connection, "example.other_thing", "e1", "other.happened", AT)
        status = status_counts(connection)
    assert status == {
        "pending": 1, "unsealed": 0, "dead_letters": 0, "published": {"example.note_written": 3},
        "handled": {"example.other_thing": {"other.happened": 1}},
    }  # fmt: skip


def test_events_are_stored_as_text_that_any_reader_can_parse(database):
    _record(database, 1)
    with database.begin_reading() as connection:
        assert "一次性告知书" in connection.scalar(select(OUTBOX.c.body))
