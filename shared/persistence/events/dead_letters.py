"""Messages given up on, kept in the consumer's own database until an operator replays or discards them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypedDict

from sqlalchemy import Connection, bindparam, select, text, update

from shared.kernel.errors import conflict
from shared.persistence.db.rows import first_or_not_found
from shared.persistence.db.types import Instant, Json
from shared.persistence.schema.common_tables import DEAD_LETTERS

_ADD = text(
    "INSERT INTO dead_letters (id, handler, event_id, type, subject, body, reason, history, failed_at, state) "
    "VALUES (:id, :handler, :event_id, :type, :subject, :body, :reason, :history, :failed_at, 'open') "
    "ON CONFLICT (handler, event_id) WHERE state = 'open' DO NOTHING"
).bindparams(bindparam("history", type_=Json), bindparam("failed_at", type_=Instant))


class Failure(TypedDict):
    """An attempt that failed: the instant, and the error without personal data."""

    at: str
    error: str


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """A message that failed for good. `event_id` is the SHA-256 of the body where the message had no readable id;
    `body` the message as received; `history` one per attempt."""

    id: str
    handler: str
    event_id: str
    type: str | None
    subject: str | None
    body: str
    reason: str
    history: list[Failure]
    failed_at: datetime
    state: Literal["open", "replayed", "discarded", "trial"] = "open"
    resolved_at: datetime | None = None
    resolved_by: str | None = None


_SELECT = select(*(DEAD_LETTERS.c[name] for name in DeadLetter.__dataclass_fields__))


def add_dead_letter(connection: Connection, letter: DeadLetter) -> bool:
    """Keep it; False when an open letter for this handler and event is there already (a second delivery)."""
    values = {name: getattr(letter, name) for name in DeadLetter.__dataclass_fields__}
    return connection.execute(_ADD, values | {"reason": letter.reason[:500]}).rowcount == 1


def list_dead_letters(connection: Connection, *, state: str | None = "open", limit: int = 50) -> list[DeadLetter]:
    """Oldest first, so that a replay in this order keeps each aggregate's order; `state` None = all."""
    statement = _SELECT.order_by(DEAD_LETTERS.c.id).limit(limit)
    if state is not None:
        statement = statement.where(DEAD_LETTERS.c.state == state)
    return [DeadLetter(**row) for row in connection.execute(statement).mappings()]


def get_dead_letter(connection: Connection, letter_id: str) -> DeadLetter:
    """One letter; not_found("dead_letter_not_found")."""
    found = connection.execute(_SELECT.where(DEAD_LETTERS.c.id == letter_id))
    row = first_or_not_found(found, "dead_letter_not_found", id=letter_id)
    return DeadLetter(**row._mapping)


def resolve_dead_letter(
    connection: Connection, letter_id: str, state: Literal["replayed", "discarded"], at: datetime, by: str
) -> None:
    """Close an open letter; conflict("dead_letter_closed") when it is closed already. `by` is a person's id."""
    table = DEAD_LETTERS
    statement = update(table).where(table.c.id == letter_id, table.c.state == "open")
    if connection.execute(statement.values(state=state, resolved_at=at, resolved_by=by)).rowcount == 0:
        get_dead_letter(connection, letter_id)
        raise conflict("dead_letter_closed", id=letter_id)
