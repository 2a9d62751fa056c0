"""What can go wrong between services, and the form in which an error crosses nameko's RPC."""

from __future__ import annotations

import json
from typing import Any

from nameko import exceptions as nameko_exceptions

from shared.kernel.errors import ZhipingError, unavailable


class Undeliverable(Exception):
    """The broker had no queue for a message that must have one."""


def wire_error(error: ZhipingError) -> dict[str, Any]:
    """nameko's error shape: a stock client sees RemoteError(exc_type, value) with the wire JSON as its value."""
    wire = error.to_wire()
    return {
        "exc_type": "ZhipingError",
        "exc_path": nameko_exceptions.get_module_path(ZhipingError),
        "exc_args": [wire],
        "value": json.dumps(wire, ensure_ascii=False),
    }


def error_from_wire(error: dict[str, Any]) -> ZhipingError:
    """The typed error inside a reply; anything else (method unknown, malformed call) becomes unavailable or invalid."""
    if error.get("exc_type") == "ZhipingError":
        return ZhipingError.from_wire(error["exc_args"][0])
    return unavailable("rpc_refused", exc_type=str(error.get("exc_type")), value=str(error.get("value"))[:200])


nameko_exceptions.registry[nameko_exceptions.get_module_path(ZhipingError)] = ZhipingError.from_wire
