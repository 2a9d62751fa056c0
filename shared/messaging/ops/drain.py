"""Knowing that nothing is under way any more: everything published has been handled by everybody who listens."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

from shared.calls import RpcClient
from shared.contracts.base import Stream
from shared.contracts.lag import Statuses, lag_of
from shared.contracts.queues import SUBSCRIPTIONS


class Unsettled(Exception):
    """Events are still under way after the time limit, or rest as dead letters; `lag` says where."""

    def __init__(self, lag: dict[str, int]) -> None:
        super().__init__(str(lag))
        self.lag = lag


def wait_until_settled(
    client: RpcClient,
    services: Sequence[str],
    timeout: float = 60.0,
    *,
    subscriptions: dict[str, tuple[Stream, ...]] = SUBSCRIPTIONS,
    pause: float = 0.02,
    sleep: Callable[[float], Any] = time.sleep,
    each: Callable[[Callable[[str], Any], Sequence[str]], Iterable[Any]] = map,
    settled: Statuses | None = None,
    moved: Collection[str] = (),
) -> Statuses:
    """Ask every service, then those that lag until they do not, then every one again; settled once that last round
    changes nothing: at the instant before it, all stood as they were last seen. Unsettled after `timeout` seconds.

    Dead letters are reported at once when nothing else is left. The client's token needs the role operator. `each` is
    `map`, or one like it that asks several services at once. Who knows what an earlier call returned, and which
    services were told something since, gives both: those are asked first, and what they moved is followed from there.
    """
    deadline = time.monotonic() + timeout
    known = dict(settled or {})
    asked = [name for name in services if name in moved or not known]
    while True:
        answers = each(lambda name: client.call(f"{name}.get_status"), asked)
        fresh = dict(zip(asked, answers, strict=True))
        agreed = len(asked) == len(services) and fresh == known
        known |= fresh
        lag = lag_of(known, subscriptions)
        lagging = _lagging(lag, subscriptions)
        if agreed and not lagging:
            if lag:
                raise Unsettled(lag)
            return known
        if time.monotonic() > deadline:
            raise Unsettled(lag)
        asked = [name for name in services if name in lagging or not lagging]
        sleep(pause)
        pause = min(pause * 1.5, 0.5)


def _lagging(lag: dict[str, int], subscriptions: dict[str, tuple[Stream, ...]]) -> set[str]:
    """The services whose next answer may lessen the lag: of a queue both ends, dead letters lessen by nobody's."""
    ends = {
        stream.queue_of(consumer): {stream.source, consumer}
        for consumer, streams in subscriptions.items()
        for stream in streams
    }
    names = [name for name in lag if not name.startswith("dead:")]
    return set().union(*(ends.get(name) or {name.partition(":")[2]} for name in names))
