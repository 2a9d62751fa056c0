"""Every subscription of the suite: which service follows which streams. Queue names follow from it.

This list is what deployments declare, what `zhiping lag` compares and what a test holds against the code.
"""

from __future__ import annotations

from shared.contracts import audit, committee, declaration, docgen, notify
from shared.contracts.base import Stream
from shared.contracts.trail import TRAILS

SUBSCRIPTIONS: dict[str, tuple[Stream, ...]] = {
    "declaration": (audit.ORGANISATION, audit.CASE, audit.PUBLICITY, committee.SESSION, committee.REVIEW),
    "audit": (declaration.NOTICE, declaration.DECLARATION),
    "committee": (declaration.NOTICE, declaration.DECLARATION, audit.ORGANISATION, audit.CASE),
    "docgen": (
        declaration.NOTICE, declaration.DECLARATION, audit.ORGANISATION, audit.CASE, audit.PUBLICITY, audit.REPORT,
        committee.COMMITTEE, committee.SESSION, committee.REVIEW,
    ),
    "notify": (
        declaration.NOTICE, declaration.DECLARATION, declaration.PERSON, audit.ORGANISATION, audit.CASE,
        audit.PUBLICITY, audit.REPORT, committee.COMMITTEE, committee.SESSION, committee.REVIEW, *TRAILS.values(),
    ),
}  # fmt: skip

STREAMS: tuple[Stream, ...] = (
    *declaration.STREAMS, *audit.STREAMS, *committee.STREAMS, *docgen.STREAMS, *notify.STREAMS,
)  # fmt: skip
SERVICES: tuple[str, ...] = tuple(SUBSCRIPTIONS)
RPC: dict[str, tuple[str, ...]] = {
    "declaration": declaration.RPC,
    "audit": audit.RPC,
    "committee": committee.RPC,
    "docgen": docgen.RPC,
    "notify": notify.RPC,
}


def retry_exchange(service: str) -> str:
    """The way of a service's messages to its retry queues and back."""
    return f"{service}.retry"


def undelivered(service: str) -> str:
    """Where messages go that the broker has delivered too often: an exchange and a queue of that name."""
    return f"{service}.undelivered"


def queue_names(consumer: str) -> tuple[str, ...]:
    """The event queues of one service."""
    return tuple(stream.queue_of(consumer) for stream in SUBSCRIPTIONS[consumer])
