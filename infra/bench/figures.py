"""What figures of a benchmark are made of, and where they go."""

from __future__ import annotations

import json
from typing import Any

from infra.paths import VAR


def keep(name: str, found: dict[str, Any]) -> None:
    """Write the figures to `var/bench/<name>.json`."""
    target = VAR / "bench" / f"{name}.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(found, indent=2) + "\n")


def told(found: list[dict[str, Any]]) -> dict[str, float]:
    """Rate and waits of callers in several processes."""
    waits = sorted(wait for one in found for wait in one["waits"])
    at = {name: waits[min(len(waits) - 1, int(share * len(waits)))] for name, share in _SHARES.items()}
    errors = sum(one["errors"] for one in found)
    return {"rate": len(waits) / found[0]["seconds"], "calls": len(waits), "errors": errors, **at}


_SHARES = {"p50": 0.5, "p95": 0.95, "p99": 0.99}
