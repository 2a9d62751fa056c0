"""Exchanges and queues of the suite, declared at deployment and again by every service that starts.

Per subscription: the quorum queue `<service>.<source>_<aggregate>` bound to every event type of the stream, and one
retry queue per delay, `<queue>.retry.<n>` (n from 1), from which the broker itself moves a message back.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from amqp.exceptions import PreconditionFailed

from shared.contracts.base import Stream
from shared.contracts.queues import STREAMS, SUBSCRIPTIONS
from shared.messaging.base.amqp import connection_to
from shared.telemetry import get_logger

QUORUM = {
    "x-queue-type": "quorum",
    "x-dead-letter-strategy": "at-least-once",
    "x-overflow": "reject-publish",
}
"""Survives the loss of a broker with a majority left; nothing is dropped when a dead-letter target is away."""


@dataclass(frozen=True)
class Subscription:
    """One consuming service and one stream."""

    consumer: str
    stream: Stream

    @property
    def queue(self) -> str:
        """Name of the queue, which is also the handler's name in inbox and cursors."""
        return self.stream.queue_of(self.consumer)


def subscriptions() -> list[Subscription]:
    """Every subscription of the contracts."""
    return [Subscription(consumer, stream) for consumer, streams in SUBSCRIPTIONS.items() for stream in streams]


def retry_queue(queue: str, level: int) -> str:
    """Name of the retry queue of a level, from 1."""
    return f"{queue}.retry.{level}"


def declare_topology(amqp_uri: str, retry_delays: tuple[float, ...]) -> list[str]:
    """Declare every exchange and queue of the contracts; returns the queue names. Safe to repeat."""
    with connection_to(amqp_uri) as connection:
        connection.ensure_connection(max_retries=3, interval_start=0.2)
        for stream in STREAMS:
            declare_exchange(connection, stream)
        for subscription in subscriptions():
            declare_subscription(connection, subscription, retry_delays)
    return [subscription.queue for subscription in subscriptions()]


def declare_around(connection: Any, service: str, own: list[Subscription], delays: tuple[float, ...]) -> None:
    """What a starting service declares: its own queues, its exchanges, and the queues of all who listen to it."""
    for stream in STREAMS:
        if stream.source == service:
            declare_exchange(connection, stream)
    listeners = [one for one in subscriptions() if one.stream.source == service]
    for subscription in [*own, *listeners]:
        declare_subscription(connection, subscription, delays)


def declare_exchange(connection: Any, stream: Stream) -> None:
    """The durable topic exchange `<source>.events`."""
    with connection.channel() as channel:
        channel.exchange_declare(exchange=stream.exchange, type="topic", durable=True, auto_delete=False)


def declare_subscription(connection: Any, subscription: Subscription, delays: tuple[float, ...]) -> None:
    """The queue, its bindings and its retry queues."""
    declare_exchange(connection, subscription.stream)
    queue = subscription.queue
    for level, seconds in enumerate(delays, 1):
        back = {"x-dead-letter-exchange": "", "x-dead-letter-routing-key": queue}
        arguments = {**QUORUM, **back, "x-message-ttl": int(seconds * 1000)}
        _declare_queue(connection, retry_queue(queue, level), arguments)
    _declare_queue(connection, queue, {"x-queue-type": "quorum", "x-overflow": "reject-publish"})
    with connection.channel() as channel:
        for event in subscription.stream.events:
            channel.queue_bind(queue=queue, exchange=subscription.stream.exchange, routing_key=event.name)


def _declare_queue(connection: Any, name: str, arguments: dict[str, Any]) -> None:
    """Declare on a channel of its own: a queue that exists with other arguments closes it, and stays as it is."""
    channel = connection.channel()
    try:
        channel.queue_declare(queue=name, durable=True, auto_delete=False, arguments=arguments)
    except PreconditionFailed:
        get_logger().warning("queue_differs", queue=name, hint="delete the empty queue to apply new retry delays")
        return
    channel.close()
