"""视为放弃: when a declaration in the applicant's hands is given up because its deadline has passed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from services.declaration.domain.declaration import Declaration
from services.declaration.domain.transitions import EDITABLE
from shared.kernel.deadline import end_of_day, is_over

RETURN_DEADLINE = "return_deadline_passed"
NOT_SUBMITTED = "not_submitted_in_window"


@dataclass(frozen=True, slots=True)
class Lapse:
    """Why and by which clause; `deadline` is the instant at which it was too late."""

    reason: str
    clause: str
    deadline: datetime


def lapse_due(declaration: Declaration, now: datetime) -> Lapse | None:
    """The lapse that is due at `now`, or None.

    A return lapses after its own deadline, once that is certain; a draft that was never submitted lapses after the
    last day of its window.
    """
    end = lapses_at(declaration)
    if end is None or not is_over(end, now):
        return None
    answer = declaration.open_return
    if answer is not None:
        return Lapse(RETURN_DEADLINE, answer.deadline_clause, end)
    return Lapse(NOT_SUBMITTED, declaration.choice.filing_clause or "", end)


def lapses_at(declaration: Declaration) -> datetime | None:
    """The instant at which time itself ends it; None while it is not the applicant's turn, or that is not certain."""
    answer = declaration.open_return
    return None if answer is not None and answer.ends_at is None else end_of_hold(declaration)


def end_of_hold(declaration: Declaration) -> datetime | None:
    """The instant from which it is too late for the applicant; None when somebody else holds the declaration."""
    if declaration.state not in EDITABLE:
        return None
    if declaration.open_return is not None:
        return declaration.open_return.deadline
    return end_of_day(declaration.choice.closes_on)
