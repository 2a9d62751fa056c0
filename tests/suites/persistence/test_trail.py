"""The trail: sealed in order, append-only, and every later change is found."""

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DBAPIError

from shared.persistence.schema.common_tables import TRAIL
from shared.persistence.trail.chain import seal_trail, sealed_entries, verify_trail
from tests.support.persistence_suite import CLERK, at_once, unit_of_work


def _decide(database, number=1):
    for index in range(number):
        with unit_of_work(database) as tx:
            tx.trail("approve_stage", "case", f"d{index}", clause="3.2", opinion="同意推荐", data={"stage": index})


def _seal(database, limit=500):
    with database.begin() as connection:
        return seal_trail(connection, limit)


def _verify(database, head=None):
    with database.begin_reading() as connection:
        return verify_trail(sealed_entries(connection), head)


def _unprotected(database, statement):
    """What somebody with full rights on the database can do."""
    with database.begin() as connection:
        on = " ON trail" if database.is_postgres else ""
        for trigger in ("trail_no_delete", "trail_no_update"):
            connection.execute(text(f"DROP TRIGGER {trigger}{on}"))
        connection.execute(statement)


def test_entries_say_who_decided_what_and_on_which_clause(database):
    _decide(database)
    _seal(database)
    with database.begin_reading() as connection:
        (entry,) = sealed_entries(connection)
    assert entry["actor"] == CLERK.as_actor()
    assert [entry[name] for name in ("action", "subject_id", "clause", "opinion", "data", "at")] == [
        "approve_stage", "d0", "3.2", "同意推荐", {"stage": 0}, "2026-05-08T09:30:00+08:00",
    ]  # fmt: skip


def test_the_chain_holds_over_several_sealings(database):
    _decide(database, 5)
    assert [_seal(database, 2) for _ in range(4)] == [2, 2, 1, 0]
    report = _verify(database)
    assert (report.entries, report.holds, report.head_no) == (5, True, 5)


def test_concurrent_decisions_and_sealings_make_one_chain(database):
    def work(number):
        _decide(database) if number % 3 else _seal(database, 4)

    at_once(work, range(45))
    while _seal(database):
        pass
    assert _verify(database).entries == 30
    assert _verify(database).holds


def test_the_database_refuses_to_change_or_remove_sealed_entries(database):
    _decide(database)
    _seal(database)
    for statement in (update(TRAIL).values(opinion="不同意"), delete(TRAIL)):
        with pytest.raises(DBAPIError, match="append-only"), database.begin() as connection:
            connection.execute(statement)


@pytest.mark.parametrize(
    "changed",
    [
        {"opinion": "不同意"},
        {"data": {"stage": 9}},
        {"actor": {}},
        {"clause": None},
        {"hash": "f" * 64},
        {"prev_hash": "0"},
    ],
)
def test_an_edited_entry_is_found(database, changed):
    _decide(database, 4)
    _seal(database)
    _unprotected(database, update(TRAIL).where(TRAIL.c.seal_no == 3).values(**changed))
    report = _verify(database)
    assert report.entries == 2
    assert "3" in report.fault


def test_a_removed_entry_is_found(database):
    _decide(database, 4)
    _seal(database)
    _unprotected(database, delete(TRAIL).where(TRAIL.c.seal_no == 2))
    assert "entry 2 expected, 3 found" in _verify(database).fault


def test_reordered_entries_are_found(database):
    _decide(database, 4)
    _seal(database)
    with database.begin_reading() as connection:
        first, second, third, fourth = sealed_entries(connection)
    assert verify_trail([first, third, second, fourth]).fault
    renumbered = [first, third | {"seal_no": 2}, second | {"seal_no": 3}, fourth]
    assert verify_trail(renumbered).fault


def test_entries_cut_off_at_the_end_are_found_against_a_head_noted_earlier(database):
    _decide(database, 4)
    _seal(database)
    noted = _verify(database)
    _unprotected(database, delete(TRAIL).where(TRAIL.c.seal_no == 4))
    assert _verify(database).holds
    assert "cut off" in _verify(database, (noted.head_no, noted.head_hash)).fault


def test_a_chain_made_anew_is_found_against_a_head_noted_earlier(database):
    _decide(database, 2)
    _seal(database)
    noted = _verify(database)
    anew = update(TRAIL).values(seal_no=None, prev_hash=None, hash=None, opinion="不同意")
    _unprotected(database, anew)
    _seal(database)
    assert _verify(database).holds
    assert "made anew" in _verify(database, (noted.head_no, noted.head_hash)).fault


def test_entries_not_yet_sealed_are_left_out_and_waiting(database):
    _decide(database, 2)
    assert _verify(database).entries == 0
    with database.begin_reading() as connection:
        assert connection.scalars(select(TRAIL.c.seal_no)).all() == [None, None]
