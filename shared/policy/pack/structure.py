"""From plain data to the dataclasses and, from the same annotations, the JSON Schema: one definition, two uses."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from shared.policy.terms.basics import Basis, Ratio
from shared.wire.plain import reader_of
from shared.wire.types import JsonSchema

DATE = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
RATIO = {"type": "string", "pattern": r"^[1-9]\d*/[1-9]\d*$"}
SCALARS: dict[Any, JsonSchema] = {
    str: {"type": "string", "minLength": 1},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    date: DATE,
    Ratio: RATIO,
}


@cache
def readable_fields(cls: type) -> tuple[tuple[str, Any, bool], ...]:
    """(name, type, required) of the fields a pack may write; those the loader fills in are left out."""
    hints = get_type_hints(cls)
    return tuple(
        (field.name, hints[field.name], _is_required(field))
        for field in dataclasses.fields(cls)
        if not field.metadata.get("resolved")
    )


def _is_required(field: dataclasses.Field[Any]) -> bool:
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING


def build(kind: Any, value: Any) -> Any:
    """An instance of `kind` from data that already fits its schema; ValueError for an impossible date."""
    read = reader_of(kind)
    return value if read is None else read(value)


def _without_none(args: tuple[Any, ...]) -> Any:
    return next(arg for arg in args if arg is not NoneType)


def schema_of(kind: type) -> JsonSchema:
    """JSON Schema (draft 2020-12) of the data that `build(kind, data)` takes; unknown words are refused."""
    definitions: dict[str, JsonSchema] = {}
    root = _schema(kind, definitions)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **root, "$defs": definitions}


def _schema(kind: Any, definitions: dict[str, JsonSchema]) -> JsonSchema:
    origin, args = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return {"anyOf": [_schema(_without_none(args), definitions), {"type": "null"}]}
    if origin is Literal:
        return {"enum": list(args)}
    if origin is tuple:
        return {"type": "array", "items": _schema(args[0], definitions)}
    if origin is dict:
        names = {"propertyNames": {"enum": list(get_args(args[0]))}} if get_origin(args[0]) is Literal else {}
        return {"type": "object", "additionalProperties": _schema(args[1], definitions), **names}
    if kind in SCALARS:
        return SCALARS[kind]
    return _reference(kind, definitions)


def _reference(kind: type, definitions: dict[str, JsonSchema]) -> JsonSchema:
    if kind.__name__ not in definitions:
        definitions[kind.__name__] = {}
        definitions[kind.__name__] = _object(kind, definitions)
    return {"$ref": f"#/$defs/{kind.__name__}"}


def _object(kind: type, definitions: dict[str, JsonSchema]) -> JsonSchema:
    fields = readable_fields(kind)
    schema: JsonSchema = {
        "type": "object",
        "description": (kind.__doc__ or "").split("\n")[0],
        "properties": {name: _schema(hint, definitions) for name, hint, _ in fields},
        "required": [name for name, _, required in fields if required],
        "additionalProperties": False,
    }
    return schema


def basis_entries(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Basis]]:
    """Every entry of a built structure that states where it comes from, with its path in the data."""
    if isinstance(value, tuple):
        for position, item in enumerate(value):
            yield from basis_entries(item, (*path, position))
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        if isinstance(value, Basis):
            yield path, value
        for name in _structured(type(value)):
            yield from basis_entries(getattr(value, name), (*path, name))


@cache
def _structured(cls: type) -> tuple[str, ...]:
    """The fields that hold dataclasses, alone or in tuples: nothing else leads to an entry."""
    return tuple(name for name, hint, _ in readable_fields(cls) if _holds_dataclass(hint))


def _holds_dataclass(hint: Any) -> bool:
    return dataclasses.is_dataclass(hint) or any(_holds_dataclass(part) for part in get_args(hint))
