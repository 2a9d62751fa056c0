"""How often something may be tried from one place: a bucket for each, in the memory of this process."""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime, timedelta
from ipaddress import ip_address
from threading import Lock

from shared.kernel.errors import unavailable
from shared.kernel.network import network_of

PLACES_KEPT = 10_000
"""Addresses remembered; whoever has been quiet longest is forgotten first."""


class Buckets:
    """`burst` tries at once, then one each `pace` seconds; only the `kept` places that were seen last are known."""

    def __init__(self, burst: float, pace: float, kept: int) -> None:
        self._burst = burst
        self._pace = pace
        self._kept = kept
        self._lock = Lock()
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, place: str, moment: float) -> float:
        """One try at this second; how many seconds are missing, 0 where it was counted."""
        with self._lock:
            left, since = self._left.get(place, (self._burst, moment))
            left = min(self._burst, left + max(0.0, moment - since) / self._pace)
            taken = left >= 1
            self._keep(place, left - 1 if taken else left, moment)
        return 0.0 if taken else (1 - left) * self._pace

    def give_back(self, place: str) -> None:
        """A try that was none."""
        with self._lock:
            if place in self._left:
                left, since = self._left[place]
                self._keep(place, min(self._burst, left + 1), since)

    def _keep(self, place: str, left: float, moment: float) -> None:
        self._left[place] = left, moment
        self._left.move_to_end(place)
        while len(self._left) > self._kept:
            self._left.popitem(last=False)


class Allowance:
    """How many requests a place may send: `per_minute` on average, half a minute's worth at once; 0 is no bound.

    Calls of portals and pages of the console spend from the same one. Kept in the process: with several doors, each has
    its own count.
    """

    def __init__(self, per_minute: int, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._buckets = Buckets(max(1.0, per_minute / 2), 60 / per_minute, PLACES_KEPT) if per_minute else None

    def take(self, address: str) -> None:
        """Count one request; unavailable `too_many_requests` with the `seconds` to wait."""
        missing = self._buckets.take(network_of(address), self._monotonic()) if self._buckets else 0.0
        if missing > 0:
            raise unavailable("too_many_requests", seconds=math.ceil(missing))


class BucketThrottle:
    """Adapter of `ports.Throttle`; each replica counts for itself."""

    def __init__(self, burst: int = 20, pace: timedelta = timedelta(seconds=3), kept: int = 20_000) -> None:
        self._buckets = Buckets(burst, pace.total_seconds(), kept)

    def take(self, place: str, now: datetime) -> bool:
        """One try; False when there is none left."""
        return self._buckets.take(_network(place), now.timestamp()) == 0

    def give_back(self, place: str) -> None:
        """A try that was none: whoever gets in has not guessed."""
        self._buckets.give_back(_network(place))


def _network(place: str) -> str:
    """An address as its network, what comes before it as it is: `depart:2001:db8::1`."""
    head, _, rest = place.partition(":") if place.startswith("depart:") else ("", "", place)
    try:
        ip_address(rest.partition("%")[0])
    except ValueError:
        return place
    return f"{head}:{network_of(rest)}"
