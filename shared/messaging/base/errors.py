"""What can go wrong between services."""

from __future__ import annotations

from nameko import exceptions as nameko_exceptions

from shared.calls.errors import WIRE_PATH
from shared.kernel.errors import ZhipingError


class Undeliverable(Exception):
    """The broker had no queue for a message that must have one."""


nameko_exceptions.registry[WIRE_PATH] = ZhipingError.from_wire
