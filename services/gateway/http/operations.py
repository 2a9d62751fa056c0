"""The table of operations: which method of a service stands behind which verb and path."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path

from shared.contracts import methods
from shared.contracts.methods import MethodEntry
from shared.wire.types import JsonSchema

TABLE = Path(__file__).with_name("operations.csv")
ROOT = "/api/v1"
KEY, VERSION, FILTER, TRIAL = "idempotency_key", "expected_version", "filter", "dry_run"
BY_HEADER = frozenset({KEY, VERSION})
"""Fields of a request that HTTP has a header for."""
_PLACE = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True)
class Operation:
    """One method over HTTP. From `deprecated_on` callers are told so, from `sunset_on` it may be gone."""

    method: MethodEntry
    verb: str
    path: str
    tag: str
    deprecated_on: date | None = None
    sunset_on: date | None = None

    @property
    def changes(self) -> bool:
        """Whether it is more than a question."""
        return self.method.kind != "query"

    @cached_property
    def fields(self) -> Mapping[str, JsonSchema]:
        """Every field of the request with its JSON Schema."""
        return methods.methods_of(self.method.service).properties_of(self.method.request)

    @cached_property
    def in_path(self) -> tuple[str, ...]:
        """Fields that stand in the path."""
        return tuple(_PLACE.findall(self.path))

    @cached_property
    def elsewhere(self) -> Mapping[str, JsonSchema]:
        """Fields that come by the query string of a question, or by the body of a command."""
        taken = BY_HEADER | frozenset(self.in_path)
        return {name: field for name, field in self.fields.items() if name not in taken}

    @cached_property
    def filters(self) -> Mapping[str, JsonSchema]:
        """The members of `filter`, each asked for as `filter.name`."""
        told = self.fields.get(FILTER)
        shape = _referred(told) if told else None
        return methods.methods_of(self.method.service).properties_of(shape) if shape else {}

    @cached_property
    def result(self) -> Mapping[str, JsonSchema]:
        """The members of the answer."""
        return methods.methods_of(self.method.service).properties_of(self.method.result)

    @property
    def rule(self) -> str:
        """The path as Flask's router reads it."""
        return _PLACE.sub(r"<\1>", self.path)


@cache
def operations() -> tuple[Operation, ...]:
    """All, in the order of the table."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return tuple(_operation(row) for row in csv.DictReader(file))


def operation_of(full_name: str) -> Operation:
    """That of one method; KeyError where there is none."""
    return _by_method()[full_name]


@cache
def _by_method() -> dict[str, Operation]:
    return {one.method.full_name: one for one in operations()}


def _operation(row: dict[str, str]) -> Operation:
    return Operation(
        methods.method(row["method"]), row["verb"], row["path"], row["tag"],
        _day(row["deprecated_on"]), _day(row["sunset_on"]),
    )  # fmt: skip


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _referred(field: JsonSchema) -> str | None:
    """The shape that a field names; one that may be null names it beside that."""
    if "$ref" in field:
        return str(field["$ref"]).removeprefix(methods.DEFS)
    return next((found for one in field.get("anyOf", ()) if (found := _referred(one))), None)
