"""Working days read from the YAML of holidays, and quiet hours: an own reading, so that a fault is not made twice."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta, timezone
from functools import cache
from pathlib import Path

import yaml

SHANGHAI = timezone(timedelta(hours=8))
DAY = timedelta(days=1)
DATA = Path(__file__).parents[3] / "shared/calendar/data"


class Holidays:
    """Which days are worked: announced years by their lists, other years by weekday and statutory days."""

    def __init__(self):
        announced = _read("china.yaml")["years"]
        statutory = _read("statutory.yaml")
        self.announced = set(announced)
        self.off = _all(year["holidays"] for year in announced.values())
        self.made_up = _all(year["make_up"] for year in announced.values())
        self.movable = _all(statutory["movable"].values())
        self.fixed = {tuple(map(int, text.split("-"))) for days in statutory["fixed"].values() for text in days}

    def works(self, day):
        """Whether offices work on that day."""
        if day in self.made_up:
            return True
        if day.weekday() >= 5 or day in self.off:
            return False
        free = (day.month, day.day) in self.fixed or day in self.movable
        return day.year in self.announced or not free

    def nth(self, day, count, step):
        """The `count`-th working day after (step 1) or before (step -1) a day, which itself does not count."""
        while count:
            day += step * DAY
            count -= self.works(day)
        return day

    def nearest(self, day, step):
        """The day itself if it is worked, else the next in that direction."""
        return day if self.works(day) else self.nth(day, 1, step)


@cache
def _read(name):
    return yaml.load((DATA / name).read_text("utf-8"), Loader=yaml.CSafeLoader)


def _all(years):
    return {day for year in years for days in year.values() for day in days}


@dataclass(frozen=True)
class QuietHours:
    """Nobody is written to from `begin` on and before `end`."""

    begin: time
    end: time

    def covers(self, instant):
        """Whether the instant lies inside."""
        hour = instant.timetz().replace(tzinfo=None)
        if self.begin <= self.end:
            return self.begin <= hour < self.end
        return hour >= self.begin or hour < self.end

    def end_after(self, instant):
        """The end of the quiet hours that cover the instant."""
        same = datetime.combine(instant.date(), self.end, SHANGHAI)
        return same if same > instant else same + DAY

    def last_before(self, instant):
        """The last minute before the quiet hours that cover the instant (open question 1)."""
        same = datetime.combine(instant.date(), self.begin, SHANGHAI)
        return (same if same <= instant else same - DAY) - timedelta(minutes=1)


def instant(text):
    """An instant of the wire, in Shanghai."""
    return datetime.fromisoformat(text).astimezone(SHANGHAI)


def end_of(day):
    """The first instant after a day."""
    return datetime.combine(day + DAY, time.min, SHANGHAI)


def last_day_of(due_at):
    """The last day with an instant before `due_at`."""
    return (due_at - timedelta(microseconds=1)).date()
