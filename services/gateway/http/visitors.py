"""Where a request comes from, and how much one place may ask without saying who it is."""

from __future__ import annotations

import math
from collections.abc import Callable

from werkzeug.wrappers import Request

from services.gateway.adapters.throttle import Buckets
from shared.kernel.errors import unavailable
from shared.kernel.network import asker, network_of

KEPT = 10_000
"""Addresses remembered; whoever has been quiet longest is forgotten first."""
NOWHERE = "0.0.0.0"
"""Where a connection without an address comes from, such as one by a socket in the file system."""


def address_of(request: Request, proxies: int) -> str:
    """The address of whoever asks, as `asker` finds it; NOWHERE for none."""
    forwarded = ",".join(request.headers.getlist("X-Forwarded-For"))
    return asker(request.remote_addr, forwarded, proxies) or NOWHERE


class Allowance:
    """How many requests a place may send: `per_minute` on average, half a minute's worth at once; 0 is no bound.

    Kept in the process: with several doors, each has its own count.
    """

    def __init__(self, per_minute: int, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._buckets = Buckets(max(1.0, per_minute / 2), 60 / per_minute, KEPT) if per_minute else None

    def take(self, address: str) -> None:
        """Count one request; unavailable `too_many_requests` with the `seconds` to wait."""
        missing = self._buckets.take(network_of(address), self._monotonic()) if self._buckets else 0.0
        if missing > 0:
            raise unavailable("too_many_requests", seconds=math.ceil(missing))
