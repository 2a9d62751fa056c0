"""The timeline of a run: what happens when; days without an entry still pass, because deadlines fall on them too."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from datetime import date, datetime, timedelta

from infra.demo.days import MORNING, moment
from infra.demo.driver import Driver

Entry = Callable[[], None]


class Timeline:
    """Entries by instant; those of one instant run in the order in which they were written."""

    def __init__(self) -> None:
        self._entries: list[tuple[datetime, int, str, Entry]] = []
        self._written = 0

    def add(self, when: datetime, phase: str, entry: Entry) -> None:
        """Write an entry; entries may write further ones while they run."""
        heapq.heappush(self._entries, (when, self._written, phase, entry))
        self._written += 1

    def remaining(self, phase: str) -> int:
        """How many entries of a phase are still to come."""
        return sum(entry[2] == phase for entry in self._entries)

    def play(self, driver: Driver, tell: Callable[[date, str], None], until: datetime | None = None) -> None:
        """Run everything in order, up to `until` where that is given; the services wake each morning.

        `tell` hears of the day and the phase.
        """
        day = driver.clock.now().date()
        while self._entries and (until is None or self._entries[0][0] <= until):
            when, _, phase, entry = self._entries[0]
            day = _pass_days(driver, day, when)
            heapq.heappop(self._entries)
            if when > driver.clock.now():
                driver.later(when)
            tell(day, phase)
            driver.between(phase)
            entry()
        if until is not None and until > driver.clock.now():
            _pass_days(driver, day, until)
            driver.later(until)


def _pass_days(driver: Driver, day: date, until: datetime) -> date:
    """Every morning up to that of `until`."""
    while day < until.date():
        day += timedelta(days=1)
        driver.at(moment(day, MORNING))
    return day
