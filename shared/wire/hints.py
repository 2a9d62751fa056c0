"""Annotations taken apart, of records and of the dataclasses that policy packs are made of. Pure."""

from __future__ import annotations

import dataclasses
from types import NoneType, UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin, get_type_hints

from shared.wire.types import Absent

N = TypeVar("N")
Hints = dict[str, Any]
"""Annotations by field; whatever Python lets one write there."""


def hints_of(kind: Any) -> Hints:
    """Annotations of a dataclass by field, in order; those of a generic one with its argument put in."""
    base = get_origin(kind) or kind
    if not dataclasses.is_dataclass(base):
        raise TypeError(f"{kind!r} is no record")
    hints = get_type_hints(base, include_extras=True)
    filled = dict(zip(getattr(base, "__parameters__", ()), get_args(kind), strict=True))
    return {field.name: _filled(hints[field.name], filled) for field in dataclasses.fields(base)}


def name_of(kind: Any) -> str:
    """`Page[Message]` is PageOfMessage."""
    base = get_origin(kind) or kind
    return str(base.__name__) + "".join(f"Of{name_of(argument)}" for argument in get_args(kind))


def _filled(hint: Any, filled: dict[Any, Any]) -> Any:
    if isinstance(hint, TypeVar):
        return filled[hint]
    if get_args(hint)[1:] == (Ellipsis,):
        return tuple[_filled(get_args(hint)[0], filled), ...]  # type: ignore[misc]
    return hint


@dataclasses.dataclass(frozen=True, slots=True)
class Parts:
    """The type itself, whether null may stand for it, and the notes of `Annotated`."""

    bare: Any
    nullable: bool
    notes: tuple[Any, ...]

    def note(self, kind: type[N]) -> N | None:
        """The first note of a kind."""
        return next((note for note in self.notes if isinstance(note, kind)), None)


def parts_of(hint: Any) -> Parts:
    """Unions with None and notes of `Annotated`, in whatever order they are wrapped."""
    notes: list[Any] = []
    nullable = False
    while True:
        origin, args = get_origin(hint), get_args(hint)
        if origin is Annotated:
            hint, *more = args
            notes += more
        elif origin in (Union, UnionType) and {NoneType, Absent} & set(args):
            nullable = nullable or NoneType in args
            hint = Union[tuple(arg for arg in args if arg not in (NoneType, Absent))]  # noqa: UP007
        else:
            return Parts(hint, nullable or hint is Any, tuple(notes))
