"""The head of the trail on each day: noted once, to be sent out of the house, where the database cannot reach it."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from shared.persistence.db.rows import insert_if_absent
from shared.persistence.schema.common_tables import TRAIL_HEADS, TRAIL_SEALS

_LAST = select(TRAIL_SEALS.c.number, TRAIL_SEALS.c.seal, TRAIL_SEALS.c.key_id).order_by(TRAIL_SEALS.c.number.desc())


class NotedHead(NamedTuple):
    """A row of trail_heads: how far the keyed seals went when it was noted."""

    day: date
    number: int
    seal: str
    key_id: str


def note_head(connection: Connection, now: datetime) -> NotedHead | None:
    """Note the head of today (in Shanghai), once a day and only when the trail has grown; None = nothing new."""
    last = connection.execute(_LAST.limit(1)).first()
    if last is None or last.number <= (connection.scalar(select(func.max(TRAIL_HEADS.c.number))) or 0):
        return None
    head = NotedHead(now.date(), last.number, last.seal, last.key_id)
    return head if insert_if_absent(connection, TRAIL_HEADS, head._asdict() | {"noted_at": now}) else None


def last_heads(connection: Connection, limit: int) -> list[NotedHead]:
    """The newest heads first."""
    columns = [TRAIL_HEADS.c[name] for name in NotedHead._fields]
    rows = connection.execute(select(*columns).order_by(TRAIL_HEADS.c.day.desc()).limit(limit))
    return [NotedHead(*row) for row in rows]
