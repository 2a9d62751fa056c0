"""The kombu channel of the embedded broker."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from typing import Any, Protocol

from kombu.exceptions import ChannelError
from kombu.message import Message
from kombu.transport.base import StdChannel

from shared.calls.wire import DIRECT_REPLY, Headers
from shared.kernel.ids import new_id
from shared.messaging.embedded.broker import Copy, EmbeddedBroker
from shared.messaging.embedded.declarations import QueueDeclarations
from shared.messaging.embedded.subscriber import Subscriber, as_message


class Connection(Protocol):
    """What a channel is opened on."""

    broker: EmbeddedBroker
    channels: list[Any]


class EmbeddedChannel(QueueDeclarations, StdChannel):
    """Implements what kombu, nameko and this suite call; every mutation holds the broker's lock."""

    def __init__(self, connection: Connection) -> None:
        self.connection: Any = connection
        self.broker = connection.broker
        self.tags: Iterator[int] = itertools.count(1)
        self.unacked: dict[int, tuple[Subscriber, Copy]] = {}
        self.subscribers: dict[str, Subscriber] = {}
        self.prefetch = 0
        self._replies = ""
        self.no_ack_consumers: Any = set()
        self.is_open = True
        connection.channels.append(self)

    # publishing
    def prepare_message(
        self,
        body: Any,
        priority: int | None = None,
        content_type: str | None = None,
        content_encoding: str | None = None,
        headers: Headers | None = None,
        properties: Headers | None = None,
    ) -> Copy:
        """kombu's hook: a message that is not addressed yet."""
        known = dict(properties or {}, content_type=content_type, content_encoding=content_encoding)
        return Copy(body, content_type, content_encoding, dict(headers or {}), known, "", "")

    def basic_publish(
        self,
        message: Copy,
        exchange: str = "",
        routing_key: str = "",
        mandatory: bool = False,
        on_settled: Callable[[], None] | None = None,
        **ignored: Any,
    ) -> int:
        """Publish; returns the number of queues. With `mandatory` and none, ChannelError NO_ROUTE."""
        message.exchange, message.routing_key = exchange, routing_key
        if message.properties.get("reply_to") == DIRECT_REPLY:
            if not self._replies:
                raise ChannelError("PRECONDITION_FAILED - fast reply consumer does not exist")
            message.properties = {**message.properties, "reply_to": self._replies}
        taken = self.broker.publish(message, on_settled)
        if mandatory and not taken:
            raise ChannelError("NO_ROUTE")
        return taken

    basic_publish_confirm = basic_publish

    # consuming
    def basic_qos(self, prefetch_size: int = 0, prefetch_count: int = 0, apply_global: bool = False) -> None:
        """Set the prefetch of consumers started from now on."""
        self.prefetch = prefetch_count

    def basic_consume(
        self,
        queue: str,
        no_ack: bool = False,
        callback: Callable[[Message], None] | None = None,
        consumer_tag: str = "",
        **ignored: Any,
    ) -> None:
        """Start a consumer."""
        with self.broker.lock:
            if queue == DIRECT_REPLY:
                queue = self._replies = f"{DIRECT_REPLY}.{new_id()}"
                self.queue_declare(queue, auto_delete=True)
            found = self.broker.queues[queue]
            subscriber = Subscriber(self, found, callback or (lambda message: None), no_ack)
            self.subscribers[consumer_tag] = subscriber
            found.consumers.append(subscriber)
            found.pump()

    def basic_cancel(self, consumer_tag: str, **ignored: Any) -> None:
        """Stop a consumer; an auto-delete queue goes with its last one."""
        with self.broker.lock:
            subscriber = self.subscribers.pop(consumer_tag, None)
            if subscriber is not None and subscriber in subscriber.queue.consumers:
                subscriber.queue.consumers.remove(subscriber)
                if subscriber.queue.auto_delete and not subscriber.queue.consumers:
                    self.broker.delete_queue(subscriber.queue.name)

    def basic_get(self, queue: str, no_ack: bool = False, **ignored: Any) -> Any:
        """Fetch one message, or None."""
        with self.broker.lock:
            found = self.broker.queues[queue]
            if not found.ready:
                return None
            copy, tag = found.ready.popleft(), next(self.tags)
            if no_ack:
                copy.release()
            else:
                self.unacked[tag] = (Subscriber(self, found, lambda message: None, False), copy)
            return as_message(copy, self, tag)

    def message_to_python(self, message: Any) -> Any:
        """kombu's hook: messages are made on delivery already."""
        return message

    # settling
    def basic_ack(self, delivery_tag: int, multiple: bool = False, **ignored: Any) -> None:
        """The consumer is done with the message."""
        with self.broker.lock:
            subscriber, copy = self._take(delivery_tag)
            copy.release()
            subscriber.queue.pump()

    def basic_reject(self, delivery_tag: int, requeue: bool = False, **ignored: Any) -> None:
        """Give the message back (`requeue`) or to the dead-letter exchange."""
        with self.broker.lock:
            subscriber, copy = self._take(delivery_tag)
            if requeue:
                copy.redelivered = True
                subscriber.queue.put(copy, front=True)
            else:
                self.broker.dead_letter(subscriber.queue, copy)
                subscriber.queue.pump()

    def basic_recover(self, requeue: bool = True) -> None:
        """Give every unsettled message back, in order."""
        for tag in sorted(self.unacked, reverse=True):
            self.basic_reject(tag, requeue=True)

    def _take(self, tag: int) -> tuple[Subscriber, Copy]:
        subscriber, copy = self.unacked.pop(tag)
        subscriber.unacked -= 1
        return subscriber, copy

    def flow(self, active: bool = True) -> None:
        """Flow control: nothing to do inside a process."""

    def close(self) -> None:
        """Cancel the consumers and give back what they held."""
        if self.is_open:
            self.is_open = False
            for tag in list(self.subscribers):
                self.basic_cancel(tag)
            self.basic_recover()
            self.connection.channels.remove(self)
            self.connection = None
