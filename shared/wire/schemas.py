"""From a record to its marshmallow schema: one declaration, from which requests, answers and their documents follow."""

from __future__ import annotations

import copy
import dataclasses
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum
from functools import cache, partial
from typing import Any, Literal, TypedDict, get_args, get_origin

from marshmallow import EXCLUDE, RAISE, Schema, fields, missing, post_load, validate

from shared.wire.hints import Parts, hints_of, name_of, parts_of
from shared.wire.limits import limits_of
from shared.wire.text_fields import DayText, InstantText
from shared.wire.types import ABSENT, Doc, Opaque, Shaped


class _Options(TypedDict, total=False):
    """What a field is told beside its kind."""

    required: bool
    load_default: Any
    allow_none: bool
    metadata: Mapping[str, str]


@cache
def schema_of(kind: Any) -> type[Schema]:
    """The schema of an answer: every field of the record is there, and no other; TypeError for what none may hold."""
    made = {
        name: _field(hint, f"{name_of(kind)}.{name}", _GIVING, {"required": True})
        for name, hint in hints_of(kind).items()
    }
    return _named(kind, made, RAISE)


def request_schema_of(kind: Any) -> type[Schema]:
    """The schema of a request, which loads the record: a field with a default may be left out, others are refused."""
    return _taking(kind, RAISE)


def event_schema_of(kind: Any) -> type[Schema]:
    """The schema of an event's data, which passes over what it does not know."""
    return _taking(kind, EXCLUDE)


@cache
def kept_schema_of(kind: Any) -> type[Schema]:
    """The schema of JSON that is stored as it came, in the shape of a record: its days stay text, lists and objects
    stay what they are, and unknown members are passed over."""
    return _named(kind, _fields_of(kind, _KEEPING), EXCLUDE)


@cache
def _taking(kind: Any, unknown: str) -> type[Schema]:
    made = _fields_of(kind, _Way(partial(_taking, unknown=unknown), _SCALARS, Entries))
    return _named(kind, made | {"make": post_load(lambda schema, data, **_: kind(**data))}, unknown)


def _fields_of(kind: Any, way: _Way) -> dict[str, fields.Field[Any]]:
    """A field with a default may be left out."""
    defaults = {field.name: field for field in dataclasses.fields(kind)}
    return {
        name: _field(hint, f"{name_of(kind)}.{name}", way, _default_of(defaults[name]))
        for name, hint in hints_of(kind).items()
    }


def _default_of(field: dataclasses.Field[Any]) -> _Options:
    if field.default_factory is not dataclasses.MISSING:
        return {"load_default": field.default_factory}
    if field.default is ABSENT:
        return {}
    return {"required": True} if field.default is dataclasses.MISSING else {"load_default": field.default}


def _named(kind: Any, made: Mapping[str, object], unknown: str) -> type[Schema]:
    meta = type("Meta", (), {"unknown": unknown, "register": False})
    told = (get_origin(kind) or kind).__doc__ or ""
    return type(name_of(kind), (Schema,), {**made, "Meta": meta, "__doc__": told})


Maker = Callable[..., fields.Field[Any]]


@dataclasses.dataclass(frozen=True)
class _Way:
    """What the parts of a schema are made of: records within it, texts, numbers and days, lists."""

    nested: Callable[[Any], type[Schema]]
    scalars: dict[Any, Maker]
    entries: Maker


def _field(hint: Any, place: str, way: _Way, presence: _Options) -> fields.Field[Any]:
    parts = parts_of(hint)
    opaque, shaped, like = parts.note(Opaque), parts.note(Shaped), parts.note(fields.Field)
    options: _Options = {**presence, "allow_none": parts.nullable}
    if told := _description(parts):
        options["metadata"] = {"description": told}
    limits = limits_of(parts.notes)
    if shaped is not None:
        return fields.Nested(kept_schema_of(shaped.record), validate=limits, **options)
    if like is not None:
        return _like(like, options, limits)
    if opaque is not None and get_origin(parts.bare) is dict:
        return fields.Dict(keys=fields.String(), validate=limits, **options)
    if opaque is not None:
        return fields.Raw(validate=limits, **options)
    if parts.bare in way.scalars:
        return way.scalars[parts.bare](validate=limits, **options)
    return _composed(parts.bare, options, limits, place, way)


def _description(parts: Parts) -> str | None:
    doc, opaque = parts.note(Doc), parts.note(Opaque)
    return doc.documentation if doc else opaque.why if opaque else None


def _like(given: fields.Field[Any], options: _Options, limits: list[Any]) -> fields.Field[Any]:
    """A field that a note brings, with what the record says of its presence."""
    made = copy.copy(given)
    made.required = options.get("required", False)
    made.load_default = options.get("load_default", missing)
    made.allow_none = options["allow_none"]
    made.metadata = {**given.metadata, **options.get("metadata", {})}
    made.validators = [*given.validators, *limits]
    return made


def _composed(bare: Any, options: _Options, limits: list[Any], place: str, way: _Way) -> fields.Field[Any]:
    origin, args = get_origin(bare), get_args(bare)
    if origin is Literal:
        return fields.String(validate=[validate.OneOf(args), *limits], **options)
    if origin is tuple and len(args) == 2 and args[1] is Ellipsis:
        return way.entries(_field(args[0], place, way, {}), validate=limits, **options)
    if origin is dict and parts_of(args[0]).bare is str:
        keys, values = (_field(each, place, way, {}) for each in args)
        return fields.Dict(keys=keys, values=values, validate=limits, **options)
    if isinstance(bare, type) and issubclass(bare, StrEnum):
        return _Member(bare, limits, **options)
    if dataclasses.is_dataclass(origin or bare):
        return fields.Nested(way.nested(bare), validate=limits, **options)
    raise TypeError(f"{place}: {bare!r} has no place in a record")


class Entries(fields.List[Any]):
    """A list that is taken as a tuple."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        return tuple(super()._deserialize(value, attr, data, **kwargs))


class _Member(fields.String):
    """A member of a closed list, taken by its value."""

    def __init__(self, kind: type[StrEnum], limits: list[Any], **options: Any) -> None:
        super().__init__(validate=[validate.OneOf([each.value for each in kind]), *limits], **options)
        self.kind = kind

    def deserialize(self, value: Any, attr: str | None = None, data: Any = None, **kwargs: Any) -> Any:
        """The member, after the list was checked."""
        found = super().deserialize(value, attr, data, **kwargs)
        return self.kind(found) if isinstance(found, str) else found


_SCALARS: dict[Any, Maker] = {
    str: fields.String,
    int: lambda **options: fields.Integer(strict=True, **options),
    bool: lambda **options: fields.Boolean(truthy={True}, falsy={False}, **options),
    date: fields.Date,
    datetime: lambda **options: fields.AwareDateTime(format="iso", **options),
}
_GIVING = _Way(schema_of, _SCALARS, fields.List)
_KEEPING = _Way(kept_schema_of, {**_SCALARS, date: DayText, datetime: InstantText}, fields.List)
