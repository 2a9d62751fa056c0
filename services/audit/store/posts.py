"""Stated posts and allocated quotas in their tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy import Connection, Table, delete, insert, select

from services.audit.domain.posts import Posts
from services.audit.store.tables import POSTS, QUOTAS


class PostRepository:
    """One row per unit and notice, one per quota and notice; stating again replaces."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, unit_id: str, notice_id: str, posts: Posts) -> None:
        """What a unit states."""
        key = {"organisation_id": unit_id, "notice_id": notice_id}
        self._replace(POSTS, key, {level: list(numbers) for level, numbers in posts.items()})

    def of_notice(self, notice_id: str) -> Iterator[tuple[str, Posts]]:
        """Every unit's statement."""
        rows = self._connection.execute(select(POSTS).where(POSTS.c.notice_id == notice_id).order_by(POSTS.c[0]))
        for row in rows:
            yield row.organisation_id, {level: (given[0], given[1]) for level, given in row.content.items()}

    def keep_quota(self, notice_id: str, quota_id: str, allocations: Mapping[str, int]) -> None:
        """Numbers per county."""
        self._replace(QUOTAS, {"notice_id": notice_id, "quota_id": quota_id}, dict(allocations))

    def quotas(self, notice_id: str) -> dict[str, dict[str, int]]:
        """Every quota's numbers per county."""
        rows = self._connection.execute(select(QUOTAS).where(QUOTAS.c.notice_id == notice_id))
        return {row.quota_id: row.content for row in rows}

    def _replace(self, table: Table, key: dict[str, str], content: Mapping[str, object]) -> None:
        matches = [table.c[name] == value for name, value in key.items()]
        self._connection.execute(delete(table).where(*matches))
        self._connection.execute(insert(table).values(key | {"content": content}))
