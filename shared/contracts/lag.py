"""How far each follower is behind, from what every service says of itself (`get_status`)."""

from __future__ import annotations

from typing import NotRequired, TypedDict

from shared.contracts.base import Stream
from shared.contracts.queues import SUBSCRIPTIONS


class Status(TypedDict):
    """What is read of an answer of `get_status`: events by type, handled ones by queue."""

    pending: int
    dead_letters: int
    undelivered: NotRequired[int]
    published: dict[str, int]
    handled: dict[str, dict[str, int]]


Statuses = dict[str, Status]
"""Answers of `get_status` by service."""


def lag_of(statuses: Statuses, subscriptions: dict[str, tuple[Stream, ...]] = SUBSCRIPTIONS) -> dict[str, int]:
    """What each queue has still to handle, `outbox:<service>`, `dead:<service>` and
    `undelivered:<service>` (which 0.2.0 does not tell); empty when all is done."""
    lag = {f"outbox:{name}": int(status["pending"]) for name, status in statuses.items()}
    lag |= {f"dead:{name}": int(status["dead_letters"]) for name, status in statuses.items()}
    lag |= {f"undelivered:{name}": int(status.get("undelivered", 0)) for name, status in statuses.items()}
    for consumer, streams in subscriptions.items():
        if consumer not in statuses:
            continue
        for stream in streams:
            if stream.source in statuses:
                queue = stream.queue_of(consumer)
                lag[queue] = _behind(stream, statuses[stream.source], statuses[consumer], queue)
    return {name: number for name, number in lag.items() if number}


def _behind(stream: Stream, source: Status, consumer: Status, queue: str) -> int:
    handled = consumer["handled"].get(queue, {})
    return sum(abs(source["published"].get(one.name, 0) - handled.get(one.name, 0)) for one in stream.events)
