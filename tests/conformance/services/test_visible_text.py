"""Every text that a method takes, at whatever depth of its schema, refuses what nobody can see."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from typing import Any

import pytest
from marshmallow import fields

from shared.contracts.queues import SERVICES
from shared.kernel.errors import ZhipingError
from shared.messaging import endpoints

INVISIBLE = ("", " ", "\n\t", "\u3000", "\u00a0", "\u200b", "\u2060", "\ufeff", "\u2800", "\u3164", "\u0301", "\ufe0f")


def texts_of(field: fields.Field[Any], path: str) -> Iterator[str]:
    """Paths of the texts inside a field; the first row stands for all."""
    if isinstance(field, fields.Nested):
        for name, inner in field.schema.fields.items():
            yield from texts_of(inner, f"{path}.{name}")
    elif isinstance(field, fields.List):
        yield from texts_of(field.inner, f"{path}.0")
    elif isinstance(field, fields.String):
        yield path


def request(path: str, value: str) -> dict[str, Any]:
    """A request that holds nothing but this value."""
    held: Any = value
    for step in reversed(path.split(".")):
        held = [held] if step == "0" else {step: held}
    return held


def methods() -> Iterator[tuple[str, Any, list[str]]]:
    for service in SERVICES:
        entry = getattr(importlib.import_module(f"services.{service}.service"), f"{service.capitalize()}Service")
        for name, endpoint in endpoints(entry).items():
            found = [path for key, field in endpoint.schema.fields.items() for path in texts_of(field, key)]
            if found:
                yield f"{service}.{name}", endpoint, found


METHODS = list(methods())


def test_the_walk_reaches_the_depth_of_a_dossier():
    reached = {f"{name}:{path}" for name, _, paths in METHODS for path in paths}
    assert "declaration.fill_dossier:sections.achievements.0.effect" in reached
    assert "audit.return_declaration:items.0.defect" in reached
    assert len(reached) > 300


@pytest.mark.parametrize(("endpoint", "paths"), [one[1:] for one in METHODS], ids=[one[0] for one in METHODS])
def test_no_text_of_a_method_may_be_invisible(endpoint, paths):
    for path in paths:
        for value in INVISIBLE:
            with pytest.raises(ZhipingError) as refusal:
                endpoint.load(request(path, value))
            error = refusal.value
            assert (error.slug, error.path) == ("invalid_field", path), f"{path}: {value!a}"
            assert error.details["reason"].startswith("没有可见的文字"), f"{path}: {value!a}"
