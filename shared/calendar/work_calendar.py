"""The working-day arithmetic, over announced years (`data/china.yaml`) and statutory days (`data/statutory.yaml`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from importlib.resources import files
from typing import Any, TypedDict

import yaml

ONE_DAY = timedelta(days=1)
SATURDAY = 5


class CalendarRangeError(ValueError):
    """A date lies before the first year the data covers: nothing is known about it, so nothing is answered."""


class NoPostingDayError(ValueError):
    """No posting day on or after `earliest` lets the period end by its deadline."""


@dataclass(frozen=True, slots=True)
class PublicityPeriod:
    """A publicity period: posted on `posted`, counted from the next day, over at the end of `last_day`.

    `provisional` is true when the period touches a year whose holidays are not announced: `last_day` may still move.
    """

    posted: date
    working_days: int
    first_day: date
    last_day: date
    provisional: bool


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Days off and make-up days of the announced years, statutory days of the others; immutable, safe to share.

    `fixed_days` are statutory in every year, as (month, day); `movable_days` follow the moon and the sun.
    """

    days_off: frozenset[date]
    make_up_days: frozenset[date]
    announced_years: frozenset[int]
    fixed_days: frozenset[tuple[int, int]] = frozenset()
    movable_days: frozenset[date] = frozenset()

    def is_provisional(self, day: date) -> bool:
        """Whether the holidays of the day's year are not announced yet."""
        return self._known(day).year not in self.announced_years

    def is_working_day(self, day: date) -> bool:
        """Whether offices work on `day`; in a provisional year, Monday to Friday except for the statutory days."""
        if self.is_provisional(day):
            return day.weekday() < SATURDAY and not self._is_statutory(day)
        if day in self.make_up_days:
            return True
        return day.weekday() < SATURDAY and day not in self.days_off

    def add_working_days(self, posted: date, count: int) -> date:
        """The `count`-th working day after `posted` (`posted` itself never counts); `count` >= 1."""
        self._positive(count)
        return self._nth(self._walk(posted, ONE_DAY), count)

    def working_day_before(self, day: date, count: int) -> date:
        """The `count`-th working day before `day` (`day` itself never counts); `count` >= 1."""
        self._positive(count)
        return self._nth(self._walk(day, -ONE_DAY), count)

    def working_days_between(self, start: date, end: date) -> int:
        """Working days d with start < d <= end; 0 when end is not after start."""
        days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
        return sum(map(self.is_working_day, days))

    def working_days_left(self, today: date, last_day: date) -> int:
        """Working days after `today` up to and with `last_day`; negative by those that are over since."""
        if last_day >= today:
            return self.working_days_between(today, last_day)
        return -self.working_days_between(last_day, today)

    def latest_posting_day(self, deadline: date, count: int, *, earliest: date | None = None) -> date:
        """The last working day on which a notice of `count` working days can be posted and still end by `deadline`.

        Raises NoPostingDayError when that day lies before `earliest`.
        """
        self._positive(count)
        backwards = self._walk(deadline + ONE_DAY, -ONE_DAY)
        posting_day = self._nth(backwards, count + 1)
        if earliest is not None and posting_day < earliest:
            raise NoPostingDayError(f"{count} working days posted from {earliest} cannot end by {deadline}")
        return posting_day

    def publicity(self, posted: date, count: int) -> PublicityPeriod:
        """The period of `count` working days that a notice posted on `posted` starts."""
        first, last = self.add_working_days(posted, 1), self.add_working_days(posted, count)
        return PublicityPeriod(posted, count, first, last, self.is_guess(posted, last))

    def is_guess(self, posted: date, last: date) -> bool:
        """Whether a period between these days touches a year that is not announced, so that its end may still move."""
        return any(year not in self.announced_years for year in range(posted.year, last.year + 1))

    def corrected(self, posted: date, count: int, last: date) -> date | None:
        """The right last day of a period whose `last` was counted before a year that it touches was announced.

        None when there is nothing to correct: nothing new is known, it was right, or it was not counted that way (by
        another rule, say), which is nobody's business here.
        """
        period = self.publicity(posted, count)
        if period.provisional or period.last_day == last:
            return None
        earlier = (self._before(year) for year in range(posted.year, max(last, period.last_day).year + 1))
        counted = (then.add_working_days(posted, count) for then in earlier if then is not None)
        return period.last_day if last in counted else None

    def _before(self, year: int) -> WorkCalendar | None:
        """What was known before `year` was announced; None for the first year, before which nothing was known."""
        years = frozenset(known for known in self.announced_years if known < year)
        return replace(self, announced_years=years) if years else None

    def _is_statutory(self, day: date) -> bool:
        return (day.month, day.day) in self.fixed_days or day in self.movable_days

    def _walk(self, start: date, step: timedelta) -> Iterator[date]:
        day = start + step
        while True:
            if self.is_working_day(day):
                yield day
            day += step

    @staticmethod
    def _nth(days: Iterable[date], count: int) -> date:
        return next(day for position, day in enumerate(days, start=1) if position == count)

    @staticmethod
    def _positive(count: int) -> None:
        if count < 1:
            raise ValueError("a period has at least one working day")

    def _known(self, day: date) -> date:
        first = min(self.announced_years)
        if day.year < first:
            raise CalendarRangeError(f"no holiday data before {first}: {day}")
        return day


class _Law(TypedDict):
    """The days off that the law names."""

    fixed: dict[str, list[str]]
    movable: dict[int, dict[str, list[date]]]


def load_calendar(text: str, statutory: str) -> WorkCalendar:
    """A calendar from YAML: `years: {year: {holidays: {name: [dates]}, make_up: {name: [dates]}}}`.

    `statutory` holds `fixed: {name: ["MM-DD"]}` and `movable: {year: {name: [dates]}}`.
    """
    years: Mapping[int, Any] = yaml.load(text, Loader=yaml.CSafeLoader)["years"]
    law: _Law = yaml.load(statutory, Loader=yaml.CSafeLoader)
    return WorkCalendar(
        days_off=frozenset(_days(years.values(), "holidays")),
        make_up_days=frozenset(_days(years.values(), "make_up")),
        announced_years=frozenset(years),
        fixed_days=frozenset(_month_and_day(each) for named in law["fixed"].values() for each in named),
        movable_days=frozenset(day for year in law["movable"].values() for named in year.values() for day in named),
    )


def _month_and_day(written: str) -> tuple[int, int]:
    month, day = written.split("-")
    return int(month), int(day)


def _days(years: Iterable[Mapping[str, Mapping[str, list[date]]]], key: str) -> Iterator[date]:
    for year in years:
        for days in year[key].values():
            yield from days


@lru_cache(maxsize=1)
def work_calendar() -> WorkCalendar:
    """The calendar that ships with the project."""
    data = files("shared.calendar").joinpath("data")
    announced, statutory = (data.joinpath(f"{name}.yaml").read_text("utf-8") for name in ("china", "statutory"))
    return load_calendar(announced, statutory)
