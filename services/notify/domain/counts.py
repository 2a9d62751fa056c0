"""How many deadlines stand, as figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from services.notify.domain.kinds import DeadlineKind


@dataclass(frozen=True, slots=True)
class Counted:
    """`due_soon` and `waiting` (no day is set) are among the `open` ones; the overdue are apart."""

    open: int = 0
    due_soon: int = 0
    overdue: int = 0
    waiting: int = 0
    next_due_at: datetime | None = None

    def __add__(self, other: Counted) -> Counted:
        """Both together."""
        days = [day for day in (self.next_due_at, other.next_due_at) if day is not None]
        return Counted(
            self.open + other.open,
            self.due_soon + other.due_soon,
            self.overdue + other.overdue,
            self.waiting + other.waiting,
            min(days, default=None),
        )


@dataclass(frozen=True, slots=True)
class DueCount:
    """How many of one kind have this last day; the overdue are apart from the open."""

    due_on: date
    kind: DeadlineKind
    open: int
    overdue: int
