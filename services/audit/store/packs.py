"""Published policy packs, kept by version and compiled once per process."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select

from services.audit.store.tables import PACKS
from shared.kernel.canonical import digest
from shared.policy import Pack, published_pack
from shared.wire.types import JsonObject

_LOADED: dict[tuple[str, str, int], Pack] = {}
"""Packs of this process by database, notice and version; a published version never changes."""


class PackRepository:
    """Every version of a notice: a case stands under one, new ones begin under the newest.

    The JSON of a pack is compiled by `shared.policy` alone; nobody else looks into it.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, notice_id: str, version: int, content: JsonObject) -> None:
        """A newly published version."""
        row = {"notice_id": notice_id, "version": version, "content": content}
        self._connection.execute(insert(PACKS).values(row))

    def find(self, notice_id: str, version: int | None = None) -> Pack | None:
        """One version, the newest when none is named; None while it was not published."""
        statement = select(PACKS.c.version).where(PACKS.c.notice_id == notice_id).order_by(PACKS.c.version.desc())
        if version is not None:
            statement = statement.where(PACKS.c.version == version)
        found = self._connection.execute(statement.limit(1)).scalar()
        if found is None:
            return None
        key = (str(self._connection.engine.url), notice_id, found)
        if key not in _LOADED:
            content = self._content(notice_id, found)
            _LOADED[key] = published_pack(digest(content), lambda: content)
        return _LOADED[key]

    def _content(self, notice_id: str, version: int) -> JsonObject:
        statement = select(PACKS.c.content).where(PACKS.c.notice_id == notice_id, PACKS.c.version == version)
        content: JsonObject = self._connection.execute(statement).scalar_one()
        return content
