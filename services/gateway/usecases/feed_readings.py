"""What portals have asked of the feed of changes: written down now and then, looked at by who answers for them."""

from __future__ import annotations

from dataclasses import dataclass

from services.gateway.domain.feed_reading import FEED, FeedReading, is_due
from services.gateway.domain.service_account import ServiceAccount
from services.gateway.usecases.ports import Tx
from shared.kernel.caller import Caller
from shared.kernel.errors import forbidden
from shared.kernel.scope import CLERKS, Ground, Involved, KindOf, Matter, Reach


@dataclass(frozen=True, slots=True)
class FeedReader:
    """A portal that may read a feed as itself, and what is known of its reading."""

    portal: ServiceAccount
    reading: FeedReading | None


def note(tx: Tx, account_id: str, after: str | None) -> None:
    """Write a question down, unless another was within the minute."""
    known = tx.ports.feed_readings.find(account_id)
    if is_due(known.asked_at if known else None, tx.now):
        tx.ports.feed_readings.put(FeedReading(account_id, after, tx.now))


def readers(tx: Tx, caller: Caller, kind_of: KindOf) -> list[FeedReader]:
    """Living portals that read a feed as themselves: all to an operator, those of his own organisation to a clerk.

    A portal that acts for persons reads their feeds in their names, and nothing is kept of that.
    """
    reach = Reach.of(caller, kind_of)
    if not reach.sees_all and reach.acts_for() is None:
        raise forbidden("role_not_allowed")
    return [
        FeedReader(one, tx.ports.feed_readings.find(one.id))
        for one in tx.ports.service_accounts.every()
        if one.scope.role is not None and one.scope.covers(FEED) and one.is_alive(tx.now)
        if reach.reaches(_of_house(one), {Ground.HOUSE, Ground.ALL})
    ]


def _of_house(portal: ServiceAccount) -> Matter:
    return Matter(standings=(Involved(portal.scope.organisation_id, Ground.HOUSE, CLERKS),))
