"""Waiting for a year's holidays ends with a calendar that knows them, beside the facts that settle single days."""

from __future__ import annotations

from datetime import date

from services.notify.domain.deadline import Deadline
from services.notify.domain.kinds import DeadlineKind
from services.notify.domain.recipient import OPERATION, organisation
from services.notify.usecases.ports import NotifyTx
from shared.calendar import work_calendar

BATCH = 200


def end_waiting(tx: NotifyTx) -> int:
    """Clear some entries of years that this version's calendar has, those of whoever watches among them; how many."""
    waiting = tx.ports.deadlines.open_of(organisation(OPERATION), DeadlineKind.ANNOUNCE_CALENDAR, BATCH)
    known = [entry for entry in waiting if _is_known(entry)]
    for subject_id in sorted({entry.subject_id for entry in known}):
        for entry in filter(_is_known, tx.ports.deadlines.not_cleared(subject_id, (DeadlineKind.ANNOUNCE_CALENDAR,))):
            tx.ports.deadlines.save(entry.clear(tx.now))
    return len(known)


def _is_known(entry: Deadline) -> bool:
    """The round begins with the year."""
    year, _, _ = entry.round.partition("/")
    return not work_calendar().is_provisional(date(int(year), 1, 1))
