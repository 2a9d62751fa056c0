"""Units of work: what is committed together, what a rollback leaves, what a reader may do."""

import contextlib
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import DBAPIError

from shared.contracts.base import ContractViolation
from shared.kernel.clock import ZONE
from shared.kernel.errors import ZhipingError
from shared.persistence import conflict_on_duplicate, find, first_or_not_found, reading, update_versioned
from shared.persistence.schema.common_tables import OUTBOX, STREAM_HEADS, TRAIL
from tests.support.example.store.tables import notes
from tests.support.persistence_suite import (
    CLERK,
    CLOCK,
    FACT,
    SAMPLE,
    WRITTEN,
    at_once,
    count,
    envelopes,
    unit_of_work,
    write_note,
)  # fmt: skip


def test_effect_event_and_trail_are_committed_together(database):
    with unit_of_work(database) as tx:
        write_note(tx, "n1")
    assert [count(database, table) for table in (notes, OUTBOX, TRAIL)] == [1, 1, 1]


def test_an_error_in_the_use_case_leaves_nothing(database):
    def use_case():
        with unit_of_work(database) as tx:
            write_note(tx, "n1")
            tx.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        use_case()
    assert [count(database, table) for table in (notes, OUTBOX, TRAIL, STREAM_HEADS)] == [0, 0, 0, 0]


def test_a_part_that_fails_leaves_nothing_and_the_rest_is_committed(database):
    with unit_of_work(database) as tx:
        write_note(tx, "n1")
        for name in ("n2", "n3"):
            with contextlib.suppress(ZeroDivisionError), tx.part():
                write_note(tx, name)
                if name == "n2":
                    raise ZeroDivisionError
    with database.begin() as connection:
        assert sorted(connection.scalars(select(notes.c.id))) == ["n1", "n3"]
    assert [one["subject"] for one in envelopes(database)] == ["n1", "n3"]
    assert count(database, TRAIL) == 2


def test_the_envelope_carries_cloudevents_names_and_no_personal_name(database):
    with unit_of_work(database, correlation="c" * 36, causation="e" * 36, trace="00-trace") as tx:
        event_id = tx.record(WRITTEN, "n1", FACT)
    (envelope,) = envelopes(database)
    assert envelope == {
        "specversion": "1.0", "datacontenttype": "application/json", "id": event_id, "type": "example.note_written",
        "dataversion": 1, "source": "example", "aggregate": WRITTEN.aggregate, "subject": "n1", "sequence": 1,
        "time": "2026-05-08T09:30:00+08:00", "correlation": "c" * 36, "causation": "e" * 36,
        "traceparent": "00-trace", "publisher": "local", "epoch": database.epoch, "authtype": "user", "authid": "p-1",
        "authclaims": '{"organisation_id":"o-1","roles":["unit_clerk"]}', "data": SAMPLE,
    }  # fmt: skip


def test_events_of_one_aggregate_are_numbered_from_one_without_gaps(database):
    with unit_of_work(database) as tx:
        for subject in ("a", "b", "a"):
            tx.record(WRITTEN, subject, FACT)
    with unit_of_work(database) as tx:
        tx.record(WRITTEN, "a", FACT)
    numbered = [(envelope["subject"], envelope["sequence"]) for envelope in envelopes(database)]
    assert numbered == [("a", 1), ("b", 1), ("a", 2), ("a", 3)]


def test_concurrent_writers_get_each_sequence_once(database):
    def work(number):
        with unit_of_work(database) as tx:
            for subject in ("a", "b") if number % 2 else ("b", "a"):
                tx.record(WRITTEN, subject, FACT)

    at_once(work, range(40))
    for subject in ("a", "b"):
        numbers = [envelope["sequence"] for envelope in envelopes(database) if envelope["subject"] == subject]
        assert sorted(numbers) == list(range(1, 41))


def test_many_subjects_in_one_transaction_are_numbered(database):
    with unit_of_work(database) as tx:
        for number in range(450):
            tx.record(WRITTEN, f"n{number}", FACT)
    assert {envelope["sequence"] for envelope in envelopes(database)} == {1}
    assert count(database, STREAM_HEADS) == 450


@pytest.mark.parametrize("wrong", [{"title": None}, {"pages": "2"}, {"pages": 0}, {"pages": True}])
def test_a_fact_off_the_contract_is_refused_and_nothing_is_kept(database, wrong):
    with pytest.raises(ContractViolation), unit_of_work(database) as tx:
        tx.record(WRITTEN, "n1", replace(FACT, **wrong))
    assert count(database, OUTBOX) == 0


def test_whoever_waits_is_woken_after_a_commit_that_recorded_something_and_only_then(database):
    seen = []
    database.wake_on_commit(lambda: seen.append(count(database, OUTBOX)))
    with unit_of_work(database) as tx:
        tx.connection.execute(select(1))
    with unit_of_work(database) as tx:
        tx.record(WRITTEN, "n1", FACT)
    assert seen == [1]


def test_a_reading_unit_refuses_to_record_and_the_database_refuses_writes(database):
    with reading(database, lambda connection: connection, CLOCK, CLERK) as tx:
        with pytest.raises(RuntimeError):
            tx.record(WRITTEN, "n1", FACT)
        with pytest.raises(RuntimeError):
            tx.trail("a", "b", "c")
        with pytest.raises(DBAPIError):
            tx.connection.execute(insert(STREAM_HEADS).values(aggregate="a", subject="b", sequence=1))


def test_a_reader_works_while_a_writer_is_at_it_and_sees_the_old_state(database):
    with unit_of_work(database) as tx:
        write_note(tx, "n1")
        tx.flush()
        assert at_once(lambda table: count(database, table), [notes, OUTBOX]) == [0, 0]


def test_values_come_back_as_they_went_in(database):
    moment = datetime(2026, 6, 10, 15, 59, 59, 1, tzinfo=UTC)
    content = {"表": [{"n": 10**18, "空": None, "是": True}], "a": '𠮷\n"'}
    with unit_of_work(database) as tx:
        write_note(tx, "n1", due_on=date(2026, 6, 10), written_at=moment, content=content)
    with database.begin_reading() as connection:
        row = connection.execute(select(notes)).one()
    assert (row.due_on, row.content) == (date(2026, 6, 10), content)
    assert row.written_at == moment
    assert row.written_at.tzinfo is ZONE
    assert isinstance(row.content["表"][0]["n"], int)


def test_instants_are_compared_and_sorted_as_moments(database):
    moments = [datetime(2026, 6, 10, hour, tzinfo=UTC) for hour in (9, 1, 5)] + [datetime(2026, 6, 10, 10, tzinfo=ZONE)]
    with unit_of_work(database) as tx:
        for number, moment in enumerate(moments):
            write_note(tx, f"n{number}", written_at=moment)
    with database.begin_reading() as connection:
        statement = select(notes.c.id).where(notes.c.written_at > moments[1]).order_by(notes.c.written_at)
        assert connection.scalars(statement).all() == ["n3", "n2", "n0"]


def test_a_naive_datetime_and_a_float_are_refused(database):
    for wrong in ({"written_at": datetime(2026, 1, 1)}, {"content": {"rate": 0.5}}):  # noqa: DTZ001
        with pytest.raises(Exception, match=r"time zone|floats"), unit_of_work(database) as tx:
            write_note(tx, "n1", **wrong)


def test_a_stale_version_changes_nothing(database):
    with unit_of_work(database) as tx:
        write_note(tx, "n1")
        assert update_versioned(tx.connection, notes, "n1", 1, {"title": "乙"}) == 2
    with pytest.raises(ZhipingError) as caught, unit_of_work(database) as tx:
        update_versioned(tx.connection, notes, "n1", 1, {"title": "丙"})
    assert (caught.value.slug, caught.value.path) == ("stale_version", "expected_version")
    assert caught.value.message
    with database.begin_reading() as connection:
        assert connection.execute(select(notes.c.title, notes.c.version)).one() == ("乙", 2)


def test_of_two_writers_with_one_version_exactly_one_wins(database):
    with unit_of_work(database) as tx:
        write_note(tx, "n1")

    def work(_):
        try:
            with unit_of_work(database) as tx:
                return update_versioned(tx.connection, notes, "n1", 1, {"title": "乙"})
        except ZhipingError as error:
            return error.slug

    assert sorted(map(str, at_once(work, range(8)))) == ["2", *["stale_version"] * 7]


def test_rows_are_found_by_their_values_in_the_order_asked_for(database):
    with unit_of_work(database) as tx:
        for note_id, title in (("n2", "甲"), ("n1", "甲"), ("n3", "乙")):
            write_note(tx, note_id, title=title)
    with database.begin_reading() as connection:
        assert find(connection, notes.c.id, order_by=("id",), title="甲").scalars().all() == ["n1", "n2"]
        assert find(connection, notes, id="n3").one().title == "乙"
        assert find(connection, notes, id="n3", title="甲").first() is None
        assert find(connection, notes, id=None).first() is None


def test_a_row_that_is_held_is_given_to_one_after_the_other(database):
    with unit_of_work(database) as tx:
        write_note(tx, "n1")

    def longer(_):
        with unit_of_work(database) as tx:
            held = find(tx.connection, notes, hold=True, id="n1").one()
            update_versioned(tx.connection, notes, "n1", held.version, {"title": held.title + "甲"})

    at_once(longer, range(4))
    with database.begin_reading() as connection:
        assert find(connection, notes, id="n1").one().title == "甲" * 5


def test_a_missing_row_and_a_duplicate_are_typed_errors(database):
    with pytest.raises(ZhipingError) as missing, database.begin_reading() as connection:
        first_or_not_found(find(connection, notes, id="n1"), "dead_letter_not_found")
    with unit_of_work(database) as tx:
        write_note(tx, "n1")
    with (
        pytest.raises(ZhipingError) as duplicate,
        unit_of_work(database) as tx,
        conflict_on_duplicate("request_in_progress"),
    ):
        write_note(tx, "n1")
    assert [missing.value.kind, duplicate.value.kind] == ["not_found", "conflict"]
    assert count(database, TRAIL) == 1
