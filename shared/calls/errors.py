"""The form in which an error crosses the bus; the names of its fields are nameko's, so that stock clients read it."""

from __future__ import annotations

import json
from typing import Any, TypedDict

from shared.kernel.errors import WireError, ZhipingError, unavailable

WIRE_PATH = f"{ZhipingError.__module__}.{ZhipingError.__qualname__}"
"""What nameko's registry calls our errors."""


class RemoteError(TypedDict, total=False):
    """An error in a reply; of our own, `exc_args` holds the wire form."""

    exc_type: str
    exc_path: str
    exc_args: list[WireError]
    value: str


class Reply(TypedDict, total=False):
    """What comes back of a call: one of the two."""

    result: Any
    error: RemoteError | None


def wire_error(error: ZhipingError) -> RemoteError:
    """nameko's error shape: a stock client sees RemoteError(exc_type, value) with the wire JSON as its value."""
    wire = error.to_wire()
    return {
        "exc_type": "ZhipingError",
        "exc_path": WIRE_PATH,
        "exc_args": [wire],
        "value": json.dumps(wire, ensure_ascii=False),
    }


def error_from_wire(error: RemoteError) -> ZhipingError:
    """The typed error inside a reply; anything else (method unknown, malformed call) becomes unavailable or invalid."""
    if error.get("exc_type") == "ZhipingError":
        return ZhipingError.from_wire(error["exc_args"][0])
    return unavailable("rpc_refused", exc_type=str(error.get("exc_type")), value=str(error.get("value"))[:200])
