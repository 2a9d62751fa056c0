"""Published policy packs of a service that follows them: every version as it was published, compiled once per process.

A case stands under one version, new ones begin under the newest. The JSON of a pack is compiled by `shared.policy`
alone; nobody else looks into it.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Connection, Integer, MetaData, String, Table, func, insert, select

from shared.kernel.canonical import digest
from shared.persistence.db.rows import find
from shared.persistence.db.types import Json
from shared.policy import Pack, published_pack
from shared.wire.types import JsonObject


def packs_table(metadata: MetaData) -> Table:
    """The table of a service that keeps packs."""
    return Table(
        "packs",
        metadata,
        Column("notice_id", String(60), primary_key=True),
        Column("version", Integer, primary_key=True),
        Column("issued_on", String(10), nullable=False),
        Column("digest", String(64), nullable=False),
        Column("content", Json, nullable=False),
    )


class PackStore:
    """The packs in one service's table."""

    def __init__(self, connection: Connection, table: Table) -> None:
        self._connection, self._table = connection, table

    def keep(self, notice_id: str, version: int, content: JsonObject) -> None:
        """A newly published version, as its YAML reads."""
        row = {
            "notice_id": notice_id,
            "version": version,
            "issued_on": str(content["notice"]["issued_on"]),
            "digest": digest(content),
            "content": content,
        }
        self._connection.execute(insert(self._table), row)

    def find(self, notice_id: str, version: int | None = None) -> Pack | None:
        """One version, the newest when none is named; None while it was not published."""
        wanted = self._table.c.version, self._table.c.digest
        key: dict[str, Any] = {"notice_id": notice_id} | ({} if version is None else {"version": version})
        rows = find(self._connection, *wanted, order_by=("version",), **key).all()
        return self._compiled(notice_id, rows[-1]) if rows else None

    def latest(self) -> list[Pack]:
        """The newest version of every notice, the youngest notice first."""
        columns = self._table.c
        youngest = func.max(columns.issued_on)
        names = select(columns.notice_id).group_by(columns.notice_id).order_by(youngest.desc(), columns.notice_id)
        return [pack for name in self._connection.scalars(names).all() if (pack := self.find(name)) is not None]

    def _compiled(self, notice_id: str, row: Any) -> Pack:
        """The large JSON column is read only when this process has not seen the digest."""
        key: dict[str, Any] = {"notice_id": notice_id, "version": row.version}
        return published_pack(row.digest, lambda: find(self._connection, self._table.c.content, **key).scalar_one())
