"""Whom the commands on dead letters concern: everybody whom the message names."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from shared.contracts.envelope import BadEnvelope, decode
from shared.messaging.base.large_data import LargeData
from shared.persistence import Tx
from shared.persistence.events.dead_letters import list_dead_letters
from shared.security import Concern, Concerns, Resolver
from shared.wire.types import JsonObject

ALL_AT_ONCE = 100_000
_LETTERS = (Concern("replay_dead_letter", "id", "letter"), Concern("discard_dead_letter", "id", "letter"))
_IDS = ("person_id", "declaration_id")


def of_dead_letters(table: Path, resolvers: Mapping[str, Resolver], large_data: LargeData) -> Concerns:
    """The service's own table (none: no command leads to people) and the commands on dead letters of every service."""
    own = Concerns.read(table, resolvers) if table.exists() else Concerns((), resolvers)

    def letter(tx: Tx[Any], letter_id: Any, request: JsonObject) -> set[str]:
        """Everybody whom a message names, or whose declaration it speaks of."""
        return {
            person
            for name, value in _named(tx, str(letter_id), large_data)
            for person in _people(name, value, tx, resolvers)
        }

    return Concerns((*own.lines, *_LETTERS), {**resolvers, "letter": letter})


def _people(name: str, value: str, tx: Tx[Any], resolvers: Mapping[str, Resolver]) -> Iterator[str]:
    if name == "person_id":
        yield value
    elif name == "declaration_id" and "declaration" in resolvers:
        yield from resolvers["declaration"](tx, value, {})


def _named(tx: Tx[Any], letter_id: str, large_data: LargeData) -> set[tuple[str, str]]:
    """The ids of people and declarations anywhere in the data of the letter, or of all open ones."""
    letters = list_dead_letters(tx.connection, state="open" if letter_id == "all" else None, limit=ALL_AT_ONCE)
    bodies = [letter.body for letter in letters if letter_id in ("all", letter.id)]
    return {pair for body in bodies for pair in _ids(_data_of(body, large_data))}


def _data_of(body: str, large_data: LargeData) -> Any:
    """What the message says; of one that cannot be read, whatever it holds."""
    try:
        return large_data.join(decode(body)).data
    except BadEnvelope:
        raw = json_or_text(body)
        return raw.get("data") if isinstance(raw, dict) else None


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


def json_or_text(body: str) -> Any:
    """What a body holds; its text when that is no JSON."""
    try:
        return json.loads(body, parse_constant=str)
    except (ValueError, RecursionError):
        return body
