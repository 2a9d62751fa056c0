"""Quiet hours: when nobody is to be disturbed by what can wait until the morning."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from shared.kernel.clock import ZONE

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Quiet:
    """From an hour of the evening to one of the next morning in Shanghai, the beginning included, the end not.

    `begins` before `ends` is a pause within one day; equal hours are no pause at all.
    """

    begins: time
    ends: time

    @property
    def written(self) -> str:
        """As it is kept."""
        return f"{self.begins:%H:%M}-{self.ends:%H:%M}"

    def holds(self, instant: datetime) -> bool:
        """Whether the instant lies within."""
        hour = instant.astimezone(ZONE).time()
        if self.begins <= self.ends:
            return self.begins <= hour < self.ends
        return hour >= self.begins or hour < self.ends

    def after(self, instant: datetime) -> datetime:
        """The instant itself, or the end of the quiet hours in which it lies."""
        if not self.holds(instant):
            return instant
        local = instant.astimezone(ZONE)
        end = datetime.combine(local.date(), self.ends, ZONE)
        return end if end > local else end + _DAY

    def before(self, instant: datetime) -> datetime:
        """The instant itself, or a minute before the quiet hours in which it lies begin."""
        if not self.holds(instant):
            return instant
        local = instant.astimezone(ZONE)
        begin = datetime.combine(local.date(), self.begins, ZONE)
        return (begin if begin <= local else begin - _DAY) - timedelta(minutes=1)


def read_quiet(written: str) -> Quiet:
    """Kept quiet hours as they were."""
    begins, _, ends = written.partition("-")
    return Quiet(time.fromisoformat(begins), time.fromisoformat(ends))
