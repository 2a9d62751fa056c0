"""What ledger publishes."""

from __future__ import annotations

from shared.contracts.base import Contract, EventType, Stream, number, text


class EntryBooked(Contract):
    """`behaviour` tells the follower what to do: ok, fail, kill (its process), not_yet or slow."""

    account_id = text()
    amount = number()
    behaviour = text()


class AccountClosed(Contract):
    """No more entries."""

    account_id = text()


SAMPLE = {"account_id": "a1", "amount": 1, "behaviour": "ok"}
ENTRY_BOOKED = EventType("ledger.entry_booked", "account", EntryBooked, SAMPLE)
ACCOUNT_CLOSED = EventType("ledger.account_closed", "account", AccountClosed, {"account_id": "a1"})
ACCOUNT = Stream("ledger", "account", (ENTRY_BOOKED, ACCOUNT_CLOSED))
SUBSCRIPTIONS = {"mirror": (ACCOUNT,)}
QUEUE = ACCOUNT.queue_of("mirror")
