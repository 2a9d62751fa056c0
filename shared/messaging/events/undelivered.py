"""What the broker gives up: a message that came back too often (RabbitMQ 4 counts to 20) rests as a dead letter.

It leaves its queue by the policy `<service>.undelivered` and is kept here in the consumer's own database, where a
person sees it and can send it back. Until then it is neither handled nor dead: `zhiping lag` counts it at its queue.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kombu import Queue

from shared.contracts.base import Stream
from shared.contracts.envelope import BadEnvelope, decode
from shared.contracts.queues import undelivered
from shared.messaging.base.application import Application
from shared.messaging.base.fault_log import log_fault
from shared.messaging.base.queue_consumer import GracefulQueueConsumer
from shared.messaging.events.delivery import Delivery
from shared.messaging.events.handle import DeliveryOutcome, HandledDelivery
from shared.messaging.events.owner import Disbelieved, NotTheOwner, require_owner, require_signature
from shared.messaging.events.poison import WORN_OUT
from shared.messaging.events.settle import Settler

ORIGIN = "x-zhiping-queue"
"""Header of a fresh copy: the queue that the message was given up in."""


@dataclass
class Undelivered:
    """The last queue of one service; `streams` by the names of its event queues."""

    app: Application
    owner: GracefulQueueConsumer
    streams: Mapping[str, Stream]

    def __post_init__(self) -> None:
        self._settler = Settler(self.app, self.owner)

    def consumer(self, consumer_cls: Any) -> Any:
        """A consumer beside those of the event queues, on each new connection, with their prefetch: the last word on it
        in a channel holds for all that begin to consume. What the last connection brought comes again."""
        self.app.last_queue.in_hand = 0
        make_queue: Any = Queue
        queue = make_queue(undelivered(self.app.name), no_declare=True)
        return consumer_cls(queues=[queue], on_message=self.take, auto_declare=False)

    def take(self, message: Any) -> None:
        """Hand over to a greenlet of its own: the one that reads the connection must not wait for a database."""
        self.owner.in_flight[id(message)] = message
        self.app.last_queue.in_hand += 1
        self.owner.container.spawn_managed_thread(lambda: self.keep(message))

    def keep(self, message: Any) -> None:
        """Commit the dead letter, then acknowledge; whatever fails, the message comes again."""
        delivery = Delivery(message, self._origin(message))
        try:
            if delivery.returned >= WORN_OUT:
                self._settler.renew(delivery, undelivered(self.app.name), {ORIGIN: delivery.queue})
            else:
                self._settler.settle(delivery, self._outcome(delivery))
            self.app.last_queue.in_hand = max(0, self.app.last_queue.in_hand - 1)
        except Exception as error:
            log_fault("undelivered_left_unsettled", error, queue=delivery.queue)
            self.owner.leave_unsettled(message)

    def _origin(self, message: Any) -> str:
        """The event queue that it was given up in; the last queue itself where nothing says so."""
        deaths = message.headers.get("x-death")
        latest = deaths[0] if isinstance(deaths, list) and deaths and isinstance(deaths[0], dict) else {}
        named = (message.headers.get(ORIGIN), latest.get("queue"))
        return next((str(name) for name in named if name in self.streams), undelivered(self.app.name))

    def _outcome(self, delivery: Delivery) -> HandledDelivery:
        stream = self.streams.get(delivery.queue)
        told = "undelivered: the broker gave it up, it came back too often"
        try:
            if stream is None:
                raise NotTheOwner("given up in none of the service's event queues")
            require_owner(self.app.settings, stream, delivery)
            event = decode(delivery.body)
            require_signature(self.app, stream, delivery, event)
            return HandledDelivery(DeliveryOutcome.UNDELIVERED, told, event)
        except Disbelieved as refused:
            return HandledDelivery(DeliveryOutcome.REFUSED, str(refused))
        except BadEnvelope:
            return HandledDelivery(DeliveryOutcome.UNDELIVERED, told)
