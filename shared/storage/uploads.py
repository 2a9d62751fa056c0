"""What lies there for a time only: uploads that nobody attached, and copies that were opened for a link, are removed.

Whoever attaches a file copies it to a place of its own, so that nothing refers to an upload for longer than it takes to
attach it; an upload that is written again counts as fresh.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from shared.contracts.store_users import PREFIXES
from shared.kernel.rhythm import Rhythm
from shared.storage.port import ObjectStore

PASSING = frozenset(one.prefix for one in PREFIXES if one.passing)
SHORTEST = timedelta(hours=1)
"""Well above the life of a link and the time between upload and attaching."""
BATCH = 200
PAUSE = 3600.0
"""Seconds between two looks; a look that found a whole batch is followed by the next at once."""


@dataclass(slots=True)
class UploadCleaner:
    """Call it as often as you like; says how many uploads it removed. `keep` is real time, as that of links is."""

    store: ObjectStore
    keep: timedelta
    prefix: str
    pause: float = PAUSE
    batch: int = BATCH
    now: Callable[[], float] = time.monotonic
    _rhythm: Rhythm = field(init=False)

    def __post_init__(self) -> None:
        """ValueError for a place in which files rest that are in use, and for a time in which one is attached."""
        if self.prefix not in PASSING:
            raise ValueError(f"only what waits under {sorted(PASSING)} may be removed")
        if timedelta(0) < self.keep < SHORTEST:
            raise ValueError("ZHIPING_UPLOAD_DAYS: an upload stays an hour at least; 0 switches the cleaning off")
        self._rhythm = Rhythm(self.now, self.pause, self.batch)

    def __call__(self) -> int:
        """Remove a batch of what is old enough; an interrupted run is gone on with by the next."""
        if self.keep <= timedelta(0) or not self._rhythm.is_due():
            return 0
        stale = self.store.older(self.prefix, self.keep.total_seconds(), self.batch)
        for key in stale:
            self.store.delete(key)
        return self._rhythm.looked(len(stale))
