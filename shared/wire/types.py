"""The words in which a record is written: a frozen dataclass whose annotations are the contract.

Fields are texts, whole numbers, yes or no, days (`date`), instants (aware `datetime`), closed lists (`Literal` or a
`StrEnum`), other records, tuples of these, `dict[str, ...]`, or `Opaque` JSON (of `Any`: null too; of `object`: all but
null); `| None` where null may stand. Limits are notes of `Annotated`: those of annotated_types (`Ge`, `Le`, `Interval`,
`MinLen`, `MaxLen`, `Len`), `OneOf` and `Pattern`. A field that needs a word more carries `Doc("...")`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Annotated, Any, Generic, Self, TypeVar, dataclass_transform

from annotated_doc import Doc
from annotated_types import Ge, Interval, Le, Len, MaxLen, MinLen

__all__ = [
    "ABSENT", "LARGEST", "Absent", "Doc", "Done", "Ge", "Interval", "JsonObject", "JsonSchema", "Le", "Len", "MaxLen",
    "MinLen", "OneOf", "OneText", "Opaque", "Page", "Pattern", "Shaped", "record", "widened",
]  # fmt: skip

LARGEST = 2**31 - 1
"""Whole numbers lie between -LARGEST and LARGEST: a column of four bytes takes them."""

T = TypeVar("T")
U = TypeVar("U")


@dataclass_transform(frozen_default=True, kw_only_default=True)
def record(cls: type[T]) -> type[T]:
    """A value on the wire: frozen, its fields given by name."""
    return dataclass(frozen=True, slots=True, kw_only=True)(cls)


@dataclass(frozen=True, slots=True)
class Opaque:
    """Marks JSON whose shape is declared elsewhere; `why` says where."""

    why: str


@dataclass(frozen=True, slots=True)
class Shaped:
    """Marks JSON that stays as it came although its shape is known: that of `record`."""

    record: Any


@dataclass(frozen=True, slots=True)
class OneOf:
    """A text out of a closed list, where the list is no type."""

    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    r"""A text that the regular expression finds; it ends in `\Z` where nothing may follow."""

    regex: str


JsonObject = Annotated[dict[str, Any], Opaque("an object of JSON")]
"""An object of JSON that the place does not read: handed on, kept, digested, or given to whoever checks it.

A place that reads it wants a record of its own. Where it stands in a record, the Doc says whose object it is.
"""
JsonSchema = dict[str, Any]
"""A JSON Schema, or a part of one: its members are words of the standard, for whoever checks against it or draws it."""


class OneText:
    """Base of a value that is written as one text: `parse` reads what `str` writes."""

    __slots__ = ()

    @classmethod
    def parse(cls, text: str) -> Self:
        """The value of a text."""
        raise NotImplementedError


class Absent(Enum):
    """Tells a part that a request leaves out from one that it sets to null; see ABSENT."""

    ABSENT = "absent"


ABSENT = Absent.ABSENT
"""The default of a field that was not given: `phone: str | None | Absent = ABSENT`."""


def widened(kind: type[T], narrower: Any, **more: Any) -> T:
    """The record of `kind`, which inherits from that of `narrower`: its fields and `more`."""
    return kind(**{name: getattr(narrower, name) for name in type(narrower).__dataclass_fields__}, **more)


@record
class Page(Generic[T]):
    """Part of a list; `next_cursor` leads to what follows and is null at the end."""

    items: tuple[T, ...]
    next_cursor: str | None
    total: Annotated[int | None, Doc("entries that fit the filter, where `with_total` asked for it")]

    def turned(self, turn: Callable[[T], U]) -> Page[U]:
        """The same page of what each entry is turned into."""
        return Page(items=tuple(map(turn, self.items)), next_cursor=self.next_cursor, total=self.total)


@record
class Done:
    """What a sweep did."""

    done: Annotated[int, Doc("steps worked off")]
