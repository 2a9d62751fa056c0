"""Queues of the embedded broker: delivery, prefetch, TTL, dead-lettering and settlement."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Protocol

from kombu.exceptions import ChannelError

from shared.calls.wire import Headers
from shared.messaging.embedded.routing import Exchange
from shared.messaging.embedded.settlement import SETTLE_HEADER, Settlement, Settlements
from shared.messaging.embedded.timers import Timers


@dataclass(slots=True, eq=False)
class Copy:
    """One copy of a message in one queue; `deadline` is monotonic time."""

    body: Any
    content_type: str | None
    content_encoding: str | None
    headers: Headers
    properties: Headers
    exchange: str
    routing_key: str
    settlement: Settlement | None = None
    deadline: float | None = None
    redelivered: bool = False

    @property
    def is_late(self) -> bool:
        """Whether its time is over."""
        return self.deadline is not None and time.monotonic() >= self.deadline

    def release(self) -> None:
        """Nobody holds this copy any more."""
        if self.settlement is not None:
            self.settlement.release()


class Sink(Protocol):
    """A consumer as its queue sees it."""

    def has_room(self) -> bool:
        """Whether its prefetch window is open."""
        ...

    def deliver(self, copy: Copy) -> None:
        """Take the copy."""
        ...


class Queue:
    """First in, first out; round robin over the consumers with room. Guarded by the broker's lock."""

    def __init__(self, broker: EmbeddedBroker, name: str, arguments: Headers, auto_delete: bool) -> None:
        self.name = name
        self.arguments = arguments
        self.auto_delete = auto_delete or "x-expires" in arguments
        self.ready: deque[Copy] = deque()
        self.consumers: deque[Sink] = deque()
        self._broker = broker

    def put(self, copy: Copy, *, front: bool = False) -> None:
        """Add a copy; a queue TTL or the message's own expiration starts to run."""
        if front:
            self.ready.appendleft(copy)
        else:
            self.ready.append(copy)
            self._arm(copy)
        self.pump()

    def _arm(self, copy: Copy) -> None:
        limits = [self.arguments.get("x-message-ttl"), copy.properties.get("expiration")]
        milliseconds = [int(limit) for limit in limits if limit is not None]
        if milliseconds:
            copy.deadline = time.monotonic() + min(milliseconds) / 1000
            if "x-message-ttl" in self.arguments:  # expiration alone is checked at delivery, as RPC needs no timer
                self._broker.timers.after(min(milliseconds) / 1000, lambda: self._broker.expire(self, copy))

    def pump(self) -> None:
        """Deliver while somebody has room."""
        while self.ready and self.consumers:
            sink = next((one for one in self.consumers if one.has_room()), None)
            if sink is None:
                return
            copy = self.ready.popleft()
            if copy.is_late:
                self._broker.dead_letter(self, copy)
                continue
            self.consumers.remove(sink)
            self.consumers.append(sink)
            sink.deliver(copy)


class EmbeddedBroker:
    """All exchanges and queues of one `embedded://name`."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.exchanges: dict[str, Exchange] = {}
        self.queues: dict[str, Queue] = {}
        self.timers = Timers()
        self.settlements = Settlements()

    def publish(self, copy: Copy, on_settled: Callable[[], None] | None = None) -> int:
        """Route a message; returns the number of queues that took it. ChannelError for an unknown exchange."""
        with self.lock:
            names = self._route(copy.exchange, copy.routing_key)
            settlement = self.settlements.find(copy.headers.get(SETTLE_HEADER))
            if names and on_settled is not None:
                settlement = self.settlements.start(on_settled)
                copy.headers[SETTLE_HEADER] = settlement.number
            if settlement is not None:
                settlement.hold(len(names))
            for name in names:
                self.queues[name].put(replace(copy, headers=dict(copy.headers), settlement=settlement))
            return len(names)

    def _route(self, exchange: str, key: str) -> list[str]:
        if not exchange:
            return [key] if key in self.queues else []
        if exchange not in self.exchanges:
            raise ChannelError(f"NOT_FOUND - no exchange {exchange!r}")
        return self.exchanges[exchange].route(key)

    def expire(self, queue: Queue, copy: Copy) -> None:
        """The copy's time in the queue is over, if it is still there."""
        with self.lock:
            if copy in queue.ready:
                queue.ready.remove(copy)
                self.dead_letter(queue, copy)

    def dead_letter(self, queue: Queue, copy: Copy) -> None:
        """Hand an expired or rejected copy to the queue's dead-letter exchange, or drop it."""
        exchange = queue.arguments.get("x-dead-letter-exchange")
        if exchange is not None:
            key = queue.arguments.get("x-dead-letter-routing-key", copy.routing_key)
            properties = {name: value for name, value in copy.properties.items() if name != "expiration"}
            self.publish(replace(copy, exchange=exchange, routing_key=key, properties=properties, deadline=None))
        copy.release()

    def delete_queue(self, name: str) -> int:
        """Remove a queue with its bindings; what it held counts as dropped."""
        with self.lock:
            queue = self.queues.pop(name, None)
            for exchange in self.exchanges.values():
                exchange.unbind(name)
            dropped = list(queue.ready) if queue else []
            for copy in dropped:
                copy.release()
            return len(dropped)


_BROKERS: dict[str, EmbeddedBroker] = {}


def broker_named(name: str) -> EmbeddedBroker:
    """The broker behind `embedded://name`, made on first use."""
    return _BROKERS.setdefault(name, EmbeddedBroker())


def forget_broker(name: str) -> None:
    """Drop a broker with everything in it, as a crash would; for tests and for the end of a demo."""
    _BROKERS.pop(name, None)
