"""A second try for whoever was overtaken: first hold the row, then read and decide.

Rows are read without a lock, as most are never contested. With fifty writers at one row most would lose, and again the
next time; who holds the row from the beginning of his transaction is overtaken by nobody, and the others queue behind
him. On SQLite a transaction holds everything from its beginning.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, Table, bindparam, select

from shared.persistence.db.rows import StaleRow

MOST_ROWS = 5
"""Contested rows of one use case; each costs one more attempt."""
R = TypeVar("R")


class HeldRows:
    """The rows that a transaction holds before it reads anything."""

    def __init__(self, *stale: StaleRow) -> None:
        self._stale = {one.place: one for one in stale}

    def hold(self, connection: Connection) -> None:
        """Wait for each row, in one order for everybody, and keep it until the end of the transaction."""
        for place in sorted(self._stale):
            stale = self._stale[place]
            connection.execute(_holding(stale.table), {"row": stale.row_id})

    def with_one_more(self, stale: StaleRow) -> HeldRows:
        """Raises the error itself when its row is held, or when there are too many."""
        if stale.place in self._stale or len(self._stale) == MOST_ROWS:
            raise stale
        return HeldRows(*self._stale.values(), stale)


def insisting(attempt: Callable[[HeldRows], R]) -> R:
    """What `attempt` returns, a whole transaction; when it was overtaken at a row, once more with that row held."""
    held = HeldRows()
    while True:
        try:
            return attempt(held)
        except StaleRow as stale:
            held = held.with_one_more(stale)


@cache
def _holding(table: Table) -> Select[Any]:
    (key,) = table.primary_key.columns
    return select(key).where(key == bindparam("row")).with_for_update()
