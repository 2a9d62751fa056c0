"""Dead letters, remembered answers and pages."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from shared.kernel.errors import ZhipingError
from shared.persistence import Order, listed
from shared.persistence.events.dead_letters import (
    DeadLetter,
    add_dead_letter,
    get_dead_letter,
    list_dead_letters,
    resolve_dead_letter,
)  # fmt: skip
from shared.persistence.events.idempotency import CallKey, find_answer, remember_answer
from shared.persistence.events.status import status_counts
from shared.wire.requests import ListQuery
from tests.support.example.store.tables import notes
from tests.support.persistence_suite import CLOCK, at_once, unit_of_work, write_note

AT = CLOCK.now()
CALL = CallKey("example.write_note", "p-1", "k-1")
ORDER = Order({"title": notes.c.title, "due_on": notes.c.due_on, "written_at": notes.c.written_at}, notes.c.id, "title")


def _letter(number, event_id="e1"):
    history = [{"at": "2026-05-08T09:30:00+08:00", "error": "KeyError"}]
    return DeadLetter(f"l{number}", "h.q", event_id, "x.y", "s", "{}", "too often", history, AT)


def test_a_dead_letter_is_kept_once_with_its_history(database):
    with database.begin() as connection:
        assert [add_dead_letter(connection, _letter(number)) for number in (1, 2)] == [True, False]
        assert list_dead_letters(connection) == [_letter(1)]
        assert get_dead_letter(connection, "l1") == _letter(1)


def test_a_closed_letter_cannot_be_closed_again_and_the_event_may_die_again(database):
    with database.begin() as connection:
        add_dead_letter(connection, _letter(1))
        resolve_dead_letter(connection, "l1", "replayed", AT, "p-9")
        with pytest.raises(ZhipingError, match="dead_letter_closed"):
            resolve_dead_letter(connection, "l1", "discarded", AT, "p-9")
        with pytest.raises(ZhipingError, match="dead_letter_not_found"):
            resolve_dead_letter(connection, "nix", "discarded", AT, "p-9")
        assert add_dead_letter(connection, _letter(2))
        assert [letter.id for letter in list_dead_letters(connection)] == ["l2"]
        assert [letter.state for letter in list_dead_letters(connection, state=None)] == ["replayed", "open"]
        assert status_counts(connection).dead_letters == 1


def test_the_same_call_finds_its_answer_and_another_request_under_the_key_is_refused(database):
    with database.begin() as connection:
        assert find_answer(connection, CALL, "d" * 64) is None
        remember_answer(connection, CALL, "d" * 64, {"version": 1}, AT)
        assert find_answer(connection, CALL, "d" * 64).result == {"version": 1}
        assert find_answer(connection, CALL._replace(caller="p-2"), "d" * 64) is None
        assert find_answer(connection, CALL._replace(method="another"), "d" * 64) is None
        with pytest.raises(ZhipingError, match="idempotency_key_reused"):
            find_answer(connection, CALL, "e" * 64)


def test_of_concurrent_equal_calls_one_is_kept_and_the_others_roll_back(database):
    def call(number):
        try:
            with unit_of_work(database) as tx:
                write_note(tx, f"n{number}")
                remember_answer(tx.connection, CALL, "d" * 64, {"note": number}, AT)
                return "done"
        except ZhipingError as error:
            return error.slug

    results = at_once(call, range(6))
    assert sorted(results) == ["done", *["request_in_progress"] * 5]
    with database.begin_reading() as connection:
        (kept,) = connection.scalars(select(notes.c.id))
        assert find_answer(connection, CALL, "d" * 64).result == {"note": int(kept[1:])}


@pytest.fixture
def list_of_notes(database):
    """Eleven notes with equal titles in groups of four, due on and written at different times."""
    with unit_of_work(database) as tx:
        for number in range(11):
            step = timedelta(days=number % 5, microseconds=number)
            due_on, written_at = tx.today + step, tx.now + step
            write_note(tx, f"n{number:02d}", title=f"t{number // 4}", due_on=due_on, written_at=written_at)
    return database


@pytest.mark.parametrize("sort", [None, "title", "-title", "due_on", "-due_on", "written_at", "-written_at"])
def test_pages_give_every_row_once_in_order(list_of_notes, sort):
    seen, cursor = [], None
    with list_of_notes.begin_reading() as connection:
        while True:
            page = listed(
                connection, select(notes), ORDER, ListQuery(sort=sort, cursor=cursor, limit=4, with_total=True)
            )
            seen += page.items
            assert page.total == 11
            cursor = page.next_cursor
            if cursor is None:
                break
    column = (sort or "title").removeprefix("-")
    keys = [(getattr(row, column), row.id) for row in seen]
    assert keys == sorted(keys, reverse=(sort or "").startswith("-"))
    assert len({row.id for row in seen}) == 11


def test_rows_are_counted_only_where_it_is_asked(list_of_notes):
    with list_of_notes.begin_reading() as connection:
        assert listed(connection, select(notes), ORDER, ListQuery(limit=5)).total is None


def test_a_row_added_before_the_cursor_moves_nothing(list_of_notes):
    with list_of_notes.begin_reading() as connection:
        first = listed(connection, select(notes), ORDER, ListQuery(limit=5))
    with unit_of_work(list_of_notes) as tx:
        write_note(tx, "n000", title="t0")
    with list_of_notes.begin_reading() as connection:
        second = listed(connection, select(notes), ORDER, ListQuery(cursor=first.next_cursor, limit=5))
    assert second.items[0].id == "n05"


@pytest.mark.parametrize(
    "cursor",
    ["", "x", "bnVsbA", "W10", "WyJ0aXRsZSIsbnVsbCxudWxsXQ", "甲", "WyJ0aXRsZSIsNSwibjEiXQ", "WyJ0aXRsZSIsImEiLHt9XQ"],
)
def test_a_cursor_that_is_not_ours_is_refused(list_of_notes, cursor):
    with list_of_notes.begin_reading() as connection, pytest.raises(ZhipingError, match="cursor_invalid"):
        listed(connection, select(notes), ORDER, ListQuery(cursor=cursor))


def test_a_cursor_of_another_sort_and_an_unknown_sort_are_refused(list_of_notes):
    with list_of_notes.begin_reading() as connection:
        cursor = listed(connection, select(notes), ORDER, ListQuery(limit=2)).next_cursor
        with pytest.raises(ZhipingError, match="cursor_invalid"):
            listed(connection, select(notes), ORDER, ListQuery(sort="-title", cursor=cursor))
        with pytest.raises(ZhipingError, match="sort_unknown"):
            listed(connection, select(notes), ORDER, ListQuery(sort="content"))
