"""Published notices; a pack is parsed once per process and digest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select, tuple_

from services.declaration.domain.views import PublishedNotice
from services.declaration.store.tables import NOTICES
from shared.persistence import find, first_or_not_found
from shared.policy import published_pack
from shared.wire.types import JsonObject

_LIGHT = (NOTICES.c.notice_id, NOTICES.c.version, NOTICES.c.digest, NOTICES.c.published_at)
_NEW = insert(NOTICES)
_LATEST = select(*_LIGHT).where(NOTICES.c.notice_id == bindparam("of")).order_by(NOTICES.c.version.desc()).limit(1)
_NEWEST = select(NOTICES.c.notice_id, func.max(NOTICES.c.version)).group_by(NOTICES.c.notice_id)
_ALL_LATEST = (
    select(*_LIGHT).where(tuple_(NOTICES.c.notice_id, NOTICES.c.version).in_(_NEWEST)).order_by(NOTICES.c.notice_id)
)


@dataclass(slots=True)
class NoticeRepository:
    """The `PublishedNotices` port on one connection."""

    connection: Connection

    def add(self, notice: PublishedNotice, by: str) -> None:
        """See the port."""
        values = {
            "notice_id": notice.notice_id, "version": notice.version, "digest": notice.pack.digest,
            "pack": notice.pack.raw, "title": notice.pack.notice.title, "published_at": notice.published_at,
            "published_by": by,
        }  # fmt: skip
        self.connection.execute(_NEW, values)

    def latest(self, notice_id: str) -> PublishedNotice | None:
        """See the port."""
        row = self.connection.execute(_LATEST, {"of": notice_id}).first()
        return self._published(row) if row else None

    def get(self, notice_id: str, version: int) -> PublishedNotice:
        """See the port."""
        found = find(self.connection, *_LIGHT, notice_id=notice_id, version=version)
        return self._published(first_or_not_found(found, "notice_not_found", notice=notice_id))

    def all_latest(self) -> list[PublishedNotice]:
        """See the port."""
        return [self._published(row) for row in self.connection.execute(_ALL_LATEST)]

    def _published(self, row: Any) -> PublishedNotice:
        """The large JSON column is read only when this process has not seen the digest."""
        pack = published_pack(row.digest, lambda: self._raw(row))
        return PublishedNotice(version=row.version, pack=pack, published_at=row.published_at)

    def _raw(self, row: Any) -> JsonObject:
        found = find(self.connection, NOTICES.c.pack, notice_id=row.notice_id, version=row.version)
        pack: JsonObject = found.scalar_one()
        return pack
