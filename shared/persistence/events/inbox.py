"""What a consumer writes beside its effect: the event it has handled, and how far it has come in each aggregate."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, NamedTuple

from sqlalchemy import Connection, bindparam, select, text

from shared.persistence.db.prepared import Prepared, execute_directly
from shared.persistence.db.types import Instant
from shared.persistence.schema.common_tables import CURSORS

_INSERT = text(
    "INSERT INTO inbox (handler, event_id, type, handled_at) VALUES (:handler, :event_id, :type, :at) "
    "ON CONFLICT (handler, event_id) DO NOTHING"
).bindparams(bindparam("at", type_=Instant))
_OPEN = text(
    "INSERT INTO cursors (handler, subject, sequence) VALUES (:handler, :subject, 0) "
    "ON CONFLICT (handler, subject) DO NOTHING"
)
_MOVE = text("UPDATE cursors SET sequence = :sequence, epoch = :epoch WHERE handler = :handler AND subject = :subject")
_BEFORE = text(
    "SELECT cursors.epoch, coalesce(cursors.base, 0) AS base, "
    "EXISTS (SELECT 1 FROM inbox WHERE handler = :handler AND event_id = :event_id) AS handled "
    "FROM cursors WHERE handler = :handler AND subject = :subject"
)
_LOCKED = (
    select(CURSORS.c.sequence)
    .where(CURSORS.c.handler == bindparam("handler"), CURSORS.c.subject == bindparam("subject"))
    .with_for_update()
)

_MARK = (
    ") INSERT INTO inbox (handler, event_id, type, handled_at) "
    "SELECT handler, %(event_id)s, %(type)s, %(at)s FROM turn ON CONFLICT (handler, event_id) DO NOTHING"
)
_FIRST = Prepared(
    "zhiping_first_event",
    "WITH turn AS (INSERT INTO cursors (handler, subject, sequence, epoch) "
    "VALUES (%(handler)s, %(subject)s, 1, %(epoch)s) ON CONFLICT (handler, subject) "
    "DO UPDATE SET sequence = 1, epoch = excluded.epoch WHERE cursors.sequence = 0 RETURNING handler" + _MARK,
)
_FOLLOWING = (
    "WITH turn AS (UPDATE cursors SET sequence = %(sequence)s, epoch = %(epoch)s "
    "WHERE handler = %(handler)s AND subject = %(subject)s AND sequence = %(sequence)s - 1 RETURNING handler" + _MARK
)

Place = Literal["next", "seen", "gap"]
Turn = Literal["next", "seen", "gap", "sequence_taken", "epoch_changed"]
"""`seen`: this very event was handled, or the consumer began behind it. Another event at a number that is taken:
`sequence_taken` in the life of the publisher's database that gave the number, `epoch_changed` in another."""
PLACES_TAKEN = ("sequence_taken", "epoch_changed")


class Arrival(NamedTuple):
    """An event at a handler: what its place in the aggregate's history and the mark of its handling are made of."""

    handler: str
    event_id: str
    type: str
    subject: str
    sequence: int
    epoch: str | None = None


def take_turn(connection: Connection, event: Arrival, at: datetime) -> Turn:
    """advance_cursor and inbox_insert: `next` if both say that the event is to be handled now.

    On PostgreSQL an event in its turn costs one round trip; only one that is out of turn is looked at closely.
    """
    if connection.dialect.name == "postgresql":
        statement = _FIRST if event.sequence == 1 else _FOLLOWING
        if execute_directly(connection, statement, {**event._asdict(), "at": at}).rowcount == 1:
            return "next"
    place = advance_cursor(connection, event.handler, event.subject, event.sequence, event.epoch)
    if place == "next" and not inbox_insert(connection, event.handler, event.event_id, event.type, at):
        return "seen"
    return _who_was_here(connection, event) if place == "seen" else place


def _who_was_here(connection: Connection, event: Arrival) -> Turn:
    """Whether an event whose number was passed is the one that had it; its cursor is locked by now."""
    key = {"handler": event.handler, "subject": event.subject, "event_id": event.event_id}
    found = connection.execute(_BEFORE, key).one()
    if found.handled or event.sequence <= found.base:
        return "seen"
    return "sequence_taken" if found.epoch in (None, event.epoch) else "epoch_changed"


def inbox_insert(connection: Connection, handler: str, event_id: str, event_type: str, at: datetime) -> bool:
    """Mark the event handled; False when it was already and nothing is to do. Waits for a delivery in flight."""
    values = {"handler": handler, "event_id": event_id, "type": event_type, "at": at}
    return connection.execute(_INSERT, values).rowcount == 1


def advance_cursor(
    connection: Connection, handler: str, subject: str, sequence: int, epoch: str | None = None
) -> Place:
    """Take the aggregate's turn for event `sequence` and say whether it is its turn.

    Holds the row until the transaction ends, so that events of one aggregate are handled one after the other. `next`:
    the cursor stands on `sequence` if this transaction commits. `seen`: handled before. `gap`: an earlier one lacks.
    """
    key = {"handler": handler, "subject": subject}
    done = connection.scalar(_LOCKED, key)
    if done is None:
        connection.execute(_OPEN, key)
        done = connection.scalar(_LOCKED, key) or 0
    if sequence <= done:
        return "seen"
    if sequence > done + 1:
        return "gap"
    connection.execute(_MOVE, {**key, "sequence": sequence, "epoch": epoch})
    return "next"
