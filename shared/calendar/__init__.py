"""Working days of the People's Republic of China: public holidays and make-up days as the State Council sets them.

Counting rule (for every publicity period): the day of posting does not count, so a notice posted on day p for n
working days is finished at the end of the n-th working day AFTER p. A year whose holidays are not announced yet is
*provisional*: only weekends and the statutory days are known to be off, and every answer that touches such a year says
so.

    calendar = work_calendar()
    calendar.publicity(date(2026, 4, 29), 5)   # WorkPeriod(posted=2026-04-29, last_day=2026-05-09, provisional=False)
"""

from shared.calendar.work_calendar import (
    CalendarRangeError,
    NoPostingDayError,
    PublicityPeriod,
    WorkCalendar,
    load_calendar,
    work_calendar,
)

__all__ = [
    "CalendarRangeError",
    "NoPostingDayError",
    "PublicityPeriod",
    "WorkCalendar",
    "load_calendar",
    "work_calendar",
]
