"""How a schema is spelt in a table: names, what is no text, and a name for whatever has parts of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from marshmallow import Schema, fields, validate

from shared.wire.text_fields import DayText, InstantText

_WORDS: tuple[tuple[type[fields.Field[Any]], str], ...] = (
    (fields.Boolean, "yes or no"),
    (fields.Integer, "number"),
    (fields.AwareDateTime, "instant"),
    (fields.Date, "day"),
    (DayText, "day"),
    (InstantText, "instant"),
    (fields.Raw, "JSON"),
)
_FIRST = ("filter",)


def spelt(schema: Schema, left_out: Iterable[str] = ()) -> str:
    """`name, level (full_senior, ...), posts[PostLine], due_on? day`; `?` where it may be absent or null."""
    names = sorted(schema.fields.keys() - frozenset(left_out), key=[*_FIRST, *schema.fields].index)
    return ", ".join(_field(name, schema.fields[name]) for name in names)


def nested_in(schema: Schema) -> Iterator[Schema]:
    """The schemas that its spelling names, each before what it holds."""
    for field in schema.fields.values():
        inner = _inner(field)
        if isinstance(inner, fields.Nested):
            yield inner.schema
            yield from nested_in(inner.schema)


def name_of(schema: Schema) -> str:
    """The name of a shape."""
    return type(schema).__name__.lstrip("_")


def _field(name: str, field: Any) -> str:
    optional = "?" if field.allow_none or not field.required else ""
    word, remark = _type(field), field.metadata.get("description")
    spelling = f"{name}{optional}{word}"
    return f"{spelling} ({remark})" if remark else spelling


def _type(field: Any) -> str:
    if isinstance(field, fields.Nested):
        return f"{{{name_of(field.schema)}}}"
    if isinstance(field, fields.List):
        return f"[{_type(field.inner).strip().strip('{}')}]"
    if isinstance(field, fields.Mapping):
        entry = _type(field.value_field).strip().strip("{}") if field.value_field else "JSON"
        return f"{{…: {entry or 'text'}}}"
    if choices := _choices(field):
        return f" ({', '.join(choices)})"
    word = next((word for kind, word in _WORDS if isinstance(field, kind)), "")
    return f" {word}" if word else ""


def _choices(field: Any) -> list[str]:
    found = [one for one in field.validators if isinstance(one, validate.OneOf)]
    return [str(choice) for choice in found[0].choices] if found and isinstance(field, fields.String) else []


def _inner(field: Any) -> Any:
    while isinstance(field, fields.List | fields.Mapping):
        field = field.inner if isinstance(field, fields.List) else field.value_field
    return field
