"""How far somebody has read his feed: a place that outlives restarts, and is worth nothing in another feed.

`epoch` is the life of the database in which the place was given: a restored one counts anew from where the copy ended.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

_WRITTEN = re.compile(r"([0-9]{1,15})\.([0-9a-f-]{1,36})\.([0-9a-f]{12})")


@dataclass(frozen=True, slots=True)
class FeedCursor:
    """After the change at `position`; 0 is before the first, which is written as no cursor at all."""

    position: int
    epoch: str

    def written(self, reader: str) -> str | None:
        """As whoever reads the feed keeps it."""
        if self.position == 0:
            return None
        return f"{self.position}.{self.epoch}.{_mark(reader)}"

    @classmethod
    def read(cls, text: str, reader: str) -> FeedCursor | None:
        """None for what is no cursor of this reader's feed."""
        found = _WRITTEN.fullmatch(text)
        if found is None or found[3] != _mark(reader):
            return None
        return cls(int(found[1]), found[2])


@dataclass(frozen=True, slots=True)
class FeedState:
    """A feed as it stands: places `first` to `last` are kept; `first` is one beyond `last` where none is."""

    epoch: str
    first: int
    last: int

    def serves(self, cursor: FeedCursor) -> bool:
        """Whether everything after the cursor is still there, by the same count."""
        return cursor.epoch == self.epoch and self.first - 1 <= cursor.position <= self.last

    @property
    def oldest(self) -> FeedCursor:
        """Before everything that is kept."""
        return FeedCursor(self.first - 1, self.epoch)

    @property
    def newest(self) -> FeedCursor:
        """After everything there is."""
        return FeedCursor(self.last, self.epoch)


def _mark(reader: str) -> str:
    return hashlib.sha256(reader.encode()).hexdigest()[:12]
