"""A quick yes to data that fits a JSON Schema; whoever gets no yes asks jsonschema, which also says where and why.

Knows the words that `structure.schema_of` writes and refuses to compile any other, so that no rule is overlooked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

Fits = Callable[[Any], bool]
"""True only for data that the schema takes; False may also mean: not sure."""
REMARKS = {"$schema", "$defs", "description"}


def compile_fit(schema: Mapping[str, Any]) -> Fits:
    """The schema as nested closures; `$ref` may only name one of its own `$defs`."""
    definitions: dict[str, Fits] = {}
    for name, part in schema.get("$defs", {}).items():
        definitions[f"#/$defs/{name}"] = _compile(part, definitions)
    return _compile(schema, definitions)


def _compile(schema: Mapping[str, Any], definitions: dict[str, Fits]) -> Fits:
    kind = schema.get("type")
    if "$ref" in schema:
        return _reference(schema, definitions)
    if "anyOf" in schema:
        _only(schema, "anyOf")
        choices = [_compile(part, definitions) for part in schema["anyOf"]]
        return lambda value: any(fits(value) for fits in choices)
    if "enum" in schema:
        _only(schema, "enum")
        allowed = frozenset(schema["enum"])
        return lambda value: isinstance(value, str) and value in allowed
    if kind == "array":
        _only(schema, "type", "items")
        each = _compile(schema["items"], definitions)
        return lambda value: isinstance(value, list) and all(map(each, value))
    if kind == "object":
        return _object(schema, definitions)
    return _scalar(schema)


def _reference(schema: Mapping[str, Any], definitions: dict[str, Fits]) -> Fits:
    _only(schema, "$ref")
    name = schema["$ref"]
    return lambda value: definitions[name](value)


def _object(schema: Mapping[str, Any], definitions: dict[str, Fits]) -> Fits:
    _only(schema, "type", "properties", "required", "additionalProperties", "propertyNames")
    known = {name: _compile(part, definitions) for name, part in schema.get("properties", {}).items()}
    required, beyond = frozenset(schema.get("required", ())), schema["additionalProperties"]
    other = _compile(beyond, definitions) if isinstance(beyond, dict) else lambda value: False
    named = _compile(schema["propertyNames"], definitions) if "propertyNames" in schema else lambda name: True

    def fits(value: Any) -> bool:
        return (
            isinstance(value, dict)
            and required <= value.keys()
            and all(named(name) and known.get(name, other)(item) for name, item in value.items())
        )

    return fits


def _scalar(schema: Mapping[str, Any]) -> Fits:
    kind = schema["type"]
    if kind == "string":
        _only(schema, "type", "minLength", "pattern")
        shortest, pattern = schema.get("minLength", 0), re.compile(schema.get("pattern", ""))
        return lambda value: isinstance(value, str) and len(value) >= shortest and bool(pattern.search(value))
    _only(schema, "type")
    kinds: dict[str, type] = {"integer": int, "boolean": bool, "null": type(None)}
    exactly = kinds[kind]
    return lambda value: type(value) is exactly


def _only(schema: Mapping[str, Any], *words: str) -> None:
    unknown = schema.keys() - REMARKS - set(words)
    if unknown:
        raise ValueError(f"words of JSON Schema that are not known here: {sorted(unknown)}")
