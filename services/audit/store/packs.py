"""Published policy packs, kept by version and compiled once per process."""

from __future__ import annotations

from sqlalchemy import Connection, insert

from services.audit.store.tables import PACKS
from shared.kernel.canonical import digest
from shared.kernel.errors import unavailable
from shared.persistence import find
from shared.policy import Pack, published_pack
from shared.wire.types import JsonObject

LoadedPacks = dict[tuple[str, int], Pack]
"""Packs that a process has read from its database, by notice and version; a published version never changes."""


class PackRepository:
    """Every version of a notice: a case stands under one, new ones begin under the newest.

    The JSON of a pack is compiled by `shared.policy` alone; nobody else looks into it.
    """

    def __init__(self, connection: Connection, loaded: LoadedPacks) -> None:
        self._connection = connection
        self._loaded = loaded

    def keep(self, notice_id: str, version: int, content: JsonObject) -> None:
        """A newly published version."""
        self._connection.execute(insert(PACKS), {"notice_id": notice_id, "version": version, "content": content})

    def find(self, notice_id: str, version: int | None = None) -> Pack | None:
        """One version, the newest when none is named; None while it was not published."""
        if version is None:
            version = max(find(self._connection, PACKS.c.version, notice_id=notice_id).scalars(), default=None)
            if version is None:
                return None
        key = (notice_id, version)
        if key not in self._loaded:
            content = find(self._connection, PACKS.c.content, notice_id=notice_id, version=version).scalar()
            if content is None:
                return None
            self._loaded[key] = published_pack(digest(content), lambda: content)
        return self._loaded[key]

    def get(self, notice_id: str, version: int | None = None) -> Pack:
        """The same; unavailable (and so retried) while it has not arrived."""
        pack = self.find(notice_id, version)
        if pack is None:
            raise unavailable("notice_not_arrived", notice=notice_id)
        return pack
