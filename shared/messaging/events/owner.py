"""Whose word an event is: the broker vouches for the user of every message, and a stream has one owner.

RabbitMQ refuses a message whose `user_id` is not the user of its connection, so the property says who sent it, whatever
the body claims; the broker's administrator alone can say what he likes, and a signature holds him. A consumer believes
the stream's owner, and itself: what it sent to its own retry levels, or back from its dead letters, it looked at when
it came first. On the embedded bus one process holds everything and there is no user to ask for: nothing is looked at.
"""

from __future__ import annotations

from shared.contracts.base import Stream
from shared.contracts.envelope import BadEnvelope, Event
from shared.kernel.settings import Settings
from shared.messaging.base.application import Application
from shared.messaging.events.delivery import Delivery
from shared.security.event_signatures import MISSING, UNKNOWN, WRONG
from shared.telemetry import get_logger

REFUSED = "publisher_not_owner"
"""How the reason of such a dead letter begins."""
DISBELIEVED = (REFUSED, MISSING, UNKNOWN, WRONG)
"""The reasons for which an event takes no place in the history of its aggregate."""


class Disbelieved(BadEnvelope):
    """The event is not, or cannot be shown to be, the stream's owner's."""


class NotTheOwner(Disbelieved):
    """Somebody else published into the stream."""

    def __init__(self, detail: str) -> None:
        super().__init__(REFUSED, detail)


def require_owner(settings: Settings, stream: Stream, delivery: Delivery) -> None:
    """NotTheOwner for a message of anybody else; looks at the properties only, the body may be anything."""
    if settings.embedded or delivery.user in (stream.source, settings.broker_user):
        return
    told = f"the broker user is {delivery.user or 'not given'}, the stream is of {stream.source}"
    _refuse(settings, delivery, told)


def require_same_publisher(settings: Settings, stream: Stream, delivery: Delivery, event: Event) -> None:
    """The envelope has to agree with the user; what this service sent to itself may be older than the rule."""
    if settings.embedded or event.publisher == stream.source or delivery.user != stream.source:
        return
    _refuse(settings, delivery, f"the envelope names another publisher than {stream.source}")


def require_signature(app: Application, stream: Stream, delivery: Delivery, event: Event) -> None:
    """Disbelieved for an event that the owner has not signed; who has the broker and names the right user for what he
    publishes gets no further. What comes back from retry levels or dead letters is looked at like the first time."""
    fault = app.signatures.fault(stream.source, event)
    if fault is None:
        return
    if fault == MISSING and not app.signatures.enforced:
        get_logger().warning(MISSING, queue=delivery.queue, type=event.type, handled=True)
        return
    raise Disbelieved(fault, f"{event.type} is not signed as {stream.source} signs")


def _refuse(settings: Settings, delivery: Delivery, told: str) -> None:
    if settings.owners_enforced:
        raise NotTheOwner(told)
    get_logger().warning("publisher_not_owner", queue=delivery.queue, told=told, handled=True)
