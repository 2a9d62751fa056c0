"""How much stands, and how much nobody has read: for a badge, a clerk's desk, a supervisor's table."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from services.notify.domain.counts import Counted, DueCount
from services.notify.requests import CountDeadlines, CountMessages
from services.notify.results import CategoryCount, DeadlineCounts, Figures, KindCount, MessageCounts, OrganisationCount
from services.notify.usecases.inbox_scope import InboxScope
from services.notify.usecases.ports import NotifyTx
from services.notify.usecases.read_inbox import listed_scope, scope_of
from shared.kernel.catalogue import text
from shared.kernel.clock import ZONE
from shared.kernel.deadline import end_of_day
from shared.kernel.errors import invalid

MOST_ORGANISATIONS = 500
MOST_DAYS = 92


def count_deadlines(tx: NotifyTx, request: CountDeadlines) -> DeadlineCounts:
    """By kind and, if asked for, by organisation and by last day; what is due within so many days stands apart. Raises
    invalid `preview_days_invalid`."""
    scope = listed_scope(scope_of(tx), request.filter.everyone)
    until = tx.now + timedelta(days=request.within_days)
    kinds = tx.ports.counts.by_kind(scope, request.filter, until)
    houses = (
        tx.ports.counts.by_organisation(scope, request.filter, until, MOST_ORGANISATIONS + 1)
        if request.by_organisation
        else []
    )
    return DeadlineCounts(
        within_days=request.within_days,
        total=_figures(sum((counted for _, counted in kinds), Counted())),
        kinds=tuple(
            KindCount(kind=kind, label=text(f"notify_deadline_{kind.value}"), figures=_figures(counted))
            for kind, counted in sorted(kinds)
        ),
        days=tuple(_days(tx, scope, request)),
        organisations=tuple(
            OrganisationCount(organisation_id=key, name=name, figures=_figures(counted))
            for key, name, counted in houses[:MOST_ORGANISATIONS]
        ),
        more=len(houses) > MOST_ORGANISATIONS,
    )


def count_messages(tx: NotifyTx, request: CountMessages) -> MessageCounts:
    """What nobody has read, by category."""
    scope = listed_scope(scope_of(tx), request.everyone)
    found = dict(tx.ports.counts.unread(scope, request.organisation_id))
    return MessageCounts(
        unread=sum(found.values()),
        categories=tuple(
            CategoryCount(category=category, unread=found.get(category, 0)) for category in ("notice", "reminder")
        ),
    )


def _days(tx: NotifyTx, scope: InboxScope, request: CountDeadlines) -> list[DueCount]:
    begins, until = request.from_day, request.until_day
    if begins is None and until is None:
        return []
    if begins is None or until is None or not 0 <= (until - begins).days <= MOST_DAYS:
        raise invalid("preview_days_invalid", path="until_day", days=MOST_DAYS)
    return tx.ports.counts.by_day(scope, request.filter, datetime.combine(begins, time.min, ZONE), end_of_day(until))


def _figures(counted: Counted) -> Figures:
    return Figures(
        open=counted.open, due_soon=counted.due_soon, overdue=counted.overdue, waiting=counted.waiting,
        next_due_at=counted.next_due_at,
    )  # fmt: skip
