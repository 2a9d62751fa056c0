"""The shapes of all services under one roof."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from shared.contracts.methods import DEFS, methods_of
from shared.contracts.queues import SERVICES
from shared.wire.types import JsonSchema

COMPONENTS = "#/components/schemas/"


def reference(shape: str) -> dict[str, str]:
    """What leads to a shape."""
    return {"$ref": f"{COMPONENTS}{shape}"}


def moved(value: Any) -> Any:
    """A schema of a service with its references turned to the description's shapes."""
    if isinstance(value, Mapping):
        return {key: moved(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [moved(inner) for inner in value]
    return value.replace(DEFS, COMPONENTS, 1) if isinstance(value, str) and value.startswith(DEFS) else value


def every_shape() -> dict[str, JsonSchema]:
    """All shapes of all services; ValueError for two things of one name."""
    found: dict[str, JsonSchema] = {}
    for service in SERVICES:
        for shape, schema in methods_of(service).shapes.items():
            if found.setdefault(shape, moved(schema)) != moved(schema):
                raise ValueError(f"{shape} is two things")
    return found


def reached_from(document: Any, shapes: Mapping[str, JsonSchema]) -> dict[str, JsonSchema]:
    """The shapes that the document names, and those that these name."""
    found: dict[str, JsonSchema] = {}
    waiting = list(_named_in(document))
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = shapes[name]
            waiting += _named_in(shapes[name])
    return dict(sorted(found.items()))


def _named_in(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for inner in value.values():
            yield from _named_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _named_in(inner)
    elif isinstance(value, str) and value.startswith(COMPONENTS):
        yield value.removeprefix(COMPONENTS)
