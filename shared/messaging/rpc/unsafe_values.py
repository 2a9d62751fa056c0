"""What no request may hold, wherever it stands: what a database, a form or a reader's eye cannot take as it is.

A schema says what a field means; this says what may be sent at all, so that no use case meets it.
"""

from __future__ import annotations

from typing import Any

from shared.kernel.catalogue import text
from shared.kernel.errors import ZhipingError, invalid
from shared.kernel.text import fault_of, is_plain
from shared.wire.types import LARGEST, JsonObject

DEPTH = 16
"""Objects and lists inside one another."""
NAME_LENGTH = 100


def refuse_unsafe_values(params: JsonObject) -> None:
    """Raises invalid `invalid_field` with the path of the first value that no method takes.

    Control characters, halves of surrogate pairs, marks that turn the order of reading, texts of which nothing can be
    seen (what is not to be said is left out or null), numbers beyond LARGEST, field names that cannot be repeated in
    an answer, and what is nested deeper than DEPTH.
    """
    waiting: list[tuple[str, Any, int]] = [("", params, 0)]
    while waiting:
        path, value, depth = waiting.pop()
        kind = type(value)
        if kind is str:
            fault = fault_of(value)
            if fault is not None:
                raise unfit(path, fault)
        elif kind is int:
            if not -LARGEST <= value <= LARGEST:
                raise unfit(path, "fault_number_too_large")
        elif kind is dict or kind is list:
            if depth == DEPTH:
                raise unfit(path, "fault_nested_too_deep")
            waiting += _inside(path, value, depth + 1)


def _inside(path: str, value: JsonObject | list[Any], depth: int) -> list[tuple[str, Any, int]]:
    if isinstance(value, list):
        return [(f"{path}.{index}", item, depth) for index, item in enumerate(value)]
    if max(map(len, value), default=0) > NAME_LENGTH or not is_plain("".join(value)):
        raise unfit(path, "fault_field_name")
    return [(f"{path}.{name}" if path else name, item, depth) for name, item in value.items()]


def unfit(path: str, reason: str) -> ZhipingError:
    """invalid `invalid_field` at `path`; `reason` is a key of the catalogue."""
    told = text(reason)
    return invalid("invalid_field", path=path, field=path, reason=told, errors={path: told})
