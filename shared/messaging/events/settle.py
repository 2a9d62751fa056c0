"""Settling a delivery: acknowledge it, publish it to the next retry level, or store it as a dead letter."""

from __future__ import annotations

import hashlib
import time

from shared.calls.wire import Headers
from shared.contracts.queues import retry_exchange
from shared.kernel.clock import iso
from shared.kernel.ids import new_id
from shared.messaging.base.amqp import ConfirmingPublisher
from shared.messaging.base.application import Application
from shared.messaging.base.queue_consumer import GracefulQueueConsumer
from shared.messaging.events.delivery import Delivery
from shared.messaging.events.handle import DeliveryOutcome, HandledDelivery
from shared.messaging.events.owner import REFUSED
from shared.messaging.events.topology import retry_queue
from shared.persistence.events.dead_letters import DeadLetter, Failure, add_dead_letter
from shared.telemetry import get_logger

RESTING = (DeliveryOutcome.DEAD, DeliveryOutcome.REFUSED, DeliveryOutcome.UNDELIVERED)
"""Outcomes that make a dead letter."""


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
        if verdict is DeliveryOutcome.RETRY or verdict in RESTING:
            history = [*history, *outcome.history, {"at": iso(self._app.clock.now()), "error": outcome.error}]
        if verdict is DeliveryOutcome.RETRY and delivery.attempts >= len(self._app.settings.retry_delays):
            verdict = DeliveryOutcome.DEAD
        if verdict is DeliveryOutcome.RETRY:
            self._retry(delivery, history)
        elif verdict in RESTING:
            self._dead_letter(delivery, outcome, history)
        if verdict is DeliveryOutcome.REFUSED:
            self._app.metrics.bus_alarm(outcome.error.partition(":")[0])
        self._consumer.ack_message(delivery.message)
        self._app.metrics.event(delivery.queue, verdict.value, time.perf_counter() - started)

    def _retry(self, delivery: Delivery, history: list[Failure]) -> None:
        level = retry_queue(delivery.queue, self._app.settings.retry_delays[delivery.attempts])
        self._send(delivery, retry_exchange(self._app.name), level, delivery.next_headers(history))

    def renew(self, delivery: Delivery, exchange: str, headers: Headers) -> None:
        """A fresh copy takes the message's place, because the broker counts how often one came back."""
        self._send(delivery, exchange, "", headers)
        self._consumer.ack_message(delivery.message)

    def _send(self, delivery: Delivery, exchange: str, routing_key: str, headers: Headers) -> None:
        """In our own name: whoever takes it from the queue again knows that we have looked at it."""
        user = self._app.settings.broker_user
        said = _identity(delivery) | ({"user_id": user} if user else {})
        self._publisher.publish(delivery.body, exchange=exchange, routing_key=routing_key, headers=headers, **said)

    def _dead_letter(self, delivery: Delivery, outcome: HandledDelivery, history: list[Failure]) -> None:
        event = outcome.event
        body = delivery.body
        letter = DeadLetter(
            id=new_id(),
            handler=delivery.queue,
            event_id=_key_of(delivery, outcome),
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


def _key_of(delivery: Delivery, outcome: HandledDelivery) -> str:
    """Under which the letter is kept. A stranger's gets a key that no event has: it would otherwise stand for the
    genuine one whose id it bears."""
    if outcome.verdict is DeliveryOutcome.REFUSED:
        return hashlib.sha256(REFUSED.encode() + delivery.body).hexdigest()
    if outcome.event is not None:
        return outcome.event.id
    return delivery.message_id or hashlib.sha256(delivery.body).hexdigest()


def _identity(delivery: Delivery) -> dict[str, str]:
    """message_id and type stay with the message on its way."""
    pairs = {"message_id": delivery.message_id, "type": delivery.event_type}
    return {name: value for name, value in pairs.items() if value is not None}
