"""Time as a port: services ask a clock, never the operating system. The zone is Asia/Shanghai throughout."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")


class Clock(Protocol):
    """Where `now` comes from; `now()` is aware and in Asia/Shanghai."""

    def now(self) -> datetime:
        """The present instant."""
        ...

    def today(self) -> date:
        """The present calendar day in Shanghai."""
        ...


class _DayFromNow:
    """Shared by the clocks below: the day follows from the instant."""

    def now(self) -> datetime:
        raise NotImplementedError

    def today(self) -> date:
        """The calendar day of `now()`."""
        return self.now().date()


class SystemClock(_DayFromNow):
    """The machine's time."""

    def now(self) -> datetime:
        """The present instant."""
        return datetime.now(ZONE)


class VirtualClock(_DayFromNow):
    """Time that a demo or a test moves by hand, inside one process."""

    def __init__(self, start: datetime) -> None:
        self._now = start.astimezone(ZONE)

    def now(self) -> datetime:
        """The instant last set."""
        return self._now

    def set(self, instant: datetime) -> None:
        """Jump to `instant`; time never runs backwards."""
        if instant < self._now:
            raise ValueError(f"the clock cannot go back from {self._now} to {instant}")
        self._now = instant.astimezone(ZONE)

    def advance(self, step: timedelta) -> None:
        """Move forward by `step`."""
        self.set(self._now + step)


class FileClock(_DayFromNow):
    """Virtual time shared by several processes: a small file holds the ISO instant (dev and test stacks only)."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def now(self) -> datetime:
        """The instant in the file."""
        return parse_instant(self._path.read_text(encoding="ascii").strip())

    def set(self, instant: datetime) -> None:
        """Replace the file in one step, so that no reader sees half an instant."""
        fresh = self._path.with_suffix(".new")
        fresh.write_text(iso(instant), encoding="ascii")
        fresh.replace(self._path)


def clock_from(setting: str) -> Clock:
    """The clock that ZHIPING_CLOCK names: `system` or `file:/path`."""
    if setting == "system":
        return SystemClock()
    if setting.startswith("file:"):
        return FileClock(Path(setting.removeprefix("file:")))
    raise ValueError(f"unknown clock {setting!r}: use system or file:/path")


def iso(instant: datetime) -> str:
    """ISO 8601 with offset, the form on the wire."""
    return instant.astimezone(ZONE).isoformat()


def parse_instant(value: str) -> datetime:
    """An aware instant from ISO 8601; a text without offset is refused."""
    instant = datetime.fromisoformat(value)
    if instant.tzinfo is None:
        raise ValueError(f"instant without offset: {value!r}")
    return instant.astimezone(ZONE)
