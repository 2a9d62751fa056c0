"""The deadline of a return: the pack's working days, never past the stage's own last day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from shared.calendar import WorkCalendar
from shared.kernel.deadline import end_of_day


@dataclass(frozen=True, slots=True)
class ReturnTerm:
    """`working_days` to resubmit after `returned_on`, which does not count; never past `never_after`."""

    returned_on: date
    working_days: int
    never_after: date | None

    def deadline(self, calendar: WorkCalendar) -> datetime:
        """When the last day to resubmit ends."""
        counted = self._counted(calendar)
        return end_of_day(min(counted, self.never_after) if self.never_after else counted)

    def is_guess(self, calendar: WorkCalendar) -> bool:
        """Whether the last day may still move to a later one, because a year that it touches is not announced."""
        counted = self._counted(calendar)
        if self.never_after is not None and self.never_after <= counted:
            return False
        return calendar.is_guess(self.returned_on, counted)

    def _counted(self, calendar: WorkCalendar) -> date:
        return calendar.add_working_days(self.returned_on, self.working_days)
