"""The deadline of a return: the pack's working days, never past the stage's own last day."""

from __future__ import annotations

from datetime import date, datetime, time

from shared.calendar import WorkCalendar
from shared.kernel.clock import ZONE


def return_deadline(today: date, working_days: int, never_after: date | None, calendar: WorkCalendar) -> datetime:
    """The last second of the last day to resubmit; the day of the return does not count."""
    last = calendar.add_working_days(today, working_days)
    return end_of(min(last, never_after) if never_after else last)


def end_of(day: date) -> datetime:
    """23:59:59 of that day in Shanghai."""
    return datetime.combine(day, time(23, 59, 59), tzinfo=ZONE)
