"""视为放弃: when a declaration in the applicant's hands is given up because its deadline has passed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time

from services.declaration.domain.declaration import Declaration
from services.declaration.domain.states import EDITABLE
from shared.kernel.clock import ZONE

RETURN_DEADLINE = "return_deadline_passed"
NOT_SUBMITTED = "not_submitted_in_window"
END_OF_DAY = time(23, 59, 59, 999999)


@dataclass(frozen=True, slots=True)
class Lapse:
    """Why and by which clause; `deadline` is the instant that passed."""

    reason: str
    clause: str
    deadline: datetime


def lapse_due(declaration: Declaration, now: datetime) -> Lapse | None:
    """The lapse that is due at `now`, or None.

    A return lapses after its own deadline; a draft that was never submitted lapses after the last day of its window.
    """
    last = last_instant(declaration)
    if last is None or now <= last:
        return None
    answer = declaration.open_return
    if answer is not None:
        return Lapse(RETURN_DEADLINE, answer.deadline_clause, last)
    return Lapse(NOT_SUBMITTED, declaration.choice.filing_clause or "", last)


def last_instant(declaration: Declaration) -> datetime | None:
    """The last instant in the applicant's hands; None when somebody else holds the declaration."""
    if declaration.state not in EDITABLE:
        return None
    if declaration.open_return is not None:
        return declaration.open_return.deadline
    return datetime.combine(declaration.choice.closes_on, END_OF_DAY, ZONE)
