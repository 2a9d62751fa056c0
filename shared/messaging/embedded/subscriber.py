"""A consumer of the embedded broker, and the kombu message that it is given."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Protocol

from kombu.message import Message

from shared.messaging.embedded.broker import Copy, Queue


class Receiver(Protocol):
    """The channel that a consumer stands on; its connection has an `inbox`."""

    connection: Any
    prefetch: int
    tags: Iterator[int]
    unacked: dict[int, tuple[Subscriber, Copy]]


class Subscriber:
    """One consumer on one queue; prefetch counts per consumer, as RabbitMQ does."""

    def __init__(self, channel: Receiver, queue: Queue, callback: Callable[[Message], None], no_ack: bool) -> None:
        self.channel = channel
        self.queue = queue
        self.callback = callback
        self.no_ack = no_ack
        self.prefetch = channel.prefetch
        self.unacked = 0

    def has_room(self) -> bool:
        """Whether its prefetch window is open."""
        return self.no_ack or not self.prefetch or self.unacked < self.prefetch

    def deliver(self, copy: Copy) -> None:
        """Put the copy into the connection's inbox; called under the broker's lock."""
        tag = next(self.channel.tags)
        if self.no_ack:
            copy.release()
        else:
            self.unacked += 1
            self.channel.unacked[tag] = (self, copy)
        self.channel.connection.inbox.put((self, tag, copy))


def as_message(copy: Copy, channel: Receiver, tag: int) -> Any:
    """The kombu message of a delivery; kombu does not see the headers, by which it would inflate the body."""
    make: Any = Message
    message = make(
        body=copy.body,
        delivery_tag=tag,
        content_type=copy.content_type,
        content_encoding=copy.content_encoding,
        properties=copy.properties,
        channel=channel,
        delivery_info={"exchange": copy.exchange, "routing_key": copy.routing_key, "redelivered": copy.redelivered},
    )
    message.headers = dict(copy.headers)
    return message
