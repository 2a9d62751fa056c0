"""Canonical JSON: one spelling per value, so that a digest identifies a dossier, a pack or a trail entry."""

from __future__ import annotations

import hashlib
import json
from typing import Any

_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)

_PLAIN = frozenset({str, int, bool, type(None)})
"""What most values are: neither floats nor made of other values."""


def canonical_json(value: Any) -> bytes:
    """UTF-8 JSON with sorted keys and no spaces; floats are refused because they have no single spelling."""
    _refuse_floats(value)
    return spelled(value)


def spelled(value: Any) -> bytes:
    """The same of a value that was looked at before: read from JSON without fractions, or written from such."""
    return _ENCODER.encode(value).encode()


def digest(value: Any) -> str:
    """SHA-256 of the canonical JSON, 64 hex digits."""
    return hashlib.sha256(canonical_json(value)).hexdigest()


def _refuse_floats(value: Any) -> None:
    if isinstance(value, float):
        raise TypeError("floats have no canonical spelling: use integers or text")
    if isinstance(value, dict):
        for key, item in value.items():
            if not isinstance(key, str):
                raise TypeError(f"keys must be text, not {type(key).__name__}")
            if type(item) not in _PLAIN:
                _refuse_floats(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            if type(item) not in _PLAIN:
                _refuse_floats(item)
