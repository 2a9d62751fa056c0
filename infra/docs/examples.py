"""An example of what each method takes and gives, made from the samples of the event contracts.

A field gets what a sample holds under its name, if that fits its schema; then what is made up for such a field in
`examples.yaml`; then the plainest value of its type. Nobody is meant by any of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
import yaml

from shared.contracts.queues import STREAMS
from shared.contracts.samples import DOSSIER, ID_D, WHEN
from shared.wire.json_schema import Check

MADE_UP = Path(__file__).with_name("examples.yaml")
DEEPEST = 8
Schema = Mapping[str, Any]


class Examples:
    """Makes examples of the shapes of one service."""

    def __init__(self, shapes: Schema) -> None:
        self._shapes = shapes
        self._checks: dict[str, Any] = {}

    def of(self, shape: str) -> dict[str, Any]:
        """Of a request or a result; ValueError, with where, when it does not fit its own schema."""
        schema = {"$ref": f"#/$defs/{shape}"}
        made: dict[str, Any] = self._made("", schema, DEEPEST)
        faults = Check({**schema, "$defs": self._shapes}).faults(made)
        if faults:
            raise ValueError(f"the example of {shape}: {faults}")
        return made

    def _made(self, name: str, schema: Schema, deep: int) -> Any:
        for known in _known(name):
            if self._takes(schema, known):
                return known
        if "anyOf" in schema:
            return self._made(name, next(one for one in schema["anyOf"] if one.get("type") != "null"), deep)
        if "$ref" in schema:
            return self._object(self._shapes[schema["$ref"].rpartition("/")[2]], deep - 1)
        return self._plain(name, schema, deep)

    def _object(self, shape: Schema, deep: int) -> dict[str, Any]:
        """All that is required, and what else a sample knows."""
        required = shape.get("required", ())
        return {
            name: self._made(name, field, deep)
            for name, field in shape.get("properties", {}).items()
            if name in required or any(self._takes(field, known) for known in _known(name) if known is not None)
        }

    def _plain(self, name: str, schema: Schema, deep: int) -> Any:
        if "enum" in schema:
            return schema["enum"][0]
        kinds = schema.get("type", "string")
        kind = kinds if isinstance(kinds, str) else kinds[0]
        if kind == "array":
            return [] if deep <= 0 or "items" not in schema else self._list(name, schema["items"], deep)
        if kind == "object":
            return self._object(schema, deep - 1)
        if "null" in kinds and isinstance(kinds, list):
            return None
        return _of_type(name, kind, schema)

    def _list(self, name: str, items: Schema, deep: int) -> list[Any]:
        return [self._made(name.removesuffix("s"), items, deep - 1)]

    def _takes(self, schema: Schema, value: Any) -> bool:
        key = json.dumps(schema, sort_keys=True)
        if key not in self._checks:
            whole = {**schema, "$defs": self._shapes} if "$ref" in key else {**schema}
            self._checks[key] = jsonschema_rs.Draft202012Validator(whole, validate_formats=True)
        return bool(self._checks[key].is_valid(value))


def _of_type(name: str, kind: str, schema: Schema) -> Any:
    if kind == "boolean":
        return True
    if kind in ("integer", "number"):
        return max(1, schema.get("minimum", 1))
    if name.endswith("_id"):
        return ID_D
    return {"date": WHEN[:10], "date-time": WHEN}.get(schema.get("format", ""), "示例")


@cache
def _by_name() -> dict[str, list[Any]]:
    made_up: dict[str, Any] = yaml.safe_load(MADE_UP.read_text(encoding="utf-8"))
    found: dict[str, list[Any]] = {name: [value] for name, value in made_up.items()}
    for sample in (*(event.sample for stream in STREAMS for event in stream.events), DOSSIER):
        for name, value in _members(sample):
            known = found.setdefault(name, [])
            if value not in (None, {}, []) and value not in known:
                known.append(value)
    return found


def _known(name: str) -> list[Any]:
    return _by_name().get(name, [])


def _members(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield name, inner
            yield from _members(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _members(inner)
