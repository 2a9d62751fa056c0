"""How many letters a provider takes in a time, counted over all processes by one instant that the database keeps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Rate:
    """`letters` at once, and as many again spread over `seconds`.

    What is kept is the instant at which the bucket is full again: `full_at`. It lies `seconds` ahead when it is empty.
    """

    letters: int
    seconds: int

    @property
    def each(self) -> timedelta:
        """In what time one more is allowed."""
        return timedelta(seconds=self.seconds) / self.letters

    def room(self, full_at: datetime, now: datetime) -> int:
        """How many may go now."""
        ahead = max(full_at - now, timedelta())
        return max(0, (timedelta(seconds=self.seconds) - ahead) // self.each)

    def taken(self, full_at: datetime, now: datetime, letters: int) -> datetime:
        """When the bucket is full again after so many."""
        return max(full_at, now) + letters * self.each
