"""Passwords that a site gives to the commands which make users: from the environment, or from files it names."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


class PasswordsMissing(Exception):
    """Some user has no password; the text names the variables."""


def password(name: str, environ: Mapping[str, str]) -> str:
    """What the variable holds, or the file that the same name with `_FILE` gives; empty when neither does."""
    if path := environ.get(f"{name}_FILE"):
        return Path(path).read_text(encoding="utf-8").strip()
    return environ.get(name, "")
