"""Deadlines as half-open instants: a day ends when the next begins, so an end is the first instant that is too late.

Every window, return, stage and publicity period gets its end here, and everybody asks `is_over` of it. On the wire an
end is written as that instant; people are told the last day instead (`last_day`), never the day that begins with it.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from shared.kernel.clock import ZONE

_ONE_DAY = timedelta(days=1)
_SMALLEST = timedelta(microseconds=1)


def end_of_day(day: date, closes_at: str | None = None) -> datetime:
    """The end of `day` in Shanghai: the midnight that follows, or the hour ("17:30") at which it closes earlier."""
    if closes_at is not None:
        return datetime.combine(day, time.fromisoformat(closes_at), tzinfo=ZONE)
    return datetime.combine(day + _ONE_DAY, time.min, tzinfo=ZONE)


def is_over(end: datetime, now: datetime) -> bool:
    """Whether `now` is too late for something that ends at `end`."""
    return now >= end


def last_day(end: datetime) -> date:
    """The last calendar day in Shanghai that has a moment before `end`: the day that people are told."""
    return (end.astimezone(ZONE) - _SMALLEST).date()


def ends_with_its_day(end: datetime) -> bool:
    """Whether the whole of the last day counts, so that its date says everything."""
    return end.astimezone(ZONE).time() == time.min
