"""Blind numbers: what experts see instead of a name; the numbers tell nothing of name, time or place."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable

SPACE = 10_000
"""Numbers run from 0 to SPACE-1, so a session has room for as many declarations."""


def blind_numbers(key: bytes, declaration_ids: Iterable[str], taken: Iterable[str] = ()) -> dict[str, str]:
    """`B-0000`..`B-9999` per declaration: HMAC-SHA256(key, id) modulo the space, hashed again while taken.

    Without the session's key nobody can tell which number belongs to whom, nor which declaration came first.
    """
    used = set(taken)
    if len(used) + len(ids := sorted(declaration_ids)) > SPACE:
        raise ValueError("more declarations than blind numbers")
    numbers = {}
    for declaration_id in ids:
        block = hmac.digest(key, declaration_id.encode(), hashlib.sha256)
        while (number := f"B-{int.from_bytes(block, 'big') % SPACE:04d}") in used:
            block = hmac.digest(key, block, hashlib.sha256)
        used.add(number)
        numbers[declaration_id] = number
    return numbers
