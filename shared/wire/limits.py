"""The limits that a record's notes state, as marshmallow checks them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from marshmallow import validate

from shared.wire.types import Ge, Interval, Le, Len, MaxLen, MinLen, OneOf, Pattern


def limits_of(notes: Iterable[Any]) -> list[Any]:
    """The checks of a field, in the order of its notes; a check of marshmallow itself stays what it is."""
    return [limit for note in notes if (limit := _limit(note)) is not None]


def _limit(note: Any) -> validate.Validator | None:
    match note:
        case validate.Validator():
            return note
        case OneOf():
            return validate.OneOf(note.choices)
        case Pattern():
            return validate.Regexp(note.regex)
        case Interval() | Ge() | Le():
            return validate.Range(min=getattr(note, "ge", None), max=getattr(note, "le", None))
        case Len() | MinLen() | MaxLen():
            return validate.Length(min=getattr(note, "min_length", None) or None, max=getattr(note, "max_length", None))
    return None
