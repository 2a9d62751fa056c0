"""What the sweep looks for is found by an index, however many entries there are: no scan of a table."""

from itertools import count

import pytest
from sqlalchemy import event, insert, text

from services.notify.store.tables import DEADLINES, REMINDER_PLANS
from services.notify.usecases import remind
from shared.kernel.caller import Caller
from tests.support.notify_suite import at, open_case, start_draft
from tests.support.some import some

MANY = 4000


@pytest.fixture
def statements(world):
    """The statements of sweeps over a register of many entries that are not due, with what they were given."""
    filled(world)
    start_draft(world, at(6, 12), "d-1")
    open_case(world, at(6, 20), "d-2")
    seen = []

    def heard(connection, cursor, statement, parameters, context, executemany):
        if not executemany and statement.lstrip().upper().startswith(("SELECT", "UPDATE", "DELETE")):
            seen.append((statement, parameters))

    event.listen(world.database.engine, "before_cursor_execute", heard)
    for day in (3, 20, 22):
        world.clock.set(at(7, day))
        swept(world)
    event.remove(world.database.engine, "before_cursor_execute", heard)
    return seen


def filled(world):
    numbers = count()
    common = {"kind": "submit_declaration", "notice_id": "chifeng-2026", "clause": "c", "organisation_id": None}
    entries = [
        common | {
            "id": f"many-{n}", "subject_id": f"s-{n}", "round": "draft", "person_id": f"p-{n}",
            "recipient_key": f"person:p-{n}", "since": at(6, 1), "due_at": at(9, 1), "group_key": f"many/{n}",
            "state": "open", "escalation": 0, "version": 1, "planned": 1,
        } for n in (next(numbers) for _ in range(MANY))
    ]  # fmt: skip
    plans = [
        common | {
            "key": one["group_key"], "group_key": one["group_key"], "rule": "", "person_id": one["person_id"],
            "due_at": at(9, 1), "waiting_since": at(6, 1).date(), "looked_at": at(6, 1), "next_at": at(8, 25),
        } for one in entries
    ]  # fmt: skip
    with world.database.begin() as connection:
        connection.execute(insert(DEADLINES), entries)
        connection.execute(insert(REMINDER_PLANS), plans)
    with world.database.begin() as connection:
        connection.execute(text("ANALYZE"))


def swept(world):
    for _ in range(50):
        with world._transaction(Caller.system("notify")) as tx:
            if not remind.run_due(tx):
                return


def test_no_statement_of_the_sweep_reads_a_whole_table(world, statements):
    ways = {statement: way_of(world, statement, given) for statement, given in some(statements)}
    large = ("deadlines", "reminder_plans", "messages", "reminder_occurrences")
    looked = {statement for statement in ways if any(f" {name}" in statement for name in large)}
    assert len(looked) >= 6
    scans = {statement: way for statement, way in ways.items() if any(scanned(way, name) for name in large)}
    assert scans == {}


def way_of(world, statement, given):
    explain = "EXPLAIN " if world.database.is_postgres else "EXPLAIN QUERY PLAN "
    with world.database.engine.connect() as connection:
        rows = connection.exec_driver_sql(explain + statement, given).all()
        connection.rollback()
    return "\n".join(str(row[0] if world.database.is_postgres else row[-1]) for row in rows)


def scanned(way, table):
    """Read whole, or a whole index of it; the index of what has no plan holds nothing else."""
    lines = [line for line in way.splitlines() if "ix_deadlines_unplanned" not in line]
    return any(f"Seq Scan on {table}" in line or f"SCAN {table}" in line for line in lines)
