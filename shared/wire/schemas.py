"""From a record to its marshmallow schema: one declaration, from which requests, answers and their documents follow."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from annotated_doc import Doc
from marshmallow import RAISE, Schema, fields, validate

from shared.wire.types import Opaque


@cache
def schema_of(kind: Any) -> type[Schema]:
    """The schema of a record, all of whose fields are there and no others; TypeError for what no record may hold."""
    made: dict[str, Any] = {name: _field(hint, f"{name_of(kind)}.{name}") for name, hint in hints_of(kind).items()}
    meta = type("Meta", (), {"unknown": RAISE, "register": False})
    made["__doc__"] = (get_origin(kind) or kind).__doc__ or ""
    return type(name_of(kind), (Schema,), made | {"Meta": meta})


def hints_of(kind: Any) -> dict[str, Any]:
    """Annotations of a record by field, in order; those of a generic record with its argument put in."""
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


def parts_of(hint: Any) -> tuple[Any, bool, str | None, Opaque | None]:
    """(the type itself, whether null may stand, its description, the mark of opaque JSON)."""
    described, opaque, nullable = None, None, False
    while True:
        origin, args = get_origin(hint), get_args(hint)
        if origin is Annotated:
            hint, *notes = args
            described = next((note.documentation for note in notes if isinstance(note, Doc)), described)
            opaque = next((note for note in notes if isinstance(note, Opaque)), opaque)
        elif origin in (Union, UnionType) and NoneType in args and len(args) == 2:
            hint, nullable = next(arg for arg in args if arg is not NoneType), True
        else:
            return hint, nullable, described, opaque


def _field(hint: Any, place: str) -> fields.Field[Any]:
    bare, nullable, described, opaque = parts_of(hint)
    options: dict[str, Any] = {"required": True, "allow_none": nullable}
    if described or opaque:
        options["metadata"] = {"description": described or (opaque.why if opaque else "")}
    if opaque:
        return fields.Dict(keys=fields.String(), **options) if get_origin(bare) is dict else fields.Raw(**options)
    if bare in _SCALARS:
        return _SCALARS[bare](**options)
    return _composed(bare, options, place)


def _composed(bare: Any, options: dict[str, Any], place: str) -> fields.Field[Any]:
    origin, args = get_origin(bare), get_args(bare)
    if origin is Literal:
        return fields.String(validate=validate.OneOf(args), **options)
    if origin is tuple and len(args) == 2 and args[1] is Ellipsis:
        return fields.List(_field(args[0], place), **options)
    if origin is dict and args[0] is str:
        return fields.Dict(keys=fields.String(), values=_field(args[1], place), **options)
    if isinstance(bare, type) and issubclass(bare, StrEnum):
        return fields.String(validate=validate.OneOf([each.value for each in bare]), **options)
    if dataclasses.is_dataclass(origin or bare):
        return fields.Nested(schema_of(bare), **options)
    raise TypeError(f"{place}: {bare!r} has no place in a record")


_SCALARS: dict[Any, Callable[..., fields.Field[Any]]] = {
    str: fields.String,
    int: lambda **options: fields.Integer(strict=True, **options),
    bool: lambda **options: fields.Boolean(truthy={True}, falsy={False}, **options),
    date: fields.Date,
    datetime: lambda **options: fields.AwareDateTime(format="iso", **options),
}
