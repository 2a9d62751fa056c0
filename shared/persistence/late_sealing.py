"""Texts that the released version keeps in the clear: sealed by the service itself, row by row, once it runs.

A migration cannot: whoever runs it needs no keyring.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from sqlalchemy import Column, ColumnElement, Text, and_, not_, or_, select, type_coerce, update

from shared.kernel.rhythm import Rhythm
from shared.persistence.db.database import Database
from shared.security.suites import SUITES

BATCH = 200
PAUSE = 3600.0
"""Seconds between two looks that found nothing: the released version may still write beside this one."""


@dataclass(slots=True)
class LateSealer:
    """Call it as often as you like; says how many rows it sealed. `key` is the primary key of the columns' table."""

    database: Database
    key: Column[str]
    columns: tuple[Column[str], ...]
    pause: float = PAUSE
    batch: int = BATCH
    now: Callable[[], float] = time.monotonic
    _rhythm: Rhythm = field(init=False)

    def __post_init__(self) -> None:
        """Due at once."""
        self._rhythm = Rhythm(self.now, self.pause, self.batch)

    def __call__(self) -> int:
        """Seal a batch."""
        if not self._rhythm.is_due():
            return 0
        clear = select(self.key, *self.columns).where(or_(*map(_clear, self.columns))).limit(self.batch)
        with self.database.begin() as connection:
            rows = connection.execute(clear.with_for_update(skip_locked=True)).all()
            for key, *texts in rows:
                said = dict(zip((column.name for column in self.columns), texts, strict=True))
                connection.execute(update(self.key.table).where(self.key == key).values(said))
        return self._rhythm.looked(len(rows))


def _clear(column: Column[str]) -> ColumnElement[bool]:
    """As `LaterSealedText` tells them apart, or nearly: what looks sealed and is not is sealed with its next change."""
    text = type_coerce(column, Text)
    return and_(column.is_not(None), not_(or_(*(text.like(f"{suite}.%.%") for suite in SUITES))))
