"""What an operator can do with dead letters: look, send back, or give up for good."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from sqlalchemy import Connection, insert

from shared.contracts.envelope import BadEnvelope, Event, decode
from shared.kernel.errors import conflict, invalid
from shared.messaging.base.letter_concerns import ALL_AT_ONCE, json_or_text
from shared.messaging.events.owner import DISBELIEVED, REFUSED
from shared.persistence import Tx
from shared.persistence.events.dead_letters import DeadLetter, get_dead_letter, list_dead_letters, resolve_dead_letter
from shared.persistence.events.inbox import PLACES_TAKEN, advance_cursor, inbox_insert
from shared.persistence.schema.common_tables import OUTBOX
from shared.wire.types import Doc, Opaque, Page, record, widened

REPLAY = "replay"
"""Type of an outbox row that sends a dead letter back; never the type of an event."""


@record
class DeadLetterLine:
    """A message given up on."""

    id: str
    queue: str
    event_id: str
    type: str | None
    subject: str | None
    sequence: Annotated[int | None, Doc("null when the message cannot be read")]
    reason: str
    attempts: int
    failed_at: datetime
    state: Annotated[str, Doc("open, replayed or discarded")]


@record
class Attempt:
    """One try that failed; the error holds no personal data."""

    at: Annotated[str, Doc("instant")]
    error: str


@record
class FullDeadLetter(DeadLetterLine):
    """One of them with the message as received."""

    history: tuple[Attempt, ...]
    body: Annotated[Any, Opaque("the message as received: JSON, or text where it is none")]


@record
class Replayed:
    """How many letters went back to their queue."""

    replayed: int


@record
class Discarded:
    """How many letters were given up for good."""

    discarded: int


def listing(tx: Tx[Any], state: str | None, limit: int) -> Page[DeadLetterLine]:
    """The letters in one state (None = all), oldest first."""
    letters = list_dead_letters(tx.connection, state=state, limit=limit)
    return Page(items=tuple(summary(letter) for letter in letters), next_cursor=None, total=None)


def show(tx: Tx[Any], letter_id: str) -> FullDeadLetter:
    """One letter in full."""
    return full(get_dead_letter(tx.connection, letter_id))


def summary(letter: DeadLetter) -> DeadLetterLine:
    """One line of a list."""
    event = _event(letter)
    return DeadLetterLine(
        id=letter.id,
        queue=letter.handler,
        event_id=letter.event_id,
        type=letter.type,
        subject=letter.subject,
        sequence=event.sequence if event else None,
        reason=letter.reason,
        attempts=len(letter.history),
        failed_at=letter.failed_at,
        state=letter.state,
    )


def full(letter: DeadLetter) -> FullDeadLetter:
    """Everything, with what each attempt ran into."""
    history = tuple(Attempt(**each) for each in letter.history)
    return widened(FullDeadLetter, summary(letter), history=history, body=json_or_text(letter.body))


def replay(tx: Tx[Any], letter_id: str) -> Replayed:
    """Send one letter, or `all` open ones in the order of their aggregates, back to the consumer's own queue.

    Not what a stranger published: it would come back in our own name. conflict("dead_letter_refused") for such a one,
    `all` passes it over; while the owners are merely announced, a person may take it for genuine. What was not rightly
    signed may go back: its signature is looked at again, and keys may have been missing.
    """
    if letter_id == "all":
        found = list_dead_letters(tx.connection, limit=ALL_AT_ONCE)
        letters = [one for one in found if not (tx.owners_enforced and from_stranger(one))]
    else:
        letters = [get_dead_letter(tx.connection, letter_id)]
        if tx.owners_enforced and from_stranger(letters[0]):
            raise conflict("dead_letter_refused", id=letter_id)
    for letter in sorted(letters, key=_place):
        resolve_dead_letter(tx.connection, letter.id, "replayed", tx.now, tx.caller.person_id)
        _send_back(tx.connection, letter)
        tx.trail("dead_letter_replayed", "dead_letter", letter.id)
    return Replayed(replayed=len(letters))


def discard(tx: Tx[Any], letter_id: str, reason: str | None = None) -> Discarded:
    """Give up: the event counts as handled and later ones of its aggregate may follow; `reason` stands in the trail.

    conflict("dead_letter_out_of_order") while an earlier event of the aggregate is not dealt with;
    invalid("dead_letter_reason_missing") for one that came at a number already taken and is given up without a word.
    """
    letter = get_dead_letter(tx.connection, letter_id)
    if reason is None and came_too_late(letter):
        raise invalid("dead_letter_reason_missing", path="reason", id=letter_id)
    resolve_dead_letter(tx.connection, letter.id, "discarded", tx.now, tx.caller.person_id)
    if letter.reason.partition(":")[0] not in DISBELIEVED:
        _count_as_handled(tx, letter)
    tx.trail("dead_letter_discarded", "dead_letter", letter.id, opinion=reason)
    return Discarded(discarded=1)


def from_stranger(letter: DeadLetter) -> bool:
    """Whether somebody else than the stream's owner published it: it takes no place in the aggregate's history."""
    return letter.reason.startswith(f"{REFUSED}:")


def came_too_late(letter: DeadLetter) -> bool:
    """Whether another event had its number: somebody has to find out which of the two is true."""
    return letter.reason.partition(":")[0] in PLACES_TAKEN


def _count_as_handled(tx: Tx[Any], letter: DeadLetter) -> None:
    event = _event(letter)
    if event is not None:
        place = advance_cursor(tx.connection, letter.handler, event.subject, event.sequence, event.epoch)
        if place == "gap":
            raise conflict("dead_letter_out_of_order", id=letter.id)
    inbox_insert(tx.connection, letter.handler, letter.event_id[:36], letter.type or "unknown", tx.now)


def _send_back(connection: Connection, letter: DeadLetter) -> None:
    row = {
        "event_id": letter.event_id[:36],
        "type": REPLAY,
        "exchange": "",
        "routing_key": letter.handler,
        "body": letter.body,
    }
    connection.execute(insert(OUTBOX), [row])
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SELECT pg_notify('outbox', '')")


def _place(letter: DeadLetter) -> tuple[str, str, int, str]:
    event = _event(letter)
    return (letter.handler, letter.subject or "", event.sequence if event else 0, letter.id)


def _event(letter: DeadLetter) -> Event | None:
    try:
        return decode(letter.body)
    except BadEnvelope:
        return None
