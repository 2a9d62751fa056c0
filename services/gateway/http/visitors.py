"""Where a request comes from, and how much one place may ask without saying who it is."""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

from werkzeug.wrappers import Request

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


@dataclass
class Allowance:
    """How many requests a place may send: `per_minute` on average, half a minute's worth at once; 0 is no bound.

    Kept in the process: with several doors, each has its own count.
    """

    per_minute: int
    monotonic: Callable[[], float]
    _left: OrderedDict[str, tuple[float, float]] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def take(self, address: str) -> None:
        """Count one request; unavailable `too_many_requests` with the `seconds` to wait."""
        if self.per_minute == 0:
            return
        missing = self._take(network_of(address), self.per_minute / 60, max(1.0, self.per_minute / 2))
        if missing > 0:
            raise unavailable("too_many_requests", seconds=math.ceil(missing))

    def _take(self, place: str, rate: float, most: float) -> float:
        """Seconds that are missing; 0 when the request was counted."""
        now = self.monotonic()
        with self._lock:
            left, seen = self._left.pop(place, (most, now))
            left = min(most, left + (now - seen) * rate)
            taken = left >= 1
            self._left[place] = (left - 1 if taken else left, now)
            if len(self._left) > KEPT:
                self._left.popitem(last=False)
        return 0.0 if taken else (1 - left) / rate
