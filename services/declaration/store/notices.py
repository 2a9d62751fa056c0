"""Published notices; a pack is parsed once per process and digest."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, func, insert, select, tuple_

from services.declaration.domain.views import PublishedNotice
from services.declaration.store.tables import notices
from shared.persistence import get_or_not_found
from shared.policy import published_pack


class NoticeRows:
    """The `PublishedNotices` port on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, notice: PublishedNotice, by: str) -> None:
        """See the port."""
        values = {
            "notice_id": notice.notice_id, "version": notice.version, "digest": notice.pack.digest,
            "pack": notice.pack.raw, "title": notice.pack.notice.title, "published_at": notice.published_at,
            "published_by": by,
        }  # fmt: skip
        self._connection.execute(insert(notices).values(**values))

    def latest(self, notice_id: str) -> PublishedNotice | None:
        """See the port."""
        found = _LIGHT.where(notices.c.notice_id == notice_id).order_by(notices.c.version.desc())
        row = self._connection.execute(found.limit(1)).first()
        return None if row is None else self._published(row)

    def get(self, notice_id: str, version: int) -> PublishedNotice:
        """See the port."""
        found = _LIGHT.where(notices.c.notice_id == notice_id, notices.c.version == version)
        return self._published(get_or_not_found(self._connection, found, "notice_not_found", notice=notice_id))

    def all_latest(self) -> list[PublishedNotice]:
        """See the port."""
        newest = select(notices.c.notice_id, func.max(notices.c.version)).group_by(notices.c.notice_id)
        found = _LIGHT.where(tuple_(notices.c.notice_id, notices.c.version).in_(newest)).order_by(notices.c.notice_id)
        return [self._published(row) for row in self._connection.execute(found)]

    def _published(self, row: Any) -> PublishedNotice:
        """The large JSON column is read only when this process has not seen the digest."""
        here = (notices.c.notice_id == row.notice_id, notices.c.version == row.version)
        found = select(notices.c.pack).where(*here)
        pack = published_pack(row.digest, lambda: self._connection.execute(found).scalar_one())
        return PublishedNotice(version=row.version, pack=pack, published_at=row.published_at)


_LIGHT = select(notices.c.notice_id, notices.c.version, notices.c.digest, notices.c.published_at)
