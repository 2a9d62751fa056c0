"""A service's doors without the bus, prepared beforehand: the one place that knows how either version is called."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from shared.contracts.base import EventType
from shared.kernel.caller import Caller
from shared.kernel.clock import iso
from shared.kernel.ids import new_id
from shared.messaging.events.consume import STREAM
from shared.messaging.events.delivery import Delivery
from shared.messaging.events.handle import DeliveryOutcome, apply_delivery
from shared.messaging.rpc.context import CallContext
from shared.messaging.rpc.pipeline import run_rpc
from tests.support import envelopes
from tests.support.upgrade.replica import SUBJECTS
from tests.support.upgrade.telling import Telling

Step = Callable[[], object]
"""One call, event or verdict, ready to be done and timed."""


class UnknownHere(Exception):
    """This version has no such method."""


def calls(story: Telling, who: Caller | None, method: str, many: list[dict[str, Any]]) -> list[Step]:
    """A call for each set of parameters, by somebody whose token is signed already, as a portal keeps it."""
    if method not in story.endpoints:
        raise UnknownHere(method)
    token = story.issuer.issue(who) if who else None
    return [functools.partial(_call, story, token, method, params) for params in many]


def commands(story: Telling, who: Caller, method: str, many: list[dict[str, Any]]) -> list[Step]:
    """The same for commands, each with a key of its own."""
    return calls(story, who, method, [params | {"idempotency_key": new_id()} for params in many])


def _call(story: Telling, token: str | None, method: str, params: dict[str, Any]) -> object:
    context = CallContext(token, new_id(), new_id(), None)
    return run_rpc(story.app, context, story.endpoints[method], story.service, params)


def events(story: Telling, event: EventType, many: list[dict[str, Any]]) -> list[Step]:
    """A delivery for each set of changes of the contract's sample; each is the next one of a subject of its own."""
    method = story._followers[event.aggregate]
    stream = getattr(method, STREAM)
    queue, key = stream.queue_of(story.app.name), SUBJECTS.get(event.aggregate, f"{event.aggregate}_id")
    handler = functools.partial(_handle, method.__wrapped__, story.service)
    made = []
    for data in [event.sample | changes for changes in many]:
        event.check_outgoing(data)
        sequence = story._sequence(queue, data[key]) + 1
        body = envelopes.body(event, data[key], data, sequence=sequence, time=iso(story.clock.now()))
        delivery = Delivery(envelopes.Message(body), queue)
        made.append(functools.partial(_deliver, story, stream, delivery, handler))
    return made


def _handle(method: Any, service: Any, tx: Any, event: Any) -> None:
    method(service, tx, event)


def _deliver(story: Telling, stream: Any, delivery: Delivery, handler: Any) -> None:
    outcome = apply_delivery(story.app, stream, delivery, handler)
    if outcome.verdict is not DeliveryOutcome.HANDLED:
        raise AssertionError(f"{delivery.queue}: {outcome.verdict} {outcome.error}")
