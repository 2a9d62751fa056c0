"""What portals have asked of the feed of changes: written down now and then, looked at by who answers for them."""

from __future__ import annotations

from dataclasses import dataclass

from services.gateway.domain.feed_reading import FEED, FeedReading
from services.gateway.domain.service_account import ServiceAccount
from services.gateway.usecases.ports import Tx
from shared.kernel.caller import Caller
from shared.kernel.errors import forbidden

OF_THEIR_OWN = frozenset({"unit_clerk", "department_clerk", "hr_clerk", "committee_office"})
"""Roles that see the portals of their own organisation; operators see all."""


@dataclass(frozen=True, slots=True)
class FeedReader:
    """A portal that may read a feed as itself, and what is known of its reading."""

    portal: ServiceAccount
    reading: FeedReading | None


def note(tx: Tx, account_id: str, after: str | None) -> None:
    """Write a question down, unless another was within the minute."""
    known = tx.ports.feed_readings.find(account_id)
    if known is None or known.is_due(tx.now):
        tx.ports.feed_readings.put(FeedReading(account_id, after, tx.now))


def readers(tx: Tx, caller: Caller) -> list[FeedReader]:
    """Living portals that read a feed as themselves: all to an operator, those of his own organisation to a clerk.

    A portal that acts for persons reads their feeds in their names, and nothing is kept of that.
    """
    role, house = next(iter(caller.roles), None), caller.organisation_id
    if role != "operator" and (role not in OF_THEIR_OWN or house is None):
        raise forbidden("role_not_allowed")
    return [
        FeedReader(one, tx.ports.feed_readings.find(one.id))
        for one in tx.ports.service_accounts.every()
        if one.scope.role is not None and one.scope.covers(FEED) and one.is_alive(tx.now)
        if role == "operator" or one.scope.organisation_id == house
    ]
