"""The deadline of a return: the pack's working days, never past the stage's own last day."""

from __future__ import annotations

from datetime import date, datetime

from shared.calendar import WorkCalendar
from shared.kernel.deadline import end_of_day


def return_deadline(today: date, working_days: int, never_after: date | None, calendar: WorkCalendar) -> datetime:
    """When the last day to resubmit ends; the day of the return does not count."""
    last = calendar.add_working_days(today, working_days)
    return end_of_day(min(last, never_after) if never_after else last)
