"""How often something may be tried from one place: a bucket for each, in the memory of this process."""

from __future__ import annotations

from collections import OrderedDict
from datetime import datetime, timedelta
from ipaddress import ip_address
from threading import Lock

from shared.kernel.network import network_of


class BucketThrottle:
    """Adapter of `ports.Throttle`: `burst` tries at once, then one each `pace`. Only the latest `kept` places are
    known; each replica counts for itself."""

    def __init__(self, burst: int = 20, pace: timedelta = timedelta(seconds=3), kept: int = 20_000) -> None:
        self._burst = burst
        self._pace = pace.total_seconds()
        self._kept = kept
        self._lock = Lock()
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, place: str, now: datetime) -> bool:
        """One try; False when there is none left."""
        key, moment = _network(place), now.timestamp()
        with self._lock:
            left, since = self._buckets.get(key, (float(self._burst), moment))
            left = min(self._burst, left + max(0.0, moment - since) / self._pace)
            allowed = left >= 1
            self._keep(key, left - 1 if allowed else left, moment)
        return allowed

    def give_back(self, place: str) -> None:
        """A try that was none: whoever gets in has not guessed."""
        key = _network(place)
        with self._lock:
            if key in self._buckets:
                left, since = self._buckets[key]
                self._keep(key, min(self._burst, left + 1), since)

    def _keep(self, key: str, left: float, moment: float) -> None:
        self._buckets[key] = left, moment
        self._buckets.move_to_end(key)
        while len(self._buckets) > self._kept:
            self._buckets.popitem(last=False)


def _network(place: str) -> str:
    """An address as its network, what comes before it as it is: `depart:2001:db8::1`."""
    head, _, rest = place.partition(":") if place.startswith("depart:") else ("", "", place)
    try:
        ip_address(rest.partition("%")[0])
    except ValueError:
        return place
    return f"{head}:{network_of(rest)}"
