"""Published policy packs of a service that follows them: every version as it was published, compiled once per process.

A case stands under one version, new ones begin under the newest. The JSON of a pack is compiled by `shared.policy`
alone; nobody else looks into it.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Connection, CursorResult, Integer, MetaData, String, Table, func, insert, select

from shared.kernel.canonical import digest
from shared.kernel.errors import unavailable
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


LoadedPacks = dict[tuple[str, int], Pack]
"""Packs that a process has read from its database, by notice and version; a published version never changes."""


class PackStore:
    """The packs in one service's table; `loaded` lives as long as the application."""

    def __init__(self, connection: Connection, table: Table, loaded: LoadedPacks) -> None:
        self._connection, self._table, self._loaded = connection, table, loaded

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
        if version is None:
            known = find(self._connection, self._table.c.version, notice_id=notice_id).scalars()
            version = max(known, default=0)
        key = notice_id, version
        if key not in self._loaded and (pack := self._read(notice_id, version)) is not None:
            self._loaded[key] = pack
        return self._loaded.get(key)

    def get(self, notice_id: str, version: int | None = None) -> Pack:
        """The same; unavailable (and so retried) while it has not arrived."""
        pack = self.find(notice_id, version)
        if pack is None:
            raise unavailable("notice_not_arrived", notice=notice_id)
        return pack

    def latest(self) -> list[Pack]:
        """The newest version of every notice, the youngest notice first."""
        columns = self._table.c
        youngest = func.max(columns.issued_on)
        names = select(columns.notice_id).group_by(columns.notice_id).order_by(youngest.desc(), columns.notice_id)
        return [pack for name in self._connection.scalars(names).all() if (pack := self.find(name)) is not None]

    def _read(self, notice_id: str, version: int) -> Pack | None:
        """The large JSON column is read only when this process has not compiled a pack of that digest."""
        columns = self._table.c

        def found(column: Column[Any]) -> CursorResult[Any]:
            return find(self._connection, column, notice_id=notice_id, version=version)

        known: Any = found(columns.digest).scalar()
        if known is None:
            return None
        return published_pack(known, lambda: found(columns.content).scalar_one())
