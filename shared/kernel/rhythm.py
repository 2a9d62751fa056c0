"""When a chore that works off batches looks again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(slots=True)
class Rhythm:
    """At once after a look that found a whole batch, otherwise after `pause`; `now` and `pause` in seconds."""

    now: Callable[[], float]
    pause: float
    batch: int
    _again_at: float = float("-inf")

    def is_due(self) -> bool:
        """Whether it is time to look."""
        return self.now() >= self._again_at

    def looked(self, found: int) -> int:
        """Note how many were found; returns that number."""
        self._again_at = self.now() + (0.0 if found == self.batch else self.pause)
        return found
