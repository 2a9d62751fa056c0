"""What the relay does with the outbox: take a batch, and settle what the broker has confirmed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, func, select, text

from shared.persistence.db.database import Database
from shared.persistence.schema.common_tables import OUTBOX, TRAIL


class OutboxRow(NamedTuple):
    """One event to publish; `body` is the whole envelope as JSON text."""

    position: int
    event_id: str
    type: str
    exchange: str
    routing_key: str
    body: str


_TAKE = select(*(OUTBOX.c[name] for name in OutboxRow._fields)).order_by(OUTBOX.c.position)
_UNSEALED = select(TRAIL.c.position).where(TRAIL.c.seal_no.is_(None)).limit(1)
_TALLY = text(
    "INSERT INTO event_tally (type, published) VALUES (:type, :published) "
    "ON CONFLICT (type) DO UPDATE SET published = event_tally.published + excluded.published"
)
_TURN_OVER = (
    "WITH gone AS (DELETE FROM outbox WHERE position = ANY(%(settled)s) RETURNING type), tally AS ("
    "INSERT INTO event_tally (type, published) SELECT type, count(*) FROM gone GROUP BY type "
    "ON CONFLICT (type) DO UPDATE SET published = event_tally.published + excluded.published"
    "), batch AS ("
    f"SELECT {', '.join(OutboxRow._fields)} FROM outbox "
    "WHERE position <> ALL(%(settled)s) AND routing_key <> ALL(%(held)s) ORDER BY position LIMIT %(limit)s"
    ") SELECT EXISTS (SELECT FROM trail WHERE seal_no IS NULL), batch.* "
    "FROM (VALUES (1)) AS always LEFT JOIN batch ON true ORDER BY batch.position"
)


class Batch(NamedTuple):
    """The oldest events that wait, and whether the trail has entries that are not sealed yet."""

    rows: list[OutboxRow]
    unsealed: bool


def take_batch(connection: Connection, limit: int, *, after: int = 0, held: Sequence[str] = ()) -> Batch:
    """For SQLite, where positions follow commits: what comes `after` a position; routing keys in `held` stay.

    On PostgreSQL a transaction may commit a lower position later, and paging would lose it: see turn_over.
    """
    statement = _TAKE.where(OUTBOX.c.position > after, OUTBOX.c.routing_key.not_in(held)).limit(limit)
    rows = [OutboxRow(*row) for row in connection.execute(statement)]
    return Batch(rows, connection.scalar(_UNSEALED) is not None)


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


def turn_over(session: Any, settled: Sequence[OutboxRow], limit: int, held: Sequence[str] = ()) -> Batch:
    """For PostgreSQL, settling and taking in one round trip on an autocommitting psycopg2 session: a busy relay pays
    one statement per batch. Never pass a row that the broker returned as unroutable.
    """
    values = {"settled": [row.position for row in settled], "held": list(held), "limit": limit}
    with session.cursor() as cursor:
        cursor.execute(_TURN_OVER, values)
        found = cursor.fetchall()
    return Batch([OutboxRow(*row[1:]) for row in found if row[1] is not None], found[0][0])


def pending_events(connection: Connection) -> int:
    """Events committed and not yet settled."""
    return connection.scalar(select(func.count()).select_from(OUTBOX)) or 0


def last_position(database: Database) -> int:
    """Position of the newest event in the outbox; 0 for an empty one."""
    with database.begin_reading() as connection:
        return connection.scalar(select(func.max(OUTBOX.c.position))) or 0
