"""Reminder groups in the database, found by their next moment."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, or_, select, update

from services.notify.domain.kinds import DeadlineKind
from services.notify.domain.recipient import Recipient
from services.notify.domain.schedule import ReminderGroup
from services.notify.store.tables import REMINDER_GROUPS as T
from shared.persistence import insert_if_absent


class GroupRepository:
    """Adapter of `ports.Groups` for one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def include(self, group: ReminderGroup) -> None:
        """Make the group, or bring its next moment forward."""
        if insert_if_absent(self._connection, T, _row(group)):
            return
        later = or_(T.c.next_at.is_(None), T.c.next_at > group.next_at)
        self._connection.execute(update(T).where(T.c.key == group.key, later).values(next_at=group.next_at))

    def next_due(self, now: datetime, limit: int) -> list[ReminderGroup]:
        """The groups that wait longest, locked; groups locked by somebody else are passed over."""
        due = select(T).where(T.c.next_at <= now).order_by(T.c.next_at, T.c.key).limit(limit)
        return [_group(row) for row in self._connection.execute(due.with_for_update(skip_locked=True))]

    def save(self, group: ReminderGroup) -> None:
        """Keep the group's next moment."""
        self._connection.execute(update(T).where(T.c.key == group.key).values(next_at=group.next_at))


def _row(group: ReminderGroup) -> dict[str, Any]:
    """A row of the table, by its columns."""
    return {
        "key": group.key,
        "kind": group.kind.value,
        "person_id": group.recipient.person_id,
        "organisation_id": group.recipient.organisation_id,
        "due_at": group.due_at,
        "days_before": list(group.days_before),
        "clause": group.clause,
        "level_group": group.level_group,
        "next_at": group.next_at,
    }


def _group(row: Row[Any]) -> ReminderGroup:
    return ReminderGroup(
        key=row.key,
        kind=DeadlineKind(row.kind),
        recipient=Recipient(row.person_id, row.organisation_id),
        due_at=row.due_at,
        days_before=tuple(row.days_before),
        clause=row.clause,
        level_group=row.level_group,
        next_at=row.next_at,
    )
