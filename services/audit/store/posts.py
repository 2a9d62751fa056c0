"""Stated posts and allocated quotas in their tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy import Connection

from services.audit.domain.posts import Posts
from services.audit.store.tables import POSTS, QUOTAS
from shared.persistence import find, put


class PostRepository:
    """One row per unit and notice, one per quota and notice; stating again replaces."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, unit_id: str, notice_id: str, posts: Posts) -> None:
        """What a unit states."""
        content = {level: list(numbers) for level, numbers in posts.items()}
        put(self._connection, POSTS, {"organisation_id": unit_id, "notice_id": notice_id, "content": content})

    def of_notice(self, notice_id: str) -> Iterator[tuple[str, Posts]]:
        """Every unit's statement."""
        for row in find(self._connection, POSTS, order_by=("organisation_id",), notice_id=notice_id):
            yield row.organisation_id, {level: (given[0], given[1]) for level, given in row.content.items()}

    def keep_quota(self, notice_id: str, quota_id: str, allocations: Mapping[str, int]) -> None:
        """Numbers per county."""
        put(self._connection, QUOTAS, {"notice_id": notice_id, "quota_id": quota_id, "content": dict(allocations)})

    def quotas(self, notice_id: str) -> dict[str, dict[str, int]]:
        """Every quota's numbers per county."""
        return {row.quota_id: row.content for row in find(self._connection, QUOTAS, notice_id=notice_id)}
