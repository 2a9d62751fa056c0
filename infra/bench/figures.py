"""Where the figures of a benchmark go."""

from __future__ import annotations

import json
from typing import Any

from infra.paths import VAR


def keep(name: str, found: dict[str, Any]) -> None:
    """Write the figures to `var/bench/<name>.json`."""
    target = VAR / "bench" / f"{name}.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(found, indent=2) + "\n")
