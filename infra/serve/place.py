"""The folder of a site as others find it: where it answers, and how its clock is moved."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from shared.kernel.clock import iso

RUNNING = "running.json"
"""Where the site answers, for whoever finds its folder: url, process, clock, people."""
WANTED = "wanted"
"""The moment to which somebody wants the clock moved."""
STATE = "state.json"
"""Its keys and people."""


def wish_for(folder: Path, instant: datetime) -> None:
    """Ask the running site to move its clock; it removes the wish when that is done."""
    fresh = folder / f"{WANTED}.new"
    fresh.write_text(iso(instant), encoding="ascii")
    fresh.replace(folder / WANTED)


def running_in(root: Path) -> dict[str, Any] | None:
    """What the site told that was opened last under `root` and still runs."""
    for file in sorted(root.glob(f"*/site/{RUNNING}"), key=lambda one: one.stat().st_mtime, reverse=True):
        told: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        if Path(f"/proc/{told['process']}").exists():
            return told | {"folder": str(file.parent)}
    return None
