"""Knowing that nothing is under way any more: everything published has been handled by everybody who listens."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from shared.calls import RpcClient
from shared.contracts.base import Stream
from shared.contracts.lag import Statuses, lag_of
from shared.contracts.queues import SUBSCRIPTIONS


class Unsettled(Exception):
    """Events are still under way after the time limit, or rest as dead letters; `lag` says where."""

    def __init__(self, lag: dict[str, Any]) -> None:
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
) -> Statuses:
    """Ask every service until two rounds running agree that nothing is left; Unsettled after `timeout` seconds.

    Dead letters are reported at once when nothing else is left. The client's token needs the role operator. `each` is
    `map`, or one like it that asks several services at once.
    """
    deadline = time.monotonic() + timeout
    before: Statuses | None = None
    while True:
        answers = each(lambda name: client.call(f"{name}.get_status"), services)
        statuses = dict(zip(services, answers, strict=True))
        lag = lag_of(statuses, subscriptions)
        if not [name for name in lag if not name.startswith("dead:")] and statuses == before:
            if lag:
                raise Unsettled(lag)
            return statuses
        if time.monotonic() > deadline:
            raise Unsettled(lag)
        before = statuses
        sleep(pause)
        pause = min(pause * 1.5, 0.5)
