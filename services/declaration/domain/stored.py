"""Values that are stored as JSON, read back from it; they are written by `shared.wire.plain.plain`."""

from __future__ import annotations

from typing import Any, TypeVar

from shared.wire.plain import reader_of

V = TypeVar("V")


def read_as(kind: type[V], stored: Any) -> V:
    """The value that was stored; what is not one of its fields is passed over, what is absent gets its default."""
    read = reader_of(kind)
    if read is None:
        raise TypeError(f"{kind!r} is stored as it stands")
    value: V = read(stored)
    return value


def read_maybe(kind: type[V], stored: Any) -> V | None:
    """The same of a column that may hold nothing."""
    return None if stored is None else read_as(kind, stored)
