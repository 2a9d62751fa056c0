"""From the JSON Schema of a request to the fields of a form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from services.gateway.console.parts import REMARKED
from shared.kernel.labels import field_label, value_label
from shared.policy.terms.reference import honours, series_name, titles

Kind = Literal["text", "area", "day", "number", "yes", "choice", "choices", "texts", "pairs", "rows", "group"]
LONG = 300
"""Texts that may be longer get several lines."""
AREAS = frozenset({"opinion", "reason", "findings", "content", "procedure", "measures", "recommendation_report"})
NAMED_SERIES = "series"
"""A list of series is chosen from the national catalogue; one series is written in a row."""
PART = "part"
"""A part of a profile, by the name of its form."""
OWN = frozenset({"idempotency_key"})
"""What the form brings by itself."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field. `path` is its name in the form and on the wire, dotted within groups; rows have `columns`.

    `choices`: several out of a list; `texts`: several texts, one a line; `pairs`: a name and a value, one pair a line;
    `yes`: yes or no, chosen on purpose.
    """

    path: str
    kind: Kind
    required: bool
    options: tuple[tuple[str, str], ...] = ()
    columns: tuple[Field, ...] = ()
    whole_numbers: bool = False
    longest: int | None = None

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.rpartition(".")[2]

    @property
    def label(self) -> str:
        """In Chinese."""
        return field_label(self.name)

    @property
    def help(self) -> str:
        """How to fill it in, where that is not plain."""
        return {"texts": "每行填写一项。", "pairs": "每行填写一项，格式为“名称=值”。"}.get(self.kind, "")


def fields_of(schema: Mapping[str, Any], shapes: Mapping[str, Any], prefix: str = "") -> tuple[Field, ...]:
    """The fields of a request in the order of its record; `shapes` are those that the schema refers to."""
    required = schema.get("required", ())
    return tuple(_fields(schema["properties"], required, shapes, prefix))


def _fields(properties: Mapping[str, Any], required: Any, shapes: Mapping[str, Any], prefix: str) -> Iterator[Field]:
    for name, told in properties.items():
        if name not in OWN or prefix:
            yield _field(f"{prefix}{name}", told, name in required, shapes)


def _field(path: str, told: Mapping[str, Any], required: bool, shapes: Mapping[str, Any]) -> Field:
    schema = _without_null(told)
    name = path.rpartition(".")[2]
    if "$ref" in schema:
        inner = fields_of(shapes[_shape(schema)], shapes, f"{path}.")
        return Field(path, "group", required, columns=inner)
    if "enum" in schema:
        return Field(path, "choice", required, _options(name, schema["enum"]))
    kind = _type_of(schema)
    if kind == "array":
        return _list(path, schema["items"], required, shapes)
    if kind == "object":
        values = schema.get("additionalProperties")
        return Field(path, "pairs", required, whole_numbers=isinstance(values, dict) and _type_of(values) == "integer")
    return _simple(path, name, kind, schema, required)


def _simple(path: str, name: str, kind: str, schema: Mapping[str, Any], required: bool) -> Field:
    if kind == "integer":
        return Field(path, "number", required)
    if kind == "boolean":
        return Field(path, "yes", required, (("yes", "是"), ("no", "否")))
    if schema.get("format") == "date":
        return Field(path, "day", required)
    longest = schema.get("maxLength")
    area = name in AREAS or (longest or 0) > LONG
    return Field(path, "area" if area else "text", required, longest=longest)


def _list(path: str, items: Mapping[str, Any], required: bool, shapes: Mapping[str, Any]) -> Field:
    if "$ref" in items:
        return Field(path, "rows", required, columns=fields_of(shapes[_shape(items)], shapes))
    name = path.rpartition(".")[2]
    known = titles() if name == NAMED_SERIES else items.get("enum", ())
    if known:
        return Field(path, "choices", required, _options(name, known))
    return Field(path, "texts", required)


def _options(name: str, values: Iterable[Any]) -> tuple[tuple[str, str], ...]:
    return tuple((str(one), _named(name, str(one))) for one in values if one is not None)


def _named(name: str, value: str) -> str:
    """A choice as people call it: honours and series by the reference lists, everything else by the catalogue."""
    if name == NAMED_SERIES:
        return series_name(value)
    if name == PART:
        return REMARKED.get(value, value)
    return honours().get(value) or value_label(name, value) or value


def _without_null(told: Mapping[str, Any]) -> Mapping[str, Any]:
    """A value that may be null is asked for like one that may be left out."""
    if "anyOf" in told:
        return next(one for one in told["anyOf"] if one.get("type") != "null")
    return told


def _type_of(schema: Mapping[str, Any]) -> str:
    told = schema.get("type", "string")
    return str(next(one for one in told if one != "null")) if isinstance(told, list) else str(told)


def _shape(schema: Mapping[str, Any]) -> str:
    return str(schema["$ref"]).rpartition("/")[2]
