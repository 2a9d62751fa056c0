"""When letters leave the house: not in the quiet hours, and those of a house together once a working day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from services.notify.domain.notice_rules import House
from services.notify.domain.quiet import Quiet
from shared.calendar import WorkCalendar
from shared.kernel.clock import ZONE

HOUSE_QUIET = Quiet(time(21), time(7, 30))
HOUSE_DAILY = time(8, 30)


@dataclass(frozen=True, slots=True)
class LetterHours:
    """The hours of this house; the inbox knows none of them."""

    quiet: Quiet = HOUSE_QUIET
    daily_letter: time = HOUSE_DAILY

    def at_once(self, now: datetime) -> datetime:
        """Now, or the end of the quiet hours."""
        return self.quiet.after(now)

    def next_daily(self, now: datetime, calendar: WorkCalendar) -> datetime:
        """The daily letter's hour of this working day, or of the next one when that is past."""
        day = now.astimezone(ZONE).date()
        if calendar.is_working_day(day) and (today := datetime.combine(day, self.daily_letter, ZONE)) >= now:
            return today
        return datetime.combine(calendar.add_working_days(day, 1), self.daily_letter, ZONE)

    def last_daily(self, now: datetime) -> datetime:
        """The daily letter's hour that was reached last, on whatever day."""
        today = datetime.combine(now.astimezone(ZONE).date(), self.daily_letter, ZONE)
        return today if today <= now else today - timedelta(days=1)


HOUSE_HOURS = LetterHours()


def letter_hours(house: House) -> LetterHours:
    """The quiet hours of the house's rules, and the hour of its daily letter."""
    daily = house.reminding.daily_letter
    return LetterHours(house.hours(house.reminding).quiet, time.fromisoformat(daily) if daily else HOUSE_DAILY)
