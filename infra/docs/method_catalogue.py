"""Writes what every method takes, gives and may fail with as plain data: shared/contracts/methods/<service>.json.

So whoever calls methods without being a service (the door, its papers) needs neither the service's code nor what it is
built on.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from infra.docs.error_kinds import kind_of
from infra.docs.examples import Examples
from infra.docs.methods import FAULTS, Method, methods_of
from infra.paths import ROOT
from infra.service_classes import service_class
from shared.messaging import STANDARD_RPC, endpoints
from shared.security import AccessPolicy
from shared.wire.json_schema import json_schema_of
from shared.wire.schemas import schema_of

FOLDER = ROOT / "shared" / "contracts" / "methods"
_FROM, _TO = "#/components/schemas/", "#/$defs/"
INPUT = "Input"
"""Ends the name of a shape that a request may leave parts of out and an answer may not."""


def path_of(service: str) -> Path:
    """The file of one service."""
    return FOLDER / f"{service}.json"


def page(service: str) -> str:
    """Its text."""
    return json.dumps(catalogue_of(service), ensure_ascii=False, indent=1) + "\n"


def catalogue_of(service: str) -> dict[str, Any]:
    """Methods by name with an example of each, the shapes that they name with their fields in the order of their
    records, the kind of every error."""
    shapes = _Shapes()
    methods = {name: _described(method, shapes) for name, method in every_method_of(service).items()}
    examples = Examples(shapes.found)
    for one in methods.values():
        one["example"] = {part: examples.of(one[part]["$ref"].removeprefix(_TO)) for part in ("request", "result")}
    slugs = {slug for one in methods.values() for slug in one["errors"]}
    return {
        "service": service,
        "methods": dict(sorted(methods.items())),
        "$defs": dict(sorted(shapes.found.items())),
        "kinds": {slug: kind_of(slug) for slug in sorted(slugs)},
    }


def every_method_of(service: str) -> dict[str, Method]:
    """Its own and those that every service has."""
    own, found = methods_of(service), endpoints(service_class(service))
    standard = {name: Method(service, found[name], (), ()) for name in STANDARD_RPC if name not in own}
    return own | standard


def _described(method: Method, shapes: _Shapes) -> dict[str, Any]:
    endpoint = method.endpoint
    access = AccessPolicy(ROOT / "services" / method.service / "access.csv")
    return {
        "kind": endpoint.kind,
        "summary": method.does,
        "public": access.is_public(method.name),
        "anonymous": endpoint.anonymous,
        "versioned": method.is_change,
        "listed": method.is_list,
        "records": endpoint.records,
        "trial": endpoint.can_be_tried,
        "request": shapes.taken(json_schema_of(endpoint.schema)),
        "result": shapes.given(json_schema_of(schema_of(endpoint.answer.kind))),
        "errors": [*method.errors, *method.general_errors, *sorted(FAULTS)],
        "callers": sorted({*method.callers, *endpoint.roles}),
    }


class _Shapes:
    """The named shapes of one service."""

    def __init__(self) -> None:
        self.found: dict[str, Any] = {}
        self._requests: dict[str, Any] = {}

    def given(self, schema: dict[str, Any]) -> dict[str, Any]:
        """A result; its shapes keep their names."""
        for name, shape in schema["components"]["schemas"].items():
            self._keep(name, _moved(shape, {}))
        return {"$ref": _moved(schema["$ref"], {})}

    def taken(self, schema: dict[str, Any]) -> dict[str, Any]:
        """A request: what it names gets a name of its own, as an answer states the same shape otherwise."""
        shapes = schema["components"]["schemas"]
        top = schema["$ref"].removeprefix(_FROM)
        renamed = {name: name if name == top or name.endswith("Filter") else f"{name}{INPUT}" for name in shapes}
        for name, shape in shapes.items():
            self._keep(renamed[name], _moved(shape, renamed))
        return {"$ref": f"{_TO}{top}"}

    def _keep(self, name: str, shape: dict[str, Any]) -> None:
        if self.found.setdefault(name, shape) != shape:
            raise ValueError(f"two shapes are named {name}")


def _moved(value: Any, renamed: dict[str, str]) -> Any:
    """References lead to `$defs`."""
    if isinstance(value, dict):
        return {name: _moved(inner, renamed) for name, inner in value.items()}
    if isinstance(value, list):
        return [_moved(inner, renamed) for inner in value]
    if isinstance(value, str) and value.startswith(_FROM):
        name = value.removeprefix(_FROM)
        return f"{_TO}{renamed.get(name, name)}"
    return value
