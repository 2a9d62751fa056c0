"""The kombu channel of the embedded broker."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from amqp.protocol import queue_declare_ok_t
from kombu.exceptions import ChannelError
from kombu.message import Message
from kombu.transport.base import StdChannel

from shared.messaging.embedded.broker import Copy, Queue
from shared.messaging.embedded.routing import Exchange

if TYPE_CHECKING:
    from shared.messaging.embedded.transport import EmbeddedConnection


class Subscriber:
    """One consumer on one queue; prefetch counts per consumer, as RabbitMQ does."""

    def __init__(self, channel: Channel, queue: Queue, callback: Callable[[Message], None], no_ack: bool) -> None:
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


class Channel(StdChannel):
    """Implements what kombu, nameko and this suite call; every mutation holds the broker's lock."""

    def __init__(self, connection: EmbeddedConnection) -> None:
        self.connection: Any = connection
        self.broker = connection.broker
        self.tags = itertools.count(1)
        self.unacked: dict[int, tuple[Subscriber, Copy]] = {}
        self.subscribers: dict[str, Subscriber] = {}
        self.prefetch = 0
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
        headers: dict[str, Any] | None = None,
        properties: dict[str, Any] | None = None,
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
        taken = self.broker.publish(message, on_settled)
        if mandatory and not taken:
            raise ChannelError("NO_ROUTE")
        return taken

    basic_publish_confirm = basic_publish

    # topology
    def exchange_declare(self, exchange: str = "", type: str = "direct", passive: bool = False, **ignored: Any) -> None:
        """Declare an exchange."""
        with self.broker.lock:
            if passive and exchange not in self.broker.exchanges:
                raise ChannelError(f"NOT_FOUND - no exchange {exchange!r}")
            self.broker.exchanges.setdefault(exchange, Exchange(type))

    def exchange_delete(self, exchange: str, **ignored: Any) -> None:
        """Delete an exchange."""
        self.broker.exchanges.pop(exchange, None)

    def queue_declare(
        self,
        queue: str = "",
        passive: bool = False,
        auto_delete: bool = False,
        arguments: dict[str, Any] | None = None,
        **ignored: Any,
    ) -> Any:
        """Declare a queue; the arguments of the first declaration hold."""
        with self.broker.lock:
            if passive and queue not in self.broker.queues:
                raise ChannelError(f"NOT_FOUND - no queue {queue!r}")
            found = self.broker.queues.get(queue)
            if found is None:
                found = self.broker.queues[queue] = Queue(self.broker, queue, dict(arguments or {}), auto_delete)
            return queue_declare_ok_t(queue, len(found.ready), len(found.consumers))

    def queue_bind(self, queue: str, exchange: str = "", routing_key: str = "", **ignored: Any) -> None:
        """Bind a queue to an exchange."""
        with self.broker.lock:
            if exchange:
                self.broker.exchanges[exchange].bind(queue, routing_key)

    def queue_unbind(self, queue: str, exchange: str = "", routing_key: str = "", **ignored: Any) -> None:
        """Remove a binding."""
        with self.broker.lock:
            self.broker.exchanges[exchange].unbind(queue, routing_key)

    def queue_purge(self, queue: str, **ignored: Any) -> int:
        """Drop what is ready; returns how many."""
        with self.broker.lock:
            found = self.broker.queues[queue]
            dropped = list(found.ready)
            found.ready.clear()
            for copy in dropped:
                copy.release()
            return len(dropped)

    def queue_delete(self, queue: str, **ignored: Any) -> int:
        """Delete a queue; returns how many messages went with it."""
        return self.broker.delete_queue(queue)

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


def as_message(copy: Copy, channel: Channel, tag: int) -> Any:
    """The kombu message of a delivery."""
    make: Any = Message
    return make(
        body=copy.body,
        delivery_tag=tag,
        content_type=copy.content_type,
        content_encoding=copy.content_encoding,
        headers=dict(copy.headers),
        properties=copy.properties,
        channel=channel,
        delivery_info={"exchange": copy.exchange, "routing_key": copy.routing_key, "redelivered": copy.redelivered},
    )
