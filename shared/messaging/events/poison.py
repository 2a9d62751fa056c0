"""An event that may end the process that handles it: run alone, under a note that survives the process.

A worker that dies (out of memory, a crash in C code) says nothing, and the broker delivers the event again, to the next
worker that dies of it. The broker counts how often a message came back, but it came back with every other message that
the dead worker had in hand. So whoever came back too often is handled one at a time, and before each such trial a note
is committed; the event whose trials ended with the process every time becomes a dead letter, the others just pass.
"""

from __future__ import annotations

from datetime import datetime

from shared.contracts.base import Stream
from shared.contracts.envelope import BadEnvelope, Event
from shared.kernel.clock import iso
from shared.kernel.errors import ZhipingError
from shared.messaging.base.application import Application
from shared.messaging.events.delivery import Delivery
from shared.messaging.events.handle import (
    DataAway,
    DeliveryOutcome,
    HandledDelivery,
    Handler,
    NotKnownYet,
    apply_delivery,
    read_event,
)
from shared.persistence.events.dead_letters import Failure
from shared.persistence.events.poison import close_trial, open_trial
from shared.telemetry import get_logger

SUSPECT = 2
"""Deliveries that came back unsettled before an event stands trial."""
TRIALS = 3
"""Trials that end with the process before the event is given up."""
WORN_OUT = 10
"""Deliveries that came back after which a fresh copy takes the message's place, by way of a retry level: RabbitMQ 4
drops a message that came back 20 times."""
ENDED = "its worker process ended while handling it"


def suspicious(delivery: Delivery) -> bool:
    """Whether the message came back too often to be handled among others."""
    return delivery.returned >= SUSPECT


def try_alone(app: Application, stream: Stream, delivery: Delivery, handler: Handler) -> HandledDelivery:
    """`apply_delivery` under a note; the caller sees to it that no other trial runs beside it.

    While the database is away there is no note, and no handler gets as far as to do harm.
    """
    try:
        event = read_event(app, stream, delivery)
        if delivery.returned >= WORN_OUT:
            return HandledDelivery(
                DeliveryOutcome.RETRY, f"returned: came back unsettled {delivery.returned} times", event
            )
        deaths = _begin(app, delivery.queue, event)
    except (BadEnvelope, DataAway, NotKnownYet, ZhipingError):
        return apply_delivery(app, stream, delivery, handler)
    case = (delivery.queue, event.id)
    if len(deaths) >= TRIALS:
        _end(app, *case)
        history = tuple(Failure(at=iso(at), error=ENDED) for at in deaths)
        return HandledDelivery(DeliveryOutcome.DEAD, f"killer: {ENDED} {len(deaths)} times", event, history)
    if deaths:
        get_logger().warning("event_on_trial", queue=delivery.queue, event_id=event.id, earlier=len(deaths))
    outcome = apply_delivery(app, stream, delivery, handler)
    _end(app, *case)
    return outcome


def _begin(app: Application, queue: str, event: Event) -> list[datetime]:
    with app.database.begin() as connection:
        return open_trial(connection, queue, event.id, app.clock.now())


def _end(app: Application, queue: str, event_id: str) -> None:
    with app.database.begin() as connection:
        close_trial(connection, queue, event_id)
