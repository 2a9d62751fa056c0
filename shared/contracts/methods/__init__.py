"""The methods of every service as data, for whoever calls them: read from the files that `make docs` writes.

Loads neither a service nor what services are built on.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, TypedDict

from shared.contracts.queues import SERVICES
from shared.kernel.errors import Kind
from shared.wire.types import JsonObject, JsonSchema

FOLDER = Path(__file__).parent
DEFS = "#/$defs/"


class MethodExample(TypedDict):
    """What a call may say and be answered; nobody is meant."""

    request: JsonObject
    result: JsonObject


@dataclass(frozen=True, slots=True)
class MethodEntry:
    """One method. `request` and `result` name shapes of its service; `errors` are all slugs that may come.

    `versioned`: it takes the version of what it changes; `listed`: it gives a page; `trial`: it takes a dry run.
    `example`: made up, and fitting both shapes.
    """

    service: str
    name: str
    kind: Literal["command", "query", "sweep"]
    summary: str
    public: bool
    anonymous: bool
    versioned: bool
    listed: bool
    records: bool
    trial: bool
    request: str
    result: str
    errors: tuple[str, ...]
    callers: tuple[str, ...]
    example: MethodExample

    @property
    def full_name(self) -> str:
        """As it is called: `service.method`."""
        return f"{self.service}.{self.name}"


@dataclass(frozen=True, slots=True)
class ServiceMethods:
    """Those of one service with the shapes (JSON Schema) that they name and the kind of each error."""

    methods: Mapping[str, MethodEntry]
    shapes: Mapping[str, JsonSchema]
    kinds: Mapping[str, Kind]

    def properties_of(self, shape: str) -> Mapping[str, JsonSchema]:
        """The members of a shape by name."""
        found: Mapping[str, JsonSchema] = self.shapes[shape].get("properties", {})
        return found


@cache
def methods_of(service: str) -> ServiceMethods:
    """What one service offers; ValueError for a name that no service has."""
    if service not in SERVICES:
        raise ValueError(f"no service is named {service!r}")
    told = json.loads((FOLDER / f"{service}.json").read_text(encoding="utf-8"))
    methods = {name: _entry(service, name, one) for name, one in told["methods"].items()}
    return ServiceMethods(methods, told["$defs"], {slug: Kind(kind) for slug, kind in told["kinds"].items()})


def every_method() -> list[MethodEntry]:
    """Of all services."""
    return [entry for service in SERVICES for entry in methods_of(service).methods.values()]


def method(full_name: str) -> MethodEntry:
    """`declaration.list_plans`; KeyError for a method that there is not."""
    service, _, name = full_name.partition(".")
    return methods_of(service).methods[name]


class _Told(TypedDict):
    """A method in the file."""

    kind: Literal["command", "query", "sweep"]
    summary: str
    public: bool
    anonymous: bool
    versioned: bool
    listed: bool
    records: bool
    trial: bool
    request: dict[str, str]
    result: dict[str, str]
    example: MethodExample
    errors: list[str]
    callers: list[str]


def _entry(service: str, name: str, told: _Told) -> MethodEntry:
    return MethodEntry(
        service=service, name=name, kind=told["kind"], summary=told["summary"], public=told["public"],
        anonymous=told["anonymous"], versioned=told["versioned"], listed=told["listed"], records=told["records"],
        trial=told["trial"], request=told["request"]["$ref"].removeprefix(DEFS),
        result=told["result"]["$ref"].removeprefix(DEFS), errors=tuple(told["errors"]), callers=tuple(told["callers"]),
        example=told["example"],
    )  # fmt: skip
