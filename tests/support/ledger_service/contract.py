"""What ledger publishes."""

from __future__ import annotations

import os

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
ACCOUNT_FROZEN = EventType("ledger.account_frozen", "account", AccountClosed, {"account_id": "a1"})
"""What only a newer version of the contracts has (LEDGER_CONTRACTS=newer)."""
NEWER = (ACCOUNT_FROZEN,) if os.environ.get("LEDGER_CONTRACTS") == "newer" else ()
ACCOUNT = Stream("ledger", "account", (ENTRY_BOOKED, ACCOUNT_CLOSED, *NEWER))
SUBSCRIPTIONS = {"mirror": (ACCOUNT,)}
QUEUE = ACCOUNT.queue_of("mirror")
