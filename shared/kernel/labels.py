"""Words of the code as people read them: the one place where states, moves, fields and choices get Chinese names.

Errors keep the program's words in `details` and `path`; whatever goes into a sentence passes through here first. Labels
stand in the catalogue; a word without one is told as something unnamed, never as the word itself.
"""

from __future__ import annotations

import re
from typing import Any

from shared.kernel.catalogue import Details, catalogue, text

FIELD_NAMES = frozenset({"field", "one", "other", "named", "supports", "part"})
"""Placeholders and fields that hold the path of a field."""
_WORD = re.compile(r"[a-z][a-z0-9]*(?:[_.][a-z0-9]+)*\Z")
_CLOSED = frozenset(
    {"state", "move", "action", "scope", "outcome", "constraint", "kind", "method", "level", "holder", "series_name"}
)
"""Placeholders that only ever hold words of the code; others may hold what somebody wrote or a notice is called by."""
_LIST = "、"


def shown(slug: str, details: Details) -> Details:
    """The values for the sentence of `slug`."""
    return {name: _shown(slug, name, value) for name, value in details.items()}


def field_label(path: str) -> str:
    """`profile.education.0.level` as 业绩档案—学历第1项—层次; a name that no request has is not repeated."""
    parts: list[str] = []
    for segment in path.split("."):
        if segment.isdigit() and parts:
            parts[-1] = text("field_row", name=parts[-1], number=int(segment) + 1)
        else:
            parts.append(catalogue().get(f"field_{segment}") or text("field_unnamed"))
    return "—".join(parts)


def value_label(name: str, value: str, slug: str = "") -> str | None:
    """The name of a choice of the field or placeholder `name`; None when the catalogue has none."""
    keys = [f"{slug}_{name}_{value}", f"value_{name}_{value}", f"{name}_{value}", f"value_{value}"]
    if name in FIELD_NAMES:
        keys.append(f"field_{value}")
    return next((found for key in keys if (found := catalogue().get(key)) is not None), None)


def choices_label(name: str, values: list[str]) -> str:
    """What a field may hold, one after the other; doubles told once."""
    return _LIST.join(dict.fromkeys(value_label(name, value) or text("value_unnamed") for value in values))


def _shown(slug: str, name: str, value: Any) -> Any:
    if value is None:
        return text("value_none")
    if isinstance(value, bool):
        return text("value_yes" if value else "value_no")
    if not isinstance(value, str):
        return value
    if name in FIELD_NAMES:
        return field_label(value)
    return _LIST.join(_word(slug, name, part) for part in value.split(_LIST))


def _word(slug: str, name: str, value: str) -> str:
    if not _WORD.match(value):
        return value
    known = value_label(name, value, slug)
    if known is None and (name in _CLOSED or set(value) & {"_", "."}):
        return text("value_unnamed")
    return known or value
