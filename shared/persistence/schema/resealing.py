"""Sealing anew, in a running service's database, what is sealed under keys that have been retired.

Sealed texts are found by what they look like, in every column that can hold one: as the whole value, inside JSON, in an
event that waits. No list of columns can lag behind. The trail is history and holds none.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    MetaData,
    Row,
    String,
    cast,
    literal,
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import Text

from shared.persistence.db.database import Database
from shared.persistence.schema.common_tables import TRAIL, TRAIL_HEADS, TRAIL_SEALS
from shared.security import Keyring
from shared.security.renewal import Renewal

BATCH = 100
"""Rows of one transaction: what a service may have to wait for."""
_HISTORY = (TRAIL.name, TRAIL_SEALS.name, TRAIL_HEADS.name)
"""Chained and never changed."""
_SHORTEST = 60
"""Characters of the shortest sealed text; narrower columns hold none."""
_FILE_SECONDS = 60
_PASSES, _PAUSE = 20, 0.5
"""How often rows are looked for that the service held, and the seconds between."""


@dataclass(slots=True)
class ResealingTally:
    """What was found under retired keys: texts sealed anew, and texts that are there still."""

    resealed: int = 0
    left: int = 0


@dataclass(frozen=True, slots=True)
class _Place:
    """A column that can hold sealed texts, with the key of its table."""

    column: Column[Any]
    key: tuple[Column[Any], ...]

    def __str__(self) -> str:
        return f"{self.column.table.name}.{self.column.name}"

    @property
    def written(self) -> ColumnElement[str]:
        """The value as text, JSON included."""
        return cast(self.column, Text)


_Work = Callable[[Connection, _Place, Row[Any]], int]


class Resealing:
    """One database and the ring with both the retired keys and those in their place."""

    def __init__(self, database: Database, ring: Keyring, say: Callable[[str, int], None] = lambda place, done: None):
        """`say(table.column, texts so far)` after every transaction."""
        self._database, self._renewal, self._say = database, Renewal(ring), say
        self._marks = self._renewal.marks

    def run(self) -> ResealingTally:
        """Seal everything anew that stands under a retired key; safe to be killed and run again, beside the service.

        Rows that the service holds are passed over and looked for again; what is left is counted.
        """
        resealed = 0
        for _ in range(_PASSES):
            resealed += sum(self._reseal(place) for place in self._places() if place.column.table.name not in _HISTORY)
            left = self.left()
            if not left:
                break
            time.sleep(_PAUSE)
        if resealed and not self._database.is_postgres:
            self._rewrite_file()
        return ResealingTally(resealed, left)

    def _rewrite_file(self) -> None:
        """What was replaced would stay in the file and its log; on PostgreSQL vacuuming is the owner's business."""
        with closing(sqlite3.connect(str(self._database.url.database), timeout=_FILE_SECONDS)) as file:
            file.execute("VACUUM")
            file.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def left(self) -> int:
        """How many texts in the database open with a retired key, inside others too."""
        return sum(sum(self._batches(place, self._count, hold=False)) for place in self._places())

    def _places(self) -> list[_Place]:
        if not self._marks:
            return []
        found = MetaData()
        with self._database.begin_reading() as connection:
            found.reflect(connection)
        return [
            _Place(column, tuple(table.primary_key.columns))
            for table in found.sorted_tables
            for column in table.columns
            if _can_hold(column)
        ]

    def _reseal(self, place: _Place) -> int:
        done = 0
        for changed in self._batches(place, self._renew, hold=True):
            done += changed
            self._say(str(place), done)
        return done

    def _batches(self, place: _Place, work: _Work, *, hold: bool) -> Iterator[int]:
        """What the work comes to on rows with a mark, a transaction for each lot, in the order of the key."""
        last: tuple[Any, ...] | None = None
        while True:
            with self._database.begin() if hold else self._database.begin_reading() as connection:
                rows = list(connection.execute(self._statement(place, last, hold)))
                came_to = sum(work(connection, place, row) for row in rows)
            if not rows:
                return
            last = tuple(rows[-1])[:-1]
            yield came_to

    def _statement(self, place: _Place, last: tuple[Any, ...] | None, hold: bool) -> Any:
        written = place.written
        marked = or_(*(written.contains(mark, autoescape=True) for mark in self._marks))
        statement = select(*place.key, written).where(marked).order_by(*place.key).limit(BATCH)
        if last is not None:
            statement = statement.where(tuple_(*place.key) > last)
        return statement.with_for_update(skip_locked=True) if hold else statement

    def _renew(self, connection: Connection, place: _Place, row: Row[Any]) -> int:
        *key, text = tuple(row)
        renewed, texts = self._renewal.renewed(text, place.column.name)
        if texts:
            # as text: what is bound as JSON would be written as a string with JSON in it
            values = {place.column: cast(literal(renewed, Text()), place.column.type)}
            here = [column == value for column, value in zip(place.key, key, strict=True)]
            connection.execute(update(place.column.table).where(*here).values(values))
        return texts

    def _count(self, connection: Connection, place: _Place, row: Row[Any]) -> int:
        return self._renewal.left(row[-1])


def _can_hold(column: Column[Any]) -> bool:
    if isinstance(column.type, String):  # Text, too
        return column.type.length is None or column.type.length >= _SHORTEST
    return isinstance(column.type, JSONB)
