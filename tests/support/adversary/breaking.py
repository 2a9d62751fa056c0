"""Wrong values for every field of a request, as its schema says what is wrong there."""

from __future__ import annotations

import copy
import reprlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from marshmallow import Schema, fields, validate

from shared.wire.text_fields import DayText, InstantText

LONG = "长" * 100_000
NOT_PLAIN = ("NUL\x00", "\ud800half", "\x1b[2J", "a\u202eb", "\ufffe", "\x85")
"""What no text holds: NUL, half a surrogate pair, a control sequence, a turned order, no character at all."""
WRONG_TEXT = (7, True, 1.5, [], {}, [["x"]], *NOT_PLAIN)
WRONG_NUMBER = ("1", "x", "", 1.5, float("nan"), True, [], {}, 10**30, -(10**30), 2**31)
WRONG_FLAG = ("maybe", "true", 7, 1.5, [], {})
WRONG_DAY = ("2026-02-30", "soon", "", 20260530, True, [], {}, "0001-01-01", "9999-12-31", "2026-05-08T09:00:00+08:00")
WRONG_INSTANT = ("2026-05-08T09:00:00", "2026-02-30T09:00:00+08:00", "soon", "", 7, [], "9999-12-31T23:59:59-23:59")
WRONG_OBJECT = ("x", "", 7, True, [])
WRONG_LIST = ("x", "", 7, True, {"a": 1})
UNKNOWN = ("colour", "__class__", "\x00", "键" * 200, "self")
Place = tuple[str | int, ...]
Values = Callable[[Any], tuple[Any, ...]]


@cache
def buried(depth: int = 1000) -> list[Any]:
    """A list in a list in a list."""
    inner: list[Any] = []
    for _ in range(depth):
        inner = [inner]
    return inner


@dataclass(frozen=True)
class Wrong:
    """One change to a good request; the error's path leads to `told`: the place, or what of it was right before."""

    params: dict[str, Any]
    place: Place
    told: Place
    what: str


def every_wrong(
    schema: Schema, good: dict[str, Any], values: Values | None = None, unknown: tuple[str, ...] = UNKNOWN
) -> Iterator[Wrong]:
    """Each field of the schema broken in each way that its kind knows, one at a time; `values`: the ways."""
    yield from Breaker(values or wrong_values, unknown).object(schema, good, good, (), ())


@dataclass(frozen=True)
class Breaker:
    """`known`, below: the innermost place on the way that the good request has; what is made up beyond lacks much."""

    values: Values
    unknown: tuple[str, ...]

    def object(self, schema: Schema, root: dict[str, Any], value: Any, place: Place, known: Place) -> Iterator[Wrong]:
        """The fields of an object, and fields that it has not."""
        for name in self.unknown:
            yield _put(root, (*place, name), 1, f"unknown {name[:10]!a}", known)
        for name, field in schema.fields.items():
            here = (*place, name)
            present = isinstance(value, dict) and name in value
            if field.required and present:
                yield _put(root, here, ..., "missing", known)
            yield from self.field(field, root, value[name] if present else None, here, known)

    def field(self, field: Any, root: dict[str, Any], value: Any, place: Place, known: Place) -> Iterator[Wrong]:
        """One field and what is inside it."""
        if not field.allow_none:
            yield _put(root, place, None, "null", known)
        for wrong in self.values(field):
            yield _put(root, place, wrong, f"{type(wrong).__name__} {reprlib.repr(wrong)[:30]!a}", known)
        if isinstance(field, fields.Nested):
            inner = value if isinstance(value, dict) else {}
            root = _with(root, place, inner)
            yield from self.object(field.schema, root, inner, place, place if inner else known)
        elif isinstance(field, fields.List):
            items = value if isinstance(value, list) and value else [{}]
            root = _with(root, place, items)
            yield from self.field(field.inner, root, items[0], (*place, 0), (*place, 0) if value else known)
        elif isinstance(field, fields.Mapping) and field.value_field is not None and value:
            inside = (*place, next(iter(value)))
            yield from self.field(field.value_field, root, next(iter(value.values())), inside, inside)


def wrong_values(field: Any) -> tuple[Any, ...]:
    """What a request may not hold there."""
    return (*_wrong_values(field), buried())


def _wrong_values(field: Any) -> tuple[Any, ...]:
    if isinstance(field, (fields.Date, DayText)) and not isinstance(field, fields.DateTime):
        return WRONG_DAY
    if isinstance(field, (fields.DateTime, InstantText)):
        return WRONG_INSTANT
    if isinstance(field, fields.Nested):
        return WRONG_OBJECT
    if isinstance(field, fields.List):
        return (*WRONG_LIST, [None], [None] * 6000, *([[]] if _least(field) else []))
    if isinstance(field, fields.Mapping):
        return (*WRONG_OBJECT, {"x\x00": 1}, {"k" * 200: 1})
    if isinstance(field, fields.Boolean):
        return WRONG_FLAG
    if isinstance(field, fields.Integer):
        return (*WRONG_NUMBER, *([-1] if _lowest(field) >= 0 else []), *([0] if _lowest(field) > 0 else []))
    return (*WRONG_TEXT, *_texts(field))


def _texts(field: Any) -> tuple[str, ...]:
    longest = [v.max or v.equal for v in field.validators if isinstance(v, validate.Length)]
    long = () if any(most and most > len(LONG) for most in longest) else (LONG,)
    empty = ("",) if _least(field) else ()
    shaped = any(isinstance(one, (validate.OneOf, validate.Regexp, validate.Email)) for one in field.validators)
    return (*long, *empty, *(("no such thing\n", "") if shaped else ()))


def _least(field: Any) -> int:
    return max((v.min or v.equal or 0 for v in field.validators if isinstance(v, validate.Length)), default=0)


def _lowest(field: Any) -> float:
    return max((v.min for v in field.validators if isinstance(v, validate.Range) and v.min is not None), default=-1)


def _put(root: dict[str, Any], place: Place, wrong: Any, what: str, known: Place) -> Wrong:
    made_up = len(place) - len(known) > 1
    return Wrong(_with(root, place, wrong), place, known if made_up else place, what)


def _with(root: dict[str, Any], place: Place, wrong: Any) -> dict[str, Any]:
    """A copy with another value there (`...`: with nothing there); objects on the way are made."""
    changed = here = copy.deepcopy(root)
    for key, following in pairwise(place):
        there = here.get(key) if isinstance(here, dict) else here[key]
        if not isinstance(there, (dict, list)):
            here[key] = there = [{}] if isinstance(following, int) else {}
        here = there
    if wrong is ...:
        del here[place[-1]]
    else:
        here[place[-1]] = wrong
    return changed
