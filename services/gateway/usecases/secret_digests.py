"""Secrets of cookies: made at random, known to the browser alone, kept as digests."""

from __future__ import annotations

import hashlib
import secrets


def new_secret() -> str:
    """256 random bits."""
    return secrets.token_urlsafe(32)


def digest_of(secret: str) -> str:
    """Under which it is kept."""
    return hashlib.sha256(secret.encode()).hexdigest()
