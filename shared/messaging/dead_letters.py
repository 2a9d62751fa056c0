"""What an operator can do with dead letters: look, send back, or give up for good."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert

from shared.kernel.clock import iso
from shared.kernel.errors import conflict
from shared.messaging.envelope import BadEnvelope, Event, decode
from shared.persistence import Tx
from shared.persistence.dead_letters import DeadLetter, get_dead_letter, list_dead_letters, resolve_dead_letter
from shared.persistence.inbox import advance_cursor, inbox_insert
from shared.persistence.metadata import OUTBOX
from shared.security import Concern, Concerns, Resolver

REPLAY = "replay"
"""Type of an outbox row that sends a dead letter back; never the type of an event."""
ALL_AT_ONCE = 100_000
_LETTERS = (Concern("replay_dead_letter", "id", "letter"), Concern("discard_dead_letter", "id", "letter"))


def summary(letter: DeadLetter) -> dict[str, Any]:
    """One line of a list."""
    event = _event(letter)
    return {
        "id": letter.id,
        "queue": letter.handler,
        "event_id": letter.event_id,
        "type": letter.type,
        "subject": letter.subject,
        "sequence": event.sequence if event else None,
        "reason": letter.reason,
        "attempts": len(letter.history),
        "failed_at": iso(letter.failed_at),
        "state": letter.state,
    }


def full(letter: DeadLetter) -> dict[str, Any]:
    """Everything, with the message as received and what each attempt ran into."""
    return {**summary(letter), "history": letter.history, "body": _json_or_text(letter.body)}


def listing(tx: Tx[Any], state: str | None, limit: int) -> dict[str, Any]:
    """The letters in one state (None = all), oldest first."""
    letters = list_dead_letters(tx.connection, state=state, limit=limit)
    return {"items": [summary(letter) for letter in letters], "next_cursor": None, "total": None}


def show(tx: Tx[Any], letter_id: str) -> dict[str, Any]:
    """One letter in full."""
    return full(get_dead_letter(tx.connection, letter_id))


def replay(tx: Tx[Any], letter_id: str) -> dict[str, Any]:
    """Send one letter, or `all` open ones in the order of their aggregates, back to the consumer's own queue."""
    if letter_id == "all":
        letters = list_dead_letters(tx.connection, limit=ALL_AT_ONCE)
    else:
        letters = [get_dead_letter(tx.connection, letter_id)]
    for letter in sorted(letters, key=_place):
        resolve_dead_letter(tx.connection, letter.id, "replayed", tx.now, tx.caller.person_id)
        _send_back(tx.connection, letter)
        tx.trail("dead_letter_replayed", "dead_letter", letter.id)
    return {"replayed": len(letters)}


def discard(tx: Tx[Any], letter_id: str) -> dict[str, Any]:
    """Give up: the event counts as handled and later ones of its aggregate may follow.

    conflict("dead_letter_out_of_order") while an earlier event of the aggregate is not dealt with.
    """
    letter = get_dead_letter(tx.connection, letter_id)
    resolve_dead_letter(tx.connection, letter.id, "discarded", tx.now, tx.caller.person_id)
    event = _event(letter)
    if event is not None:
        place = advance_cursor(tx.connection, letter.handler, event.subject, event.sequence)
        if place == "gap":
            raise conflict("dead_letter_out_of_order", id=letter_id)
    inbox_insert(tx.connection, letter.handler, letter.event_id[:36], letter.type or "unknown", tx.now)
    tx.trail("dead_letter_discarded", "dead_letter", letter.id)
    return {"discarded": 1}


def of_dead_letters(table: Path, resolvers: Mapping[str, Resolver]) -> Concerns:
    """The service's own table (none: no command leads to people) and the commands on dead letters of every service."""
    own = Concerns.read(table, resolvers) if table.exists() else Concerns((), resolvers)

    def letter(tx: Tx[Any], letter_id: Any, request: dict[str, Any]) -> set[str]:
        """Everybody whom a message names, or whose declaration it speaks of."""
        return {person for name, value in _named(tx, str(letter_id)) for person in _people(name, value, tx, resolvers)}

    return Concerns((*own.lines, *_LETTERS), {**resolvers, "letter": letter})


def _people(name: str, value: str, tx: Tx[Any], resolvers: Mapping[str, Resolver]) -> Iterator[str]:
    if name == "person_id":
        yield value
    elif name == "declaration_id" and "declaration" in resolvers:
        yield from resolvers["declaration"](tx, value, {})


def _named(tx: Tx[Any], letter_id: str) -> set[tuple[str, str]]:
    """The ids of people and declarations anywhere in the data of the letter, or of all open ones."""
    letters = list_dead_letters(tx.connection, state="open" if letter_id == "all" else None, limit=ALL_AT_ONCE)
    bodies = [_json_or_text(letter.body) for letter in letters if letter_id in ("all", letter.id)]
    return {pair for body in bodies if isinstance(body, dict) for pair in _ids(body.get("data"))}


def _ids(data: Any) -> Iterator[tuple[str, str]]:
    """By a list of what is still to be looked at: a message may be nested deeper than calls can be."""
    waiting = [data]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            yield from ((name, inner) for name, inner in value.items() if isinstance(inner, str) and name in _IDS)
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value


_IDS = ("person_id", "declaration_id")


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


def _json_or_text(body: str) -> Any:
    try:
        return json.loads(body, parse_constant=str)
    except (ValueError, RecursionError):
        return body
