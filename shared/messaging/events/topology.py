"""Exchanges and queues of the suite, declared at deployment; a service that starts declares its own again.

Per subscription: the quorum queue `<service>.<source>_<aggregate>` bound to every event type of the stream, and one
retry queue per delay, `<queue>.retry.<milliseconds>ms`, from which the broker itself moves a message back. Per service:
the direct exchange `<service>.retry`, by which its messages go to the retry queues and come back (never by the default
exchange, through which one may write into anybody's queue), and `<service>.undelivered`, exchange and queue of what the
broker gives up. The delay is part of a name because the arguments of a queue that stands cannot be changed.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from amqp.exceptions import NotFound, PreconditionFailed

from shared.calls.wire import Headers
from shared.contracts.base import Stream
from shared.contracts.queues import STREAMS, SUBSCRIPTIONS, retry_exchange, undelivered
from shared.kernel.canonical import canonical_json
from shared.messaging.base.amqp import connection_to
from shared.telemetry import get_logger

QUORUM = {
    "x-queue-type": "quorum",
    "x-dead-letter-strategy": "at-least-once",
    "x-overflow": "reject-publish",
}
"""Survives the loss of a broker with a majority left; nothing is dropped when a dead-letter target is away."""
PLAIN = {"x-queue-type": "quorum", "x-overflow": "reject-publish"}
"""A queue whose dead-letter target is a policy's business (`shared.contracts.broker_users`): a policy reaches the
queues that stand already, too."""


class NotDeclared(Exception):
    """`zhiping bus declare` has not been run for this version: some follower may have no queue yet."""


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


def retry_queue(queue: str, seconds: float) -> str:
    """Name of the retry queue with that delay."""
    return f"{queue}.retry.{round(seconds * 1000)}ms"


def mark_of(source: str) -> str | None:
    """The exchange whose presence says that every follower of the source has its queue, bound as this version's
    contracts have it; None for a source that nobody follows."""
    followed = sorted((one.queue, [event.name for event in one.stream.events]) for one in _listeners(source))
    if not followed:
        return None
    return f"zhiping.declared.{source}.{hashlib.sha256(canonical_json(followed)).hexdigest()[:16]}"


def declare_topology(amqp_uri: str, retry_delays: tuple[float, ...]) -> list[str]:
    """Declare every exchange and queue of the contracts, as an administrator; returns the names of the event queues.

    Safe to repeat. The marks by which publishers know that it was done come last.
    """
    with connection_to(amqp_uri) as connection:
        connection.ensure_connection(max_retries=3, interval_start=0.2)
        for stream in STREAMS:
            declare_exchange(connection, stream)
        for service in SUBSCRIPTIONS:
            declare_service(connection, service)
        for subscription in subscriptions():
            _declare_queues(connection, subscription, retry_delays)
        for mark in filter(None, map(mark_of, SUBSCRIPTIONS)):
            with connection.channel() as channel:
                channel.exchange_declare(exchange=mark, type="fanout", durable=True, auto_delete=False)
    return [subscription.queue for subscription in subscriptions()]


def declare_own(connection: Any, service: str, own: list[Subscription], delays: tuple[float, ...]) -> None:
    """What a starting service declares, and is allowed to: its exchanges, its queues and their bindings."""
    declare_published(connection, service)
    declare_service(connection, service)
    for subscription in own:
        _declare_queues(connection, subscription, delays)


def declare_inside(connection: Any, service: str, own: list[Subscription], delays: tuple[float, ...]) -> None:
    """The same on the embedded bus, where nobody has deployed anything: also the queues of all who listen to it."""
    declare_own(connection, service, [], delays)
    for subscription in [*own, *_listeners(service)]:
        declare_subscription(connection, subscription, delays)


def require_mark(connection: Any, source: str) -> None:
    """NotDeclared while some follower of the source may lack a queue or a binding."""
    mark = mark_of(source)
    if mark is None:
        return
    channel = connection.channel()
    try:
        channel.exchange_declare(exchange=mark, type="fanout", passive=True)
    except NotFound:
        raise NotDeclared(source) from None
    channel.close()


def declare_published(connection: Any, service: str) -> None:
    """The exchange of the service's own events."""
    for stream in STREAMS:
        if stream.source == service:
            declare_exchange(connection, stream)


def declare_exchange(connection: Any, stream: Stream) -> None:
    """The durable topic exchange `<source>.events`."""
    with connection.channel() as channel:
        channel.exchange_declare(exchange=stream.exchange, type="topic", durable=True, auto_delete=False)


def declare_service(connection: Any, service: str) -> None:
    """The service's own ways: to its retry queues, and out of the broker's hands."""
    last = undelivered(service)
    with connection.channel() as channel:
        channel.exchange_declare(exchange=retry_exchange(service), type="direct", durable=True, auto_delete=False)
        channel.exchange_declare(exchange=last, type="fanout", durable=True, auto_delete=False)
    _declare_queue(connection, last, PLAIN)
    with connection.channel() as channel:
        channel.queue_bind(queue=last, exchange=last, routing_key="")


def declare_subscription(connection: Any, subscription: Subscription, delays: tuple[float, ...]) -> None:
    """Exchange, queue, bindings and retry queues, as an administrator."""
    declare_exchange(connection, subscription.stream)
    declare_service(connection, subscription.consumer)
    _declare_queues(connection, subscription, delays)


def _declare_queues(connection: Any, subscription: Subscription, delays: tuple[float, ...]) -> None:
    queue, exchange = subscription.queue, retry_exchange(subscription.consumer)
    back = {"x-dead-letter-exchange": exchange, "x-dead-letter-routing-key": queue}
    for seconds in delays:
        arguments = {**QUORUM, **back, "x-message-ttl": round(seconds * 1000)}
        _declare_queue(connection, retry_queue(queue, seconds), arguments)
    _declare_queue(connection, queue, PLAIN)
    with connection.channel() as channel:
        for name in (queue, *(retry_queue(queue, seconds) for seconds in delays)):
            channel.queue_bind(queue=name, exchange=exchange, routing_key=name)
        for event in subscription.stream.events:
            channel.queue_bind(queue=queue, exchange=subscription.stream.exchange, routing_key=event.name)


def _listeners(source: str) -> list[Subscription]:
    return [one for one in subscriptions() if one.stream.source == source]


def _declare_queue(connection: Any, name: str, arguments: Headers) -> None:
    """Declare on a channel of its own: a queue that exists with other arguments closes it, and stays as it is."""
    channel = connection.channel()
    try:
        channel.queue_declare(queue=name, durable=True, auto_delete=False, arguments=arguments)
    except PreconditionFailed:
        get_logger().warning("queue_differs", queue=name, hint="see the runbook: broker users and queues")
        return
    channel.close()
