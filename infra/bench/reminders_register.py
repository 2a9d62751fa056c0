"""A register of very many open deadlines, written by the database itself, and what a step of the sweep reads of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from sqlalchemy import text

from services.notify.domain.notice_rules import rules_of
from services.notify.usecases.replan import keep_rules
from shared.kernel.caller import Caller
from shared.kernel.clock import ZONE
from shared.messaging import Application
from shared.persistence import Database
from shared.policy import shipped_pack
from shared.security import seal

NOTICE = "chifeng-2026"
MORNING = datetime(2026, 7, 3, 8, tzinfo=ZONE)
"""Seven days before the last day of those who are due."""
_TIMES = SimpleNamespace(
    since="2026-06-01T02:00:00.000000Z", soon="2026-07-10T16:00:00.000000Z", later="2026-10-30T16:00:00.000000Z",
    morning="2026-07-03T00:00:00.000000Z", much_later="2026-10-23T00:00:00.000000Z",
)  # fmt: skip
_WRITTEN = ("messages", "dispatches")
_POSTGRES = "generate_series(1, {many}) AS numbers(n)"
_SQLITE = (
    "(WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {many})"
    " SELECT n FROM numbers)"
)
_DEADLINES = """
INSERT INTO deadlines (id, kind, notice_id, subject_id, round, person_id, recipient_key, since, due_at, clause,
                       group_key, state, escalation, version, planned, level_group, roles)
SELECT 'entry-' || n, 'submit_declaration', '{notice}', 'subject-' || n, 'draft', 'person-' || n,
       'person:person-' || n, '{since}', CASE WHEN n <= {due} THEN '{soon}' ELSE '{later}' END{cast}, '{notice}/3.2',
       'submit_declaration/person:person-' || n || '/day/subject-' || n, 'open', 0, 1, 1, 'senior',
       '["applicant"]'{json}
FROM {numbers}
"""
_PLANS = """
INSERT INTO reminder_plans (key, group_key, rule, kind, notice_id, person_id, due_at, waiting_since, clause,
                            level_group, looked_at, next_at)
SELECT 'submit_declaration/person:person-' || n || '/day/subject-' || n,
       'submit_declaration/person:person-' || n || '/day/subject-' || n, '', 'submit_declaration', '{notice}',
       'person-' || n, CASE WHEN n <= {due} THEN '{soon}' ELSE '{later}' END{cast}, '2026-06-01', '{notice}/3.2',
       'senior', '{since}', CASE WHEN n <= {due} THEN '{morning}' ELSE '{much_later}' END{cast}
FROM {numbers}
"""
_ADDRESSES = """
INSERT INTO contacts (recipient_key, channel, person_id, address, tries, codes)
SELECT 'person:person-' || n, 'mail', 'person-' || n, '{sealed}', 0, 0 FROM {numbers} WHERE n <= {due}
"""


def publish(app: Application) -> None:
    """The rules of a shipped notice."""
    pack = shipped_pack(NOTICE)
    with app.transaction(Caller.system("notify")) as tx:
        keep_rules(tx, rules_of(NOTICE, 1, pack.raw, tx.now))


def fill(database: Database, many: int, due: int) -> None:
    """So many open deadlines of as many people, some of them to be reminded of in the morning: they have mail."""
    postgres = database.is_postgres
    numbers = (_POSTGRES if postgres else _SQLITE).format(many=many)
    given: dict[str, Any] = vars(_TIMES) | {
        "notice": NOTICE, "due": due, "numbers": numbers, "cast": "::timestamptz" if postgres else "",
        "json": "::jsonb" if postgres else "", "sealed": seal("someone@people.example"),
    }  # fmt: skip
    for statement in (_DEADLINES, _PLANS, _ADDRESSES):
        with database.begin() as connection:
            if postgres:
                connection.execute(text("SET LOCAL statement_timeout = 0"))
            connection.exec_driver_sql(statement.format(**given))
    with database.begin() as connection:
        if postgres:
            connection.execute(text("SET LOCAL statement_timeout = 0"))
        connection.execute(text("ANALYZE"))


def written(database: Database) -> int:
    """How many messages lie in the inbox, each with its letter in the queue; RuntimeError where one has none."""
    with database.begin_reading() as connection:
        messages, letters = (connection.scalar(text(f"SELECT count(*) FROM {name}")) for name in _WRITTEN)
    if messages != letters or not messages:
        raise RuntimeError(f"{messages} messages, {letters} letters")
    return int(messages)


def touched(database: Database, step: Callable[[], object]) -> int:
    """What a step reads: rows on PostgreSQL, steps of its machine on SQLite, which counts no rows."""
    return _rows_touched(database, step) if database.is_postgres else _machine_steps(database, step)


def _rows_touched(database: Database, step: Callable[[], object]) -> int:
    counted = (
        "SELECT coalesce(sum(seq_tup_read + coalesce(idx_tup_fetch, 0)), 0) FROM pg_stat_user_tables "
        "WHERE relname IN ('deadlines', 'later_deadlines', 'reminder_plans', 'messages', 'notices', 'changes', "
        "'reminder_occurrences', 'dispatches')"
    )

    def read() -> int:
        with database.begin() as connection:
            connection.execute(text("SELECT pg_stat_clear_snapshot()"))
            return int(connection.scalar(text(counted)) or 0)

    _settle(database)
    before = read()
    step()
    _settle(database)
    return read() - before


def _settle(database: Database) -> None:
    """Sessions report what they read when they are told to, or end."""
    with database.begin() as connection:
        connection.execute(text("SELECT pg_stat_force_next_flush()"))
    database.engine.dispose()


def _machine_steps(database: Database, step: Callable[[], object]) -> int:
    counted = 0

    def one_more() -> int:
        nonlocal counted
        counted += 1
        return 0

    with database.engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
    driver.set_progress_handler(one_more, 1)
    step()
    driver.set_progress_handler(None, 1)
    return counted
