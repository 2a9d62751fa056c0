"""Applying one event: read it, take the aggregate's turn, run the handler, commit; or say why not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

import eventlet

from shared.contracts.base import ContractViolation, Stream
from shared.contracts.envelope import BadEnvelope, Event, decode
from shared.kernel.caller import Caller
from shared.kernel.errors import NotYet
from shared.messaging.base.application import Application
from shared.messaging.base.fault_log import describe, log_fault
from shared.messaging.base.inline_retry import DATABASE_WAITS, database_away
from shared.messaging.events.delivery import Delivery
from shared.messaging.events.owner import Disbelieved, require_owner, require_same_publisher, require_signature
from shared.persistence.events.dead_letters import Failure
from shared.persistence.events.inbox import Arrival, take_turn
from shared.telemetry import annotate, log_context, traced

Handler = Callable[[Any, Event], Any]
"""What runs in the transaction: (tx, event)."""


class DeliveryOutcome(StrEnum):
    """What became of a delivery; the values are the outcomes in the metrics."""

    HANDLED = "handled"
    DUPLICATE = "duplicate"
    RETRY = "retried"
    DEAD = "dead"
    REFUSED = "refused"
    UNDELIVERED = "undelivered"


@dataclass(frozen=True, slots=True)
class HandledDelivery:
    """The verdict, the error without personal data, the event where it could be read, and entries that its history
    has to gain before the error."""

    verdict: DeliveryOutcome
    error: str = ""
    event: Event | None = None
    history: tuple[Failure, ...] = ()


class DataAway(Exception):
    """The object store does not give what an event names."""

    def __init__(self, event: Event) -> None:
        super().__init__(event.type)
        self.event = event


class NotKnownYet(Exception):
    """An event of the stream that this version has not heard of: a newer one may, once the update is through."""

    def __init__(self, reason: str, event: Event) -> None:
        super().__init__(reason)
        self.event = event


class _Gap(Exception):
    """An earlier event of the aggregate is missing."""


class _Taken(Exception):
    """Another event had the number."""


def read_event(app: Application, stream: Stream, delivery: Delivery) -> Event:
    """The event in a delivery with its data, fit for its contract; BadEnvelope names the reason otherwise.

    Raises Disbelieved for somebody else's event, NotKnownYet for a type or version that the contracts do not list, and
    DataAway when its data rests in the store and the store does not give it.
    """
    require_owner(app.settings, stream, delivery)
    event = decode(delivery.body)
    require_same_publisher(app.settings, stream, delivery, event)
    require_signature(app, stream, delivery, event)
    if (event.source, event.aggregate) != (stream.source, stream.aggregate):
        raise BadEnvelope("event_source_unknown", f"{event.type} of another stream than {stream.exchange}")
    contract = stream.event(event.type)
    if contract is None:
        raise NotKnownYet(f"event_unknown: {event.type}", event)
    if event.dataversion != contract.version:
        raise NotKnownYet(f"event_version_unknown: {event.type} v{event.dataversion}", event)
    try:
        whole = app.large_data.join(event)
    except BadEnvelope:
        raise
    except Exception as error:
        raise DataAway(event) from error
    try:
        return replace(whole, fact=contract.read(whole.data))
    except ContractViolation as violation:
        raise BadEnvelope("off_contract", f"{event.type}: {violation.errors}") from None


def apply_delivery(app: Application, stream: Stream, delivery: Delivery, handler: Handler) -> HandledDelivery:
    """Never raises: whatever happens is an outcome."""
    try:
        event = read_event(app, stream, delivery)
    except Disbelieved as refused:
        return HandledDelivery(DeliveryOutcome.REFUSED, str(refused))
    except BadEnvelope as bad:
        return HandledDelivery(DeliveryOutcome.DEAD, str(bad))
    except NotKnownYet as newer:
        app.delayed.add(delivery.queue, newer.event.subject)
        return HandledDelivery(DeliveryOutcome.RETRY, str(newer), newer.event)
    except DataAway as away:
        app.delayed.add(delivery.queue, away.event.subject)
        return HandledDelivery(DeliveryOutcome.RETRY, f"data_away: {describe(away.__cause__ or away)}", away.event)
    except Exception as error:  # a contract's own code failed
        return HandledDelivery(DeliveryOutcome.DEAD, f"off_contract: {describe(error)}")
    with (
        log_context(correlation=event.correlation, event_id=event.id),
        traced(f"{delivery.queue} {event.type}", event.traceparent, "consumer", correlation=event.correlation) as trace,
    ):
        outcome = _try(app, delivery.queue, event, handler, trace)
        annotate(outcome=outcome.verdict.value, event_id=event.id)
        return outcome


def _try(app: Application, queue: str, event: Event, handler: Handler, trace: str) -> HandledDelivery:
    waits = {"gap": app.delayed.gap_waits(queue, event.subject), "database": iter(DATABASE_WAITS)}
    while True:
        try:
            verdict = _transact(app, queue, event, handler, trace)
            app.delayed.discard(queue, event.subject)
            return HandledDelivery(verdict, event=event)
        except _Taken as taken:
            return HandledDelivery(DeliveryOutcome.DEAD, str(taken), event)
        except Exception as error:
            pause = next(waits.get(_cause(error), iter(())), None)
            if pause is None:
                app.delayed.add(queue, event.subject)
                return HandledDelivery(DeliveryOutcome.RETRY, _told(error, queue, event), event)
            eventlet.sleep(pause)


def _cause(error: Exception) -> str:
    if isinstance(error, _Gap):
        return "gap"
    return "database" if database_away(error) else "event"


def _told(error: Exception, queue: str, event: Event) -> str:
    """What the history keeps of it; unexpected faults are also logged."""
    if isinstance(error, _Gap):
        return f"gap: an event before number {event.sequence} is missing"
    if isinstance(error, NotYet):
        return f"not_yet: {error}"
    log_fault("event_failed", error, queue=queue, type=event.type)
    return describe(error)


def _transact(app: Application, queue: str, event: Event, handler: Handler, trace: str) -> DeliveryOutcome:
    caller = Caller.system(app.name)
    with app.transaction(caller, correlation=event.correlation, causation=event.id, trace=trace) as tx:
        arrival = Arrival(queue, event.id, event.type, event.subject, event.sequence, event.epoch)
        place = take_turn(tx.connection, arrival, tx.now)
        if place == "gap":
            raise _Gap
        if place == "seen":
            return DeliveryOutcome.DUPLICATE
        if place != "next":
            app.metrics.bus_alarm(place)
            raise _Taken(f"{place}: another event had number {event.sequence}")
        handler(tx, event)
        return DeliveryOutcome.HANDLED
