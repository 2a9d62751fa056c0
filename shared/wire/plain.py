"""From a record to plain JSON: days and instants in ISO 8601, members of closed lists by their value."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from operator import attrgetter
from typing import Any, get_args, get_origin

from shared.kernel.clock import iso
from shared.wire.schemas import hints_of, parts_of

Writer = Callable[[Any], Any]


def plain(value: Any) -> Any:
    """The JSON of a record."""
    kind: Any = type(value)
    write = writer_of(kind)
    return value if write is None else write(value)


@cache
def writer_of(kind: Any) -> Writer | None:
    """How a value of this kind is written; None where it stays as it stands."""
    parts = parts_of(kind)
    write = None if parts.opaque else _writer(parts.bare)
    if write is None or not parts.nullable:
        return write
    return lambda value: None if value is None else write(value)


def _writer(bare: Any) -> Writer | None:
    if bare is datetime:
        return iso
    if bare is date:
        return date.isoformat
    if isinstance(bare, type) and issubclass(bare, StrEnum):
        return attrgetter("value")
    origin, args = get_origin(bare), get_args(bare)
    if origin is tuple:
        item = writer_of(args[0])
        return list if item is None else lambda value: [item(each) for each in value]
    if origin is dict:
        entry = writer_of(args[1])
        return None if entry is None else lambda value: {key: entry(each) for key, each in value.items()}
    return _record_writer(bare) if dataclasses.is_dataclass(origin or bare) else None


def _record_writer(kind: Any) -> Writer:
    hints = hints_of(kind)
    names, writers = tuple(hints), [writer_of(hint) for hint in hints.values()]
    turned = [(name, write) for name, write in zip(names, writers, strict=True) if write is not None]
    read: Callable[[Any], Any] = attrgetter(*names) if len(names) > 1 else lambda value: (getattr(value, names[0]),)

    def write_record(value: Any) -> dict[str, Any]:
        written = dict(zip(names, read(value), strict=True))
        for name, write in turned:
            written[name] = write(written[name])
        return written

    return write_record
