"""Pages that no list has: orders it does not know, cursors that it never gave."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from typing import Any

ORDERS = ("no_such_column", "-", "--x", "; DROP TABLE trail", "_key", "")
LIMITS = (0, -1, 10**9, 501)
GARBAGE = ("", "x", "....", "=", "eA==", "长", "A" * 5000)
FORGED: tuple[Any, ...] = (
    None, 7, {}, [], ["x"], ["x", 1], ["x", 1, 2, 3], {"at": "2026-05-08"}, [[[[]]]], ["x", {"at": "2026-05-08"}, "k"],
)  # fmt: skip
NO_VALUES: tuple[Any, ...] = (
    10**30, True, None, "\x00", "\ud800", {"at": "2026-05-08T00:00:00"}, {"day": "x"}, {"at": 5}, {"x": 1}, {}, [], 1.5,
    {"at": "9999-12-31T23:59:59-08:00"}, {"at": "2026-05-08T00:00:00+08:00", "day": "2026-05-08"},
)  # fmt: skip


def wrong_pages() -> Iterator[tuple[str, Any]]:
    """(parameter, value that must be refused)."""
    yield from (("sort", order) for order in ORDERS if order)
    yield from (("limit", limit) for limit in LIMITS)
    yield from (("cursor", cursor) for cursor in GARBAGE)
    yield from (("cursor", forged(content)) for content in FORGED)
    yield "cursor", base64.urlsafe_b64encode(b"[" * 1400).decode()


def forged(content: Any) -> str:
    """A cursor that looks like ours."""
    return base64.urlsafe_b64encode(json.dumps(content).encode()).decode().rstrip("=")


def forged_for(order: str) -> Iterator[str]:
    """Cursors of the right shape for one order, with values that no column has."""
    key = "00000000-0000-7000-8000-000000000001"
    for value in NO_VALUES:
        yield forged([order, value, key])
    yield forged([order, "x", "\ud800"])
    yield forged([order, "x", 10**30])
