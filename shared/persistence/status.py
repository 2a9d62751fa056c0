"""The figures behind get_status: what was published, handled and given up on."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, func, select

from shared.persistence.dead_letters import open_dead_letters
from shared.persistence.joining import left_out
from shared.persistence.metadata import EVENT_TALLY, INBOX, OUTBOX, TRAIL


def status_counts(connection: Connection) -> dict[str, Any]:
    """pending (outbox rows), unsealed (trail), published {type: n}, handled {handler: {type: n}}, dead_letters (open).

    `published` counts events from their commit on, whether the broker has them yet or not; `handled` also those that a
    consumer which joined later never gets.
    """
    waiting = dict(_counts(connection, select(OUTBOX.c.type, func.count()).group_by(OUTBOX.c.type)))
    published = dict(_counts(connection, select(EVENT_TALLY.c.type, EVENT_TALLY.c.published)))
    for name, number in waiting.items():
        published[name] = published.get(name, 0) + number
    return {
        "pending": sum(waiting.values()),
        "unsealed": connection.scalar(select(func.count()).select_from(TRAIL).where(TRAIL.c.seal_no.is_(None))) or 0,
        "published": dict(sorted(published.items())),
        "handled": _handled(connection),
        "dead_letters": open_dead_letters(connection),
    }


def _handled(connection: Connection) -> dict[str, dict[str, int]]:
    statement = select(INBOX.c.handler, INBOX.c.type, func.count()).group_by(INBOX.c.handler, INBOX.c.type)
    handled: dict[str, dict[str, int]] = {}
    for handler, event_type, number in connection.execute(statement.order_by(INBOX.c.handler, INBOX.c.type)):
        handled.setdefault(handler, {})[event_type] = number
    for handler, types in left_out(connection).items():
        known = handled.setdefault(handler, {})
        for name, number in types.items():
            known[name] = known.get(name, 0) + number
    return handled


def _counts(connection: Connection, statement: Any) -> list[tuple[str, int]]:
    return [(name, number) for name, number in connection.execute(statement)]
