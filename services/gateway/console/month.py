"""A month as it hangs on the wall: weeks from Monday, with what the one calendar of holidays says of each day."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from shared.calendar import work_calendar

LAST_YEAR = 2100
SATURDAY = 5
ONE_DAY = timedelta(days=1)
_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the month; `mark` is what office calendars print beside it: off, or worked although at a weekend."""

    on: date
    is_off: bool
    mark: str


@dataclass(frozen=True, slots=True)
class Month:
    """`weeks` hold None for days of other months. `is_provisional`: the year's holidays are not announced yet.
    `before` and `after` name the neighbours in addresses, None where the calendar knows none."""

    first: date
    last: date
    weeks: tuple[tuple[Day | None, ...], ...]
    is_provisional: bool
    before: str | None
    after: str | None

    @property
    def name(self) -> str:
        """2026年7月."""
        return f"{self.first.year}年{self.first.month}月"


def month_of(text: str, today: date) -> Month:
    """The month that an address names (`2026-07`); that of today for anything else."""
    first = _first(text) or today.replace(day=1)
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    after = (first.replace(day=28) + timedelta(days=4)).replace(day=1)
    return Month(
        first, after - ONE_DAY, tuple(tuple(_day(one, first) for one in week) for week in weeks),
        work_calendar().is_provisional(first), _name((first - ONE_DAY).replace(day=1)), _name(after),
    )  # fmt: skip


def _first(text: str) -> date | None:
    found = _MONTH.fullmatch(text)
    if found is None or not 1 <= int(found[2]) <= 12:
        return None
    first = date(int(found[1]), int(found[2]), 1) if found[1] != "0000" else None
    return first if first is not None and _is_known(first) else None


def _is_known(first: date) -> bool:
    return min(work_calendar().announced_years) <= first.year <= LAST_YEAR


def _name(first: date) -> str | None:
    return f"{first:%Y-%m}" if _is_known(first) else None


def _day(on: date, first: date) -> Day | None:
    if (on.year, on.month) != (first.year, first.month):
        return None
    works, weekend = work_calendar().is_working_day(on), on.weekday() >= SATURDAY
    return Day(on, not works, "休" if not works else "班" if weekend else "")
