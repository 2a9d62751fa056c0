"""The form in which an error crosses the bus; the names of its fields are nameko's, so that stock clients read it."""

from __future__ import annotations

import json
from typing import Any

from shared.kernel.errors import ZhipingError, unavailable

WIRE_PATH = f"{ZhipingError.__module__}.{ZhipingError.__qualname__}"
"""What nameko's registry calls our errors."""


def wire_error(error: ZhipingError) -> dict[str, Any]:
    """nameko's error shape: a stock client sees RemoteError(exc_type, value) with the wire JSON as its value."""
    wire = error.to_wire()
    return {
        "exc_type": "ZhipingError",
        "exc_path": WIRE_PATH,
        "exc_args": [wire],
        "value": json.dumps(wire, ensure_ascii=False),
    }


def error_from_wire(error: dict[str, Any]) -> ZhipingError:
    """The typed error inside a reply; anything else (method unknown, malformed call) becomes unavailable or invalid."""
    if error.get("exc_type") == "ZhipingError":
        return ZhipingError.from_wire(error["exc_args"][0])
    return unavailable("rpc_refused", exc_type=str(error.get("exc_type")), value=str(error.get("value"))[:200])
