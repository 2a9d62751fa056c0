"""When letters leave the house: not in the quiet hours, and those of a house together once a working day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from services.notify.domain.notice_rules import AS_THE_HOUSE, House, NoticeHours, RulesInForce
from services.notify.domain.quiet import Quiet
from shared.calendar import WorkCalendar
from shared.kernel.clock import ZONE

HOUSE_QUIET = Quiet(time(21), time(7, 30))
HOUSE_DAILY = time(8, 30)


@dataclass(frozen=True, slots=True)
class LetterHours:
    """The hours of this house, or of a notice that has others; the inbox knows none of them."""

    quiet: Quiet = HOUSE_QUIET
    daily_letter: time = HOUSE_DAILY

    def at_once(self, now: datetime) -> datetime:
        """Now, or the end of the quiet hours."""
        return self.quiet.after(now)

    def next_daily(self, now: datetime, calendar: WorkCalendar) -> datetime:
        """The daily letter's hour of this working day, or of the next one when that is past."""
        day = now.astimezone(ZONE).date()
        if calendar.is_working_day(day) and (today := self._daily(day)) >= now:
            return today
        return self._daily(calendar.add_working_days(day, 1))

    def last_daily(self, now: datetime) -> datetime:
        """The daily letter's hour that was reached last, on whatever day."""
        today = datetime.combine(now.astimezone(ZONE).date(), self.daily_letter, ZONE)
        return today if today <= now else today - timedelta(days=1)

    def _daily(self, day: date) -> datetime:
        """A notice whose quiet hours last longer than the house's letter waits is heard after them."""
        return self.quiet.after(datetime.combine(day, self.daily_letter, ZONE))


HOUSE_HOURS = LetterHours()


def letter_hours(house: House, said: NoticeHours = AS_THE_HOUSE) -> LetterHours:
    """The quiet hours and the hour of the daily letter that a notice says, those of the house's rules where it says
    nothing."""
    daily = said.daily_letter or house.reminding.daily_letter
    return LetterHours(house.hours(said).quiet, time.fromisoformat(daily) if daily else HOUSE_DAILY)


def hours_of(rules: RulesInForce) -> LetterHours:
    """Of the letters of these rules."""
    return letter_hours(rules.house, rules.reminding)
