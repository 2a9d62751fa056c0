"""Settling a delivery: acknowledge it, publish it to the next retry level, or store it as a dead letter."""

from __future__ import annotations

import hashlib
import time
from typing import Any

from shared.kernel.clock import iso
from shared.kernel.ids import new_id
from shared.messaging.base.amqp import ConfirmingPublisher
from shared.messaging.base.application import Application
from shared.messaging.base.queue_consumer import GracefulQueueConsumer
from shared.messaging.events.delivery import Delivery
from shared.messaging.events.handle import DeliveryOutcome, HandledDelivery
from shared.messaging.events.topology import retry_queue
from shared.persistence.events.dead_letters import DeadLetter, add_dead_letter
from shared.telemetry import get_logger


class Settler:
    """Settles deliveries of one container."""

    def __init__(self, app: Application, consumer: GracefulQueueConsumer) -> None:
        self._app = app
        self._consumer = consumer
        self._publisher = ConfirmingPublisher(app.settings.amqp_uri, app.settings.confirm_timeout)

    def settle(self, delivery: Delivery, outcome: HandledDelivery) -> None:
        """Act on the outcome; the message is acknowledged last, so that a failure here repeats everything."""
        started = time.perf_counter()
        history = delivery.history
        verdict = outcome.verdict
        if verdict in (DeliveryOutcome.RETRY, DeliveryOutcome.DEAD):
            history = [*history, *outcome.history, {"at": iso(self._app.clock.now()), "error": outcome.error}]
        if verdict is DeliveryOutcome.RETRY and delivery.attempts >= len(self._app.settings.retry_delays):
            verdict = DeliveryOutcome.DEAD
        if verdict is DeliveryOutcome.RETRY:
            self._retry(delivery, history)
        elif verdict is DeliveryOutcome.DEAD:
            self._dead_letter(delivery, outcome, history)
        self._consumer.ack_message(delivery.message)
        self._app.metrics.event(delivery.queue, verdict.value, time.perf_counter() - started)

    def _retry(self, delivery: Delivery, history: list[dict[str, Any]]) -> None:
        self._publisher.publish(
            delivery.body,
            exchange="",
            routing_key=retry_queue(delivery.queue, delivery.attempts + 1),
            headers=delivery.next_headers(history),
            **_identity(delivery),
        )

    def _dead_letter(self, delivery: Delivery, outcome: HandledDelivery, history: list[dict[str, Any]]) -> None:
        event = outcome.event
        body = delivery.body
        letter = DeadLetter(
            id=new_id(),
            handler=delivery.queue,
            event_id=event.id if event else delivery.message_id or hashlib.sha256(body).hexdigest(),
            type=event.type if event else delivery.event_type,
            subject=event.subject if event else None,
            body=body.decode("utf-8", "backslashreplace").replace("\x00", "\\x00"),
            reason=outcome.error,
            history=history,
            failed_at=self._app.clock.now(),
        )
        with self._app.database.begin() as connection:
            add_dead_letter(connection, letter)
        get_logger().error(
            "dead_letter", queue=delivery.queue, letter=letter.id, type=letter.type, reason=letter.reason
        )


def _identity(delivery: Delivery) -> dict[str, str]:
    """message_id and type stay with the message on its way."""
    pairs = {"message_id": delivery.message_id, "type": delivery.event_type}
    return {name: value for name, value in pairs.items() if value is not None}
