"""From texts of a path and a query string to typed arguments, by the JSON Schema of each field.

The service validates; here only what a text has to become is made, and what it cannot become is refused in the
service's own words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from services.gateway.http.operations import FILTER, TRIAL, Operation
from shared.kernel.catalogue import text
from shared.kernel.errors import ZhipingError, invalid
from shared.wire.types import JsonObject, JsonSchema

_WHOLE = re.compile(r"-?[0-9]{1,10}")
_YES_OR_NO = {"true": True, "false": False}


def arguments(operation: Operation, given: Mapping[str, Sequence[str]]) -> JsonObject:
    """The fields of a question; raises invalid `unknown_field`, `invalid_field`."""
    found: JsonObject = {}
    for name, texts in given.items():
        if name == TRIAL:
            continue
        head, dot, member = name.partition(".")
        if dot and head == FILTER and member in operation.filters:
            found.setdefault(FILTER, {})[member] = value(operation.filters[member], texts, name)
        elif name in operation.elsewhere and name != FILTER:
            found[name] = value(operation.elsewhere[name], texts, name)
        else:
            raise invalid("unknown_field", path=name[:100], field=name[:100])
    return found


def in_path(operation: Operation, given: Mapping[str, str]) -> JsonObject:
    """The fields that stand in the path."""
    return {name: value(operation.fields[name], [given[name]], name) for name in operation.in_path}


def flag(given: Mapping[str, Sequence[str]], name: str) -> bool:
    """A yes or no of the interface itself; absent is no."""
    return name in given and bool(value({"type": "boolean"}, given[name], name))


def value(schema: JsonSchema, texts: Sequence[str], path: str) -> Any:
    """What the texts mean where this schema holds; a list is the same name several times."""
    kinds = _kinds(schema)
    if "array" in kinds:
        return [value(schema.get("items", {}), [one], f"{path}.{number}") for number, one in enumerate(texts)]
    if len(texts) != 1:
        raise unfit(path, "fault_given_twice")
    return next((read(texts[0], path) for kind, read in _READERS.items() if kind in kinds), texts[0])


def unfit(path: str, reason: str) -> ZhipingError:
    """invalid `invalid_field` as services say it; `reason` is a key of the catalogue."""
    told = text(reason)
    return invalid("invalid_field", path=path, field=path, reason=told, errors={path: told})


def _kinds(schema: JsonSchema) -> frozenset[str]:
    told = schema.get("type", ())
    return frozenset({told} if isinstance(told, str) else told)


def _whole_number(given: str, path: str) -> int:
    if not _WHOLE.fullmatch(given):
        raise unfit(path, "fault_whole_number")
    return int(given)


def _yes_or_no(given: str, path: str) -> bool:
    if given not in _YES_OR_NO:
        raise unfit(path, "fault_yes_or_no")
    return _YES_OR_NO[given]


_READERS: dict[str, Callable[[str, str], Any]] = {"integer": _whole_number, "boolean": _yes_or_no}
