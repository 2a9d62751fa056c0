"""What an event sets off in a service that follows its stream: the handler of its record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from shared.contracts.envelope import Event

T = TypeVar("T")

Handlers = dict[type, Callable[[T, Event, Any], None]]
"""Record of a contract -> what a fact of that kind does. It takes the transaction, the event, and the fact itself."""


def act_on(handlers: Handlers[T], tx: T, event: Event) -> None:
    """Call the handler of the event's fact; one that has none is no business of this service."""
    handler = handlers.get(type(event.fact))
    if handler is not None:
        handler(tx, event, event.fact)
