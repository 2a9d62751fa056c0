"""From JSON that was checked when it came, or that this service wrote itself, to the values of the domain."""

from __future__ import annotations

from typing import TypeVar

from shared.wire.plain import reader_of
from shared.wire.types import JsonObject

T = TypeVar("T")


def read_as(kind: type[T], value: JsonObject) -> T:
    """The dataclass of that kind; members that it does not know are passed over, absent ones get their default."""
    read = reader_of(kind)
    if read is None:
        raise TypeError(f"{kind!r} is no dataclass")
    found: T = read(value)
    return found
