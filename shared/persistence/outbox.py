"""What the relay does with the outbox: take a batch, and settle what the broker has confirmed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection, delete, func, select, text

from shared.persistence.database import Database
from shared.persistence.metadata import OUTBOX


class OutboxRow(NamedTuple):
    """One event to publish; `body` is the whole envelope as JSON text."""

    position: int
    event_id: str
    type: str
    exchange: str
    routing_key: str
    body: str


_TAKE = select(*(OUTBOX.c[name] for name in OutboxRow._fields)).order_by(OUTBOX.c.position)
_TALLY = text(
    "INSERT INTO event_tally (type, published) VALUES (:type, :published) "
    "ON CONFLICT (type) DO UPDATE SET published = event_tally.published + excluded.published"
)


def take_batch(connection: Connection, limit: int = 500, *, after: int = 0) -> list[OutboxRow]:
    """The oldest unsettled events; on PostgreSQL locked until the transaction ends, rows locked by others are skipped.

    `after` (a position) is for the embedded bus on SQLite only, where positions follow commits; on PostgreSQL a
    transaction may commit a lower position later, and paging would lose it.
    """
    statement = _TAKE.where(OUTBOX.c.position > after).limit(limit)
    return [OutboxRow(*row) for row in connection.execute(statement.with_for_update(skip_locked=True))]


def settle(connection: Connection, rows: Sequence[OutboxRow]) -> None:
    """Delete confirmed events and count them by type; never pass a row that the broker returned as unroutable.

    Only what is still there counts: a relay that lost its turn unawares may settle what its successor has settled.
    """
    if not rows:
        return
    gone = delete(OUTBOX).where(OUTBOX.c.position.in_([row.position for row in rows])).returning(OUTBOX.c.type)
    tally = sorted(Counter(connection.scalars(gone)).items())
    if tally:
        connection.execute(_TALLY, [{"type": name, "published": number} for name, number in tally])


def pending_events(connection: Connection) -> int:
    """Events committed and not yet settled."""
    return connection.scalar(select(func.count()).select_from(OUTBOX)) or 0


def last_position(database: Database) -> int:
    """Position of the newest event in the outbox; 0 for an empty one."""
    with database.begin_reading() as connection:
        return connection.scalar(select(func.max(OUTBOX.c.position))) or 0
