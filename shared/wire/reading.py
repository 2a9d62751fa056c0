"""From JSON that was checked to the record: the reverse of `plain`, looked up once per kind."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Any, get_args, get_origin

from shared.kernel.clock import parse_instant
from shared.wire.schemas import hints_of, parts_of

Reader = Callable[[Any], Any]


@cache
def reader_of(kind: Any) -> Reader | None:
    """How JSON of this kind becomes its value; None where it stays as it stands. What does not fit is undefined."""
    parts = parts_of(kind)
    read = None if parts.opaque else _reader(parts.bare)
    if read is None or not parts.nullable:
        return read
    return lambda value: None if value is None else read(value)


def _reader(bare: Any) -> Reader | None:
    if bare is datetime:
        return parse_instant
    if bare is date:
        return date.fromisoformat
    if isinstance(bare, type) and issubclass(bare, StrEnum):
        return bare
    origin, args = get_origin(bare), get_args(bare)
    if origin is tuple:
        item = reader_of(args[0])
        return tuple if item is None else lambda value: tuple(map(item, value))
    if origin is dict:
        entry = reader_of(args[1])
        return None if entry is None else lambda value: {key: entry(each) for key, each in value.items()}
    return _record_reader(bare) if dataclasses.is_dataclass(origin or bare) else None


def _record_reader(kind: Any) -> Reader:
    """Members that the record does not know are passed over, those that are absent get their default."""
    readers = {name: reader_of(hint) for name, hint in hints_of(kind).items()}
    turned = {name: read for name, read in readers.items() if read is not None}

    def read_record(value: dict[str, Any]) -> Any:
        known = {name: value[name] for name in readers if name in value}
        for name, read in turned.items():
            if name in known:
                known[name] = read(known[name])
        return kind(**known)

    return read_record
