"""From the JSON Schema of a request, or of an object in it, to the fields of a form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from services.gateway.console.fields.field import Field, Kind, Options, help_of, how_to_fill, label_of, part_label
from shared.kernel.labels import value_label
from shared.policy.terms.reference import honours, series_name, titles
from shared.wire.types import JsonSchema

LONG = 300
"""Texts that may be longer get several lines."""
AREAS = frozenset({
    "opinion", "reason", "findings", "content", "procedure", "measures", "recommendation_report", "effect", "role",
})  # fmt: skip
SERIES, PART = "series", "part"
"""Fields whose words are those of the national catalogue, and the parts of a profile by the name of their form."""
OWN = "idempotency_key"
"""What a form brings by itself."""
YES_NO: Options = (("yes", "是"), ("no", "否"))
Shapes = Mapping[str, JsonSchema]


def fields_of(schema: JsonSchema, shapes: Shapes, prefix: str = "", part: str = "") -> tuple[Field, ...]:
    """The fields of an object in the order of its record; `shapes` are those that the schema refers to.

    `part` says whose names and explanations of the catalogue hold.
    """
    return tuple(_Maker(shapes, prefix, part).fields(schema))


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes the fields of one object."""

    shapes: Shapes
    prefix: str
    part: str

    def fields(self, schema: JsonSchema) -> Iterator[Field]:
        required = schema.get("required", ())
        for name, told in schema["properties"].items():
            if name != OWN:
                yield self._field(name, told, name in required)

    def _field(self, name: str, told: JsonSchema, required: bool) -> Field:
        schema = _without_null(told)
        kind = _kind_of(name, schema)
        field = Field(
            f"{self.prefix}{name}", kind, required, label_of(self.part, name),
            help_of(self.part, name) or how_to_fill(kind), nullable=schema is not told or _takes_null(told),
        )  # fmt: skip
        if kind in ("rows", "group"):
            return replace(field, columns=self._columns(name, kind, schema))
        if kind == "pairs":
            return replace(field, whole_numbers=_type_of(schema.get("additionalProperties") or {}) == "integer")
        return replace(field, options=_options(name, kind, schema), longest=schema.get("maxLength"))

    def _columns(self, name: str, kind: Kind, schema: JsonSchema) -> tuple[Field, ...]:
        shape = self.shapes[_shape(schema if kind == "group" else schema["items"])]
        return fields_of(shape, self.shapes, f"{self.prefix}{name}." if kind == "group" else "", name)


def _kind_of(name: str, schema: JsonSchema) -> Kind:
    if "$ref" in schema:
        return "group"
    if "enum" in schema or (name == SERIES and _type_of(schema) == "string"):
        return "choice"
    kind = _type_of(schema)
    if kind == "array":
        return _kind_of_list(name, schema["items"])
    if kind == "string":
        return _kind_of_text(name, schema)
    simple: dict[str, Kind] = {"integer": "number", "boolean": "yes", "object": "pairs"}
    return simple[kind]


def _kind_of_list(name: str, items: JsonSchema) -> Kind:
    if "$ref" in items:
        return "rows"
    return "choices" if name == SERIES or "enum" in items else "texts"


def _kind_of_text(name: str, schema: JsonSchema) -> Kind:
    if schema.get("format") == "date":
        return "day"
    return "area" if name in AREAS or schema.get("maxLength", 0) > LONG else "text"


def _options(name: str, kind: Kind, schema: JsonSchema) -> Options:
    if kind == "yes":
        return YES_NO
    if kind not in ("choice", "choices"):
        return ()
    values: Iterable[Any] = schema.get("enum") or schema.get("items", {}).get("enum") or titles()
    return tuple((str(one), _named(name, str(one))) for one in values if one is not None)


def _named(name: str, value: str) -> str:
    """A choice as people call it: honours and series by the reference lists, everything else by the catalogue."""
    if name == SERIES:
        return series_name(value)
    if name == PART:
        return part_label(value)
    return honours().get(value) or value_label(name, value) or value


def _without_null(told: JsonSchema) -> JsonSchema:
    """A value that may be null is asked for like one that may be left out."""
    if "anyOf" in told:
        return next(one for one in told["anyOf"] if one.get("type") != "null")
    return told


def _takes_null(told: JsonSchema) -> bool:
    kind = told.get("type")
    return isinstance(kind, list) and "null" in kind


def _type_of(schema: JsonSchema) -> str:
    told = schema.get("type", "string")
    return str(next(one for one in told if one != "null")) if isinstance(told, list) else str(told)


def _shape(schema: JsonSchema) -> str:
    return str(schema["$ref"]).rpartition("/")[2]
