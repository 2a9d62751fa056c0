"""The feeds of changes in the database."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from functools import lru_cache

from sqlalchemy import Connection, TextClause, bindparam, delete, func, insert, select, text, tuple_

from services.notify.domain.change import FeedLine, ToldChange
from services.notify.domain.feed_cursor import FeedState
from services.notify.store.tables import CHANGE_PARTIES, CHANGES, FEEDS
from shared.persistence import JsonRows, find, insert_absent, present_epoch, values_of

_INSERT = insert(CHANGES)
_LINES = JsonRows(FeedLine, "about")
_AFTER = (
    select(CHANGES)
    .where(CHANGES.c.reader == bindparam("_reader"), CHANGES.c.position > bindparam("_position"))
    .order_by(CHANGES.c.position)
    .limit(bindparam("_most"))
)
_FIRST = select(func.min(CHANGES.c.position)).where(CHANGES.c.reader == bindparam("_reader"))
_KEY = tuple_(CHANGES.c.reader, CHANGES.c.position)
_OLD = (
    select(CHANGES.c.reader, CHANGES.c.position)
    .where(CHANGES.c.noted_at < bindparam("_before"))
    .order_by(CHANGES.c.noted_at, CHANGES.c.position)
    .limit(bindparam("_most"))
)
_DROP = delete(CHANGES).where(_KEY.in_(_OLD))


class ChangeRepository:
    """Adapter of `ports.ChangeFeeds` for one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def parties(self, subject_id: str, named: Collection[str]) -> frozenset[str]:
        """Everybody who has to do with the thing, those named now among them."""
        known = {row.reader for row in find(self._connection, CHANGE_PARTIES.c.reader, subject_id=subject_id)}
        fresh = sorted(set(named) - known)
        insert_absent(self._connection, CHANGE_PARTIES, [{"subject_id": subject_id, "reader": one} for one in fresh])
        return frozenset(known.union(fresh))

    def add(self, change: ToldChange, readers: Collection[str], now: datetime) -> None:
        """The next place in each feed. Feeds are locked in one order, so that no two transactions wait in a ring."""
        if not readers:
            return
        ordered = sorted(readers)
        values = {f"r{number}": reader for number, reader in enumerate(ordered)}
        row = values_of(change, about=change.about.value, noted_at=now)
        places = self._connection.execute(_advance(len(ordered)), values)
        self._connection.execute(_INSERT, [row | {"reader": reader, "position": last} for reader, last in places])

    def state(self, reader: str) -> FeedState:
        """What is kept of a feed; an empty one where nothing was ever told."""
        last = find(self._connection, FEEDS.c.last, reader=reader).scalar() or 0
        first = self._connection.scalar(_FIRST, {"_reader": reader})
        return FeedState(present_epoch(self._connection), last + 1 if first is None else first, last)

    def after(self, reader: str, position: int, most: int) -> list[FeedLine]:
        """The changes that follow, oldest first."""
        bound = {"_reader": reader, "_position": position, "_most": most}
        return [_LINES.read(row) for row in self._connection.execute(_AFTER, bound)]

    def drop(self, before: datetime, most: int) -> int:
        """Delete some of what was noted before that; how many."""
        return self._connection.execute(_DROP, {"_before": before, "_most": most}).rowcount


@lru_cache(maxsize=64)
def _advance(readers: int) -> TextClause:
    values = ", ".join(f"(:r{number}, 1)" for number in range(readers))
    return text(
        f"INSERT INTO feeds (reader, last) VALUES {values} "
        "ON CONFLICT (reader) DO UPDATE SET last = feeds.last + 1 RETURNING reader, last"
    )
