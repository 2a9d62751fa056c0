"""`@consume(STREAM)`: a service method that follows the events of one aggregate, each exactly once, in order.

Failure sends a copy to the next retry queue (confirmed by the broker, then the original is acknowledged); after the
last level the event rests in `dead_letters` of the consumer's own database (committed, then acknowledged). Where even
that fails the message stays unacknowledged and comes again.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Callable
from typing import Any

import eventlet
import eventlet.queue
from eventlet.semaphore import Semaphore
from kombu import Queue
from nameko.exceptions import ContainerBeingKilled
from nameko.extensions import Entrypoint, register_entrypoint

from shared.contracts.base import Stream
from shared.messaging.base.fault_log import log_fault
from shared.messaging.base.queue_consumer import GracefulQueueConsumer
from shared.messaging.events.delivery import Delivery
from shared.messaging.events.handle import HandledDelivery, apply_delivery
from shared.messaging.events.ordering import Lane, Lanes
from shared.messaging.events.owner import NotTheOwner, require_owner
from shared.messaging.events.poison import suspicious, try_alone
from shared.messaging.events.settle import Settler
from shared.messaging.events.topology import Subscription, declare_inside, declare_own
from shared.messaging.events.undelivered import Undelivered

STREAM = "zhiping_stream"
"""Attribute under which a handler keeps its stream."""

Method = Callable[..., Any]


def consume(stream: Stream) -> Callable[[Method], Method]:
    """A method `(self, tx, event)` that receives every event of the stream; what it does not need it ignores."""

    def decorate(method: Method) -> Method:
        @functools.wraps(method)
        def work(self: Any, entrypoint: EventEntrypoint, lane: Lane[Delivery]) -> None:
            for delivery in lane:
                entrypoint.finish(self.app.application, delivery, functools.partial(method, self))

        setattr(work, STREAM, stream)
        register_entrypoint(work, EventEntrypoint(stream))
        return work

    return decorate


def streams_of(service_class: type) -> list[Stream]:
    """The streams that a service class follows."""
    found = [getattr(getattr(service_class, name), STREAM, None) for name in dir(service_class)]
    return [stream for stream in found if stream is not None]


class EventQueueConsumer(GracefulQueueConsumer):
    """The connection of a container's event queues; declares them each time it connects. `trial` is held by the event
    that is handled alone."""

    def __init__(self) -> None:
        super().__init__()
        self.trial = Semaphore()
        self._last: Undelivered | None = None

    @property
    def prefetch_count(self) -> int:
        """Enough to keep the workers busy while lanes wait for each other."""
        return max(20, 2 * int(self.container.max_workers))

    def get_consumers(self, consumer_cls: Any, channel: Any) -> Any:
        """kombu's hook after each connect; an entrypoint that is being stopped is left out."""
        make_queue: Any = Queue
        own = [provider.subscription for provider in self._providers]
        application = self.container.config["zhiping_applications"][self.container.service_name]
        settings = application.settings
        declare = declare_inside if settings.embedded else declare_own
        declare(channel.connection.client, application.name, own, settings.retry_delays)
        for provider in self._providers:
            queue = make_queue(provider.subscription.queue, no_declare=True)
            on_message = functools.partial(self.handle_message, provider, None)
            consumer = consumer_cls(queues=[queue], on_message=on_message, auto_declare=False)
            consumer.qos(prefetch_count=self.prefetch_count)
            self._consumers[provider] = consumer
        if settings.embedded:
            return self._consumers.values()
        if self._last is None:
            self._last = Undelivered(application, self, {one.queue: one.stream for one in own})
        return [*self._consumers.values(), self._last.consumer(consumer_cls)]

    def handle_message(self, provider: Any, body: Any, message: Any) -> None:
        """Hand over without decoding; must not block, because this greenlet keeps the connection alive."""
        self.in_flight[id(message)] = message
        provider.handle_message(body, message)


class EventEntrypoint(Entrypoint):
    """One subscription of one service."""

    queue_consumer = EventQueueConsumer()

    def __init__(self, stream: Stream, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.stream = stream
        self.lanes: Lanes[Delivery] = Lanes(lambda lane: self._ready.put(lane))
        self._ready: Any = eventlet.queue.LightQueue()

    def setup(self) -> None:
        """Join the container's event connection."""
        self.subscription = Subscription(self.container.service_name, self.stream)
        self.queue_consumer.register_provider(self)

    def start(self) -> None:
        """Begin to hand lanes to workers."""
        self.application = self.container.config["zhiping_applications"][self.container.service_name]
        self.settler = Settler(self.application, self.queue_consumer)
        self.container.spawn_managed_thread(self._dispatch, identifier=f"dispatch {self.subscription.queue}")

    def stop(self) -> None:
        """Take no more messages."""
        self.queue_consumer.unregister_provider(self)
        self._ready.put(None)

    def handle_message(self, body: Any, message: Any) -> None:
        """Queue the delivery in the lane of its aggregate."""
        delivery = Delivery(message, self.subscription.queue)
        self.lanes.put(self._subject(delivery), delivery)

    def _subject(self, delivery: Delivery) -> str:
        """The lane: the aggregate, as far as it can be read without judging the message; what a stranger sent is not
        read at all."""
        try:
            require_owner(self.application.settings, self.stream, delivery)
        except NotTheOwner:
            return ""
        return _subject(delivery)

    def _dispatch(self) -> None:
        while (lane := self._ready.get()) is not None:
            try:
                self.container.spawn_worker(self, (self, lane), {})
            except ContainerBeingKilled:
                return

    def finish(self, application: Any, delivery: Delivery, handler: Callable[..., Any]) -> None:
        """Apply one delivery and settle it; never raises."""
        channel = delivery.message.channel
        if self.queue_consumer.stopping or channel is None or not channel.connection:
            self.queue_consumer.requeue_message(delivery.message)
            return
        try:
            self.settler.settle(delivery, self._outcome(application, delivery, handler))
        except Exception as error:
            log_fault("event_left_unsettled", error, queue=delivery.queue)
            self.queue_consumer.leave_unsettled(delivery.message)

    def _outcome(self, application: Any, delivery: Delivery, handler: Callable[..., Any]) -> HandledDelivery:
        if not suspicious(delivery):
            return apply_delivery(application, self.stream, delivery, handler)
        with self.queue_consumer.trial:
            return try_alone(application, self.stream, delivery, handler)


def _subject(delivery: Delivery) -> str:
    """The aggregate, as far as it can be read without judging the message."""
    try:
        found = json.loads(delivery.body)
    except (ValueError, RecursionError):
        return ""
    subject = found.get("subject") if isinstance(found, dict) else None
    return subject if isinstance(subject, str) else ""
