"""Budgets that sources spend within a window of time, counted in the transaction that spends them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Column, Connection, Index, Integer, MetaData, String, Table, case, delete

from shared.kernel.objecting import Budget
from shared.persistence.db.rows import insert_into
from shared.persistence.db.types import Instant


def budgets_table(metadata: MetaData) -> Table:
    """The table of a service that limits something; `source` is a keyed index, as addresses are personal data."""
    return Table(
        "budgets",
        metadata,
        Column("source", String(64), primary_key=True),
        Column("since", Instant, nullable=False),
        Column("used", Integer, nullable=False),
        Index("ix_budgets_since", "since"),
    )


class BudgetBook:
    """The budgets in one service's table; `index` makes the keyed index of a source."""

    def __init__(self, connection: Connection, table: Table, index: Callable[[str], str]) -> None:
        self._connection, self._table, self._index = connection, table, index

    def spend(self, budgets: Sequence[Budget], window: timedelta, now: datetime) -> None:
        """Count one more of each; the refusal of the first that is spent. What rolls back was not spent.

        The row stays locked until the commit: whoever spends the same budget at the same moment is counted after it.
        """
        for budget in budgets:
            used, since = self._count(self._index(budget.source), window, now)
            if used > budget.most:
                raise budget.spent(since, window)

    def forget(self, until: datetime) -> None:
        """Remove what began by then and counts no more."""
        self._connection.execute(delete(self._table).where(self._table.c.since <= until))

    def _count(self, source: str, window: timedelta, now: datetime) -> tuple[int, datetime]:
        kept = self._table.c
        over = kept.since <= now - window
        statement = insert_into(self._connection, self._table).values(source=source, since=now, used=1)
        counted = statement.on_conflict_do_update(
            index_elements=[kept.source],
            set_={"used": case((over, 1), else_=kept.used + 1), "since": case((over, now), else_=kept.since)},
        )
        row = self._connection.execute(counted.returning(kept.used, kept.since)).one()
        return row.used, row.since
