"""What ledger publishes."""

from __future__ import annotations

from shared.contracts.base import Count, EventType, Stream
from shared.wire.types import record


@record
class EntryBooked:
    """`behaviour` tells the follower what to do: ok, fail, kill (its process), not_yet or slow."""

    account_id: str
    amount: Count
    behaviour: str


@record
class AccountClosed:
    """No more entries."""

    account_id: str


SAMPLE = {"account_id": "a1", "amount": 1, "behaviour": "ok"}
ENTRY_BOOKED = EventType("ledger.entry_booked", "account", EntryBooked, SAMPLE)
ACCOUNT_CLOSED = EventType("ledger.account_closed", "account", AccountClosed, {"account_id": "a1"})
ACCOUNT = Stream("ledger", "account", (ENTRY_BOOKED, ACCOUNT_CLOSED))
SUBSCRIPTIONS = {"mirror": (ACCOUNT,)}
QUEUE = ACCOUNT.queue_of("mirror")
