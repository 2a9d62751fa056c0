"""From a marshmallow schema to the JSON Schema that documents publish and that answers and events are held to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import jsonschema_rs
from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin
from marshmallow import Schema, fields

from shared.wire.types import JsonSchema

_COMPONENTS = "#/components/schemas/"
_DRAFT = "3.1.0"
"""The version of OpenAPI whose schemas are those of JSON Schema, draft 2020-12."""
TOLD_AT_ONCE = 20


def json_schema_of(schema: type[Schema] | Schema, *, closed: bool = False) -> JsonSchema:
    """JSON Schema (draft 2020-12), nested schemas by reference; `closed` refuses unknown members at the top.

    Of a schema's instance, it states the limits that were put on that instance alone.
    """
    plugin = MarshmallowPlugin(schema_name_resolver=_name)
    spec = APISpec("", "", _DRAFT, plugins=[plugin])
    converter: Any = plugin.converter
    converter.add_attribute_function(_text_of_its_own)
    name = _name(schema)
    spec.components.schema(name, schema=schema)
    schemas = _portable(spec.to_dict()["components"]["schemas"])
    if closed:
        schemas[name]["additionalProperties"] = False
    return {"$ref": f"{_COMPONENTS}{name}", "components": {"schemas": schemas}}


class Check:
    """A compiled JSON Schema."""

    def __init__(self, schema: JsonSchema) -> None:
        self._validator = jsonschema_rs.Draft202012Validator(schema, validate_formats=True)

    def fits(self, value: Any) -> bool:
        """Whether plain JSON fits."""
        return bool(self._validator.is_valid(value))

    def faults(self, value: Any) -> list[str]:
        """`path breaks rule` or `path is missing`, of the first faults; never a value, which may be somebody's name."""
        return [told for told, _ in zip(self._told(value), range(TOLD_AT_ONCE), strict=False)]

    def _told(self, value: Any) -> Iterator[str]:
        for error in self._validator.iter_errors(value):
            place = [str(step) for step in error.instance_path]
            lacking = getattr(error.kind, "property", None)
            if lacking is not None:
                yield f"{'.'.join([*place, lacking])} is missing"
            else:
                yield f"{'.'.join(place) or '(whole)'} breaks {''.join(str(step) for step in error.schema_path[-1:])}"


def _name(schema: Any) -> str:
    return str(schema.__name__ if isinstance(schema, type) else type(schema).__name__)


def _text_of_its_own(converter: Any, field: Any, **_: Any) -> JsonSchema:
    """A text that stays text, such as a day, says its format in `wire_format`; any JSON but null is not null."""
    if type(field) is fields.Raw and not field.allow_none:
        return {"type": ["string", "number", "boolean", "array", "object"], "items": {}}
    told = getattr(field, "wire_format", None)
    if told is None:
        return {}
    return {"type": ["string", "null"] if field.allow_none else "string", "format": told}


def _portable(value: Any) -> Any:
    """Python's end of text in patterns is `$` everywhere else."""
    if isinstance(value, dict):
        return {
            name: inner.replace(r"\Z", "$") if name == "pattern" and isinstance(inner, str) else _portable(inner)
            for name, inner in value.items()
        }
    return [_portable(inner) for inner in value] if isinstance(value, list) else value
