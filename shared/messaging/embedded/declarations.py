"""The part of the embedded channel that declares exchanges and queues."""

from __future__ import annotations

from typing import Any

from amqp.protocol import queue_declare_ok_t
from kombu.exceptions import ChannelError

from shared.calls.wire import Headers
from shared.messaging.embedded.broker import EmbeddedBroker, Queue
from shared.messaging.embedded.routing import Exchange


class QueueDeclarations:
    """Mixed into the channel; every mutation holds the broker's lock."""

    broker: EmbeddedBroker

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
        arguments: Headers | None = None,
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
