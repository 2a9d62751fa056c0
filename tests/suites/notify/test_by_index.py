"""What the sweep and lists look for is found by an index, however many entries there are: no scan of a table."""

import pytest
from sqlalchemy import Engine, event, insert, text

from services.notify.store.letter_tables import DISPATCHES
from services.notify.store.tables import DEADLINES, LATER_DEADLINES, MESSAGES, REMINDER_OCCURRENCES, REMINDER_PLANS
from services.notify.usecases import announced, failures, read_dispatches, read_inbox, remind
from shared.kernel.caller import Caller
from tests.support.notify_suite import UNIT, at, caller, open_case, start_draft
from tests.support.some import some

MANY = 4000
LARGE = ("deadlines", "later_deadlines", "reminder_plans", "messages", "reminder_occurrences", "dispatches")
CLERK, OPERATOR = caller("clerk", UNIT, ("unit_clerk",)), caller("o", roles=("operator",))
EVERYONE = {"everyone": True}
IN_ORDER = (
    "ix_deadlines_unplanned", "ix_deadlines_due", "ix_later_deadlines_due", "ix_messages_sent", "ix_dispatches_queued",
    "ix_reminder_occurrences_at",
)  # fmt: skip
LISTS = {
    "deadlines": (
        lambda world: world.deadlines(caller("p-7")),
        lambda world: world.deadlines(CLERK, state="open"),
        lambda world: world.call(read_inbox.list_deadlines, OPERATOR, filter=EVERYONE, limit=20),
        lambda world: world.deadlines(OPERATOR, subject_id="s-7", **EVERYONE),
        lambda world: world.ask("count_deadlines", CLERK),
    ),
    "messages": (
        lambda world: world.messages(caller("p-7")),
        lambda world: world.call(read_inbox.list_messages, OPERATOR, filter=EVERYONE, limit=20),
        lambda world: world.ask("count_messages", CLERK),
    ),
    "reminder_occurrences": (lambda world: world.occurrences(OPERATOR, **EVERYONE),),
    "dispatches": (
        lambda world: world.call(read_dispatches.list_dispatches, caller("p-7")),
        lambda world: world.call(read_dispatches.list_dispatches, OPERATOR, filter=EVERYONE),
        lambda world: world.call(read_dispatches.list_failures, OPERATOR, filter={}),
    ),
}


@pytest.fixture
def heard(world):
    """The statements that are executed over a register of many entries, with what they were given."""
    filled(world)
    seen = []

    def noted(connection, cursor, statement, parameters, context, executemany):
        if not executemany and statement.lstrip().upper().startswith(("SELECT", "UPDATE", "DELETE")):
            seen.append((statement, parameters))

    event.listen(Engine, "before_cursor_execute", noted)
    yield seen
    event.remove(Engine, "before_cursor_execute", noted)


def filled(world):
    people = duties()
    register = entries_of(people)
    with world.database.begin() as connection:
        connection.execute(insert(DEADLINES), register[:MANY])
        connection.execute(insert(LATER_DEADLINES), register[MANY:])
        connection.execute(insert(REMINDER_PLANS), plans_of(people))
        connection.execute(insert(MESSAGES), messages())
        connection.execute(insert(DISPATCHES), letters())
        connection.execute(insert(REMINDER_OCCURRENCES), settled())
    with world.database.begin() as connection:
        connection.execute(text("ANALYZE"))


def duties():
    """Of one kind in each table of the register."""
    common = {"notice_id": "chifeng-2026", "clause": "c", "due_at": at(9, 1)}
    return [
        common | whose(n) | {"kind": kind, "group_key": f"{kind}/{n}"}
        for kind in ("submit_declaration", "hand_in_paper") for n in range(MANY)
    ]  # fmt: skip


def entries_of(people):
    return [
        one | {
            "id": f"{one['kind']}-{n}", "subject_id": f"s-{n}", "round": "draft", "recipient_key": one["group_key"],
            "since": at(6, 1), "state": "open", "escalation": 0, "version": 1, "planned": 1,
        } for n, one in enumerate(people)
    ]  # fmt: skip


def plans_of(people):
    return [
        one | {
            "key": one["group_key"], "rule": "", "waiting_since": at(6, 1).date(), "looked_at": at(6, 1),
            "next_at": at(8, 25),
        } for one in people
    ]  # fmt: skip


TOLD = {"kind": "submit_declaration", "rule": "", "channel": "inbox"}


def messages():
    return [
        TOLD | whose(n) | {
            "id": f"m-{n}", "key": f"m-{n}", "category": "reminder", "title": "t", "body": "b",
            "items": [], "days_before": 1, "sent_at": at(6, 1),
        } for n in range(MANY)
    ]  # fmt: skip


def letters():
    return [
        TOLD | whose(n) | {
            "id": f"l-{n}", "category": "reminder", "routes": [], "channel": "mail",
            "due_at": at(6, 1), "queued_at": at(6, 1), "state": "sent", "step": 0, "attempts": 1, "code": "",
            "said": "", "tries": [],
        } for n in range(MANY)
    ]  # fmt: skip


def settled():
    return [
        whose(n) | {
            "key": f"o-{n}", "rule": "", "kind": "submit_declaration", "at": at(6, 1),
            "token": "7", "outcome": "sent", "count": 1, "noted_at": at(6, 1),
        } for n in range(MANY)
    ]  # fmt: skip


def whose(number):
    """One half are people's, the other organisations'."""
    person = number % 2
    return {"person_id": f"p-{number}" if person else None, "organisation_id": None if person else f"o-{number}"}


def swept(world):
    for _ in range(50):
        with world._transaction(Caller.system("notify")) as tx:
            if not (remind.run_due(tx) or announced.end_waiting(tx) or failures.tell_failures(tx)):
                return


def test_no_statement_of_the_sweep_reads_a_whole_table(world, heard):
    start_draft(world, at(6, 12), "d-1")
    open_case(world, at(6, 20), "d-2", paper="2026-07-21")
    for day in (3, 20, 22):
        world.clock.set(at(7, day))
        swept(world)
    assert len(some({statement for statement, _ in heard if about(statement, LARGE)})) >= 8
    assert scans(world, heard) == {}


@pytest.mark.parametrize("table", LISTS)
def test_no_list_reads_a_whole_table(table, world, heard):
    for asked in LISTS[table]:
        heard.clear()
        asked(world)
        assert some({statement for statement, _ in heard if about(statement, (table,))})
        assert scans(world, heard) == {}


def about(statement, tables):
    return any(name in statement for name in tables)


def scans(world, heard):
    """How statements read a large table whole, or a whole index of it, and which they are."""
    ways = {statement: way_of(world, statement, given) for statement, given in list(heard) if about(statement, LARGE)}
    return {way: statement for statement, way in ways.items() if any(scanned(way, name) for name in LARGE)}


def way_of(world, statement, given):
    explain = "EXPLAIN " if world.database.is_postgres else "EXPLAIN QUERY PLAN "
    with world.database.engine.connect() as connection:
        rows = connection.exec_driver_sql(explain + statement, given).all()
        connection.rollback()
    return "\n".join(str(row[0] if world.database.is_postgres else row[-1]) for row in rows)


def scanned(way, table):
    """Read whole, or a whole index of it; the index of what has no plan holds nothing else, and a list of everybody's
    is read in its order until it is long enough."""
    lines = [line for line in way.splitlines() if not any(index in line for index in IN_ORDER)]
    return any(f"Seq Scan on {table} " in line or f"SCAN {table} " in line + " " for line in lines)
