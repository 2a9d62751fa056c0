"""Between records and plain JSON: days and instants in ISO 8601, members of closed lists by their value. Pure.

Both ways are looked up once per kind; what is read was checked before.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar, get_args, get_origin

from shared.kernel.clock import iso, parse_instant
from shared.wire.hints import Hints, hints_of, parts_of
from shared.wire.types import JsonObject, OneText, Opaque

Turn = Callable[[Any], Any]
V = TypeVar("V")


@dataclasses.dataclass(frozen=True)
class _Way:
    """How the leaves, the lists and the records of a value are turned."""

    instant: Turn
    day: Turn
    member: Callable[[Any], Turn]
    one_text: Callable[[Any], Turn]
    entries: Turn
    record: Callable[[Any], Turn]


def plain(value: Any) -> Any:
    """The JSON of a record."""
    kind: Any = type(value)
    write = writer_of(kind)
    return value if write is None else write(value)


def writer_of(kind: Any) -> Turn | None:
    """How a value of this kind is written; None where it stays as it stands."""
    return _turn_of(kind, _WRITE)


def reader_of(kind: Any) -> Turn | None:
    """How JSON of this kind becomes its value; None where it stays as it stands. What does not fit is undefined."""
    return _turn_of(kind, _READ)


def read_as(kind: type[V], value: Any) -> V:
    """The record of JSON that was checked, or that the service wrote itself; TypeError for what is no record.

    Members that it does not know are passed over, absent ones get their default.
    """
    read = reader_of(kind)
    if read is None:
        raise TypeError(f"{kind!r} is no record")
    found: V = read(value)
    return found


def read_maybe(kind: type[V], value: Any) -> V | None:
    """The same where null may stand."""
    return None if value is None else read_as(kind, value)


@cache
def _turn_of(kind: Any, way: _Way) -> Turn | None:
    turn = _turn_of_what_is_there(kind, way)
    if turn is None or not parts_of(kind).nullable:
        return turn
    return lambda value: None if value is None else turn(value)


@cache
def _turn_of_what_is_there(kind: Any, way: _Way) -> Turn | None:
    """For a value that is not null, whether or not null may stand in its place."""
    parts = parts_of(kind)
    return None if parts.note(Opaque) else _bare(parts.bare, way)


def _bare(bare: Any, way: _Way) -> Turn | None:
    if bare is datetime:
        return way.instant
    if bare is date:
        return way.day
    origin, args = get_origin(bare), get_args(bare)
    if isinstance(bare, type) and origin is None and issubclass(bare, StrEnum):
        return way.member(bare)
    if isinstance(bare, type) and origin is None and issubclass(bare, OneText):
        return way.one_text(bare)
    if origin is tuple:
        item, entries = _turn_of(args[0], way), way.entries
        return entries if item is None else lambda value: entries(map(item, value))
    if origin is dict:
        entry = _turn_of(args[1], way)
        return None if entry is None else lambda value: {key: entry(each) for key, each in value.items()}
    return way.record(bare) if dataclasses.is_dataclass(origin or bare) else None


def _record_writer(kind: Any) -> Turn:
    hints = hints_of(kind)
    names = tuple(hints)
    turned = tuple(_turned(hints, _WRITE).items())
    read: Turn = attrgetter(*names) if len(names) > 1 else lambda value: (getattr(value, names[0]),)

    def write_record(value: Any) -> JsonObject:
        written = dict(zip(names, read(value), strict=True))
        for name, write in turned:
            found = written[name]
            if found is not None:
                written[name] = write(found)
        return written

    return write_record


def _record_reader(kind: Any) -> Turn:
    """Members that the record does not know are passed over, those that are absent get their default."""
    hints = hints_of(kind)
    turned = tuple(_turned(hints, _READ).items())
    names = frozenset(hints)

    def read_record(value: JsonObject) -> Any:
        known = dict(value) if value.keys() <= names else {name: value[name] for name in names & value.keys()}
        for name, read in turned:
            found = known.get(name)
            if found is not None:
                known[name] = read(found)
        return kind(**known)

    return read_record


def _turned(hints: Hints, way: _Way) -> dict[str, Turn]:
    """The fields that do not stay as they stand; null always does."""
    turns = {name: _turn_of_what_is_there(hint, way) for name, hint in hints.items()}
    return {name: turn for name, turn in turns.items() if turn is not None}


_WRITE = _Way(
    instant=iso,
    day=date.isoformat,
    member=lambda kind: attrgetter("value"),
    one_text=lambda kind: str,
    entries=list,
    record=_record_writer,
)
_READ = _Way(
    instant=parse_instant,
    day=date.fromisoformat,
    member=lambda kind: kind,
    one_text=lambda kind: kind.parse,
    entries=tuple,
    record=_record_reader,
)
