"""One finding: how grave, where in the pack's data, why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Path = tuple[str | int, ...]
Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class PackFinding:
    """`path` leads into the pack's data, so that the line of its text can be told."""

    severity: Severity
    path: Path
    reason: str


def error(path: Path, reason: str) -> PackFinding:
    """The pack must not be published like this."""
    return PackFinding("error", path, reason)


def warning(path: Path, reason: str) -> PackFinding:
    """Somebody should look."""
    return PackFinding("warning", path, reason)
