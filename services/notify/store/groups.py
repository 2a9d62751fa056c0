"""Reminder groups in the database, found by their next moment."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, bindparam, or_, select, update

from services.notify.domain.recipient import Recipient
from services.notify.domain.schedule import ReminderGroup
from services.notify.store.tables import REMINDER_GROUPS as T
from shared.persistence import JsonRows, insert_if_absent

_ROWS = JsonRows(ReminderGroup, "kind", "days_before", apart={"recipient": Recipient})
_DUE = (
    select(T)
    .where(T.c.next_at <= bindparam("now"))
    .order_by(T.c.next_at, T.c.key)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_MOVE = update(T).where(T.c.key == bindparam("_key")).values(next_at=bindparam("_next"))
_BRING_FORWARD = _MOVE.where(or_(T.c.next_at.is_(None), T.c.next_at > bindparam("_next")))


class GroupRepository:
    """Adapter of `ports.Groups` for one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def include(self, group: ReminderGroup) -> None:
        """Make the group, or bring its next moment forward."""
        if not insert_if_absent(self._connection, T, _ROWS.values(group)):
            self._connection.execute(_BRING_FORWARD, {"_key": group.key, "_next": group.next_at})

    def next_due(self, now: datetime, limit: int) -> list[ReminderGroup]:
        """The groups that wait longest, locked; groups locked by somebody else are passed over."""
        return [_ROWS.read(row) for row in self._connection.execute(_DUE, {"now": now, "most": limit})]

    def save(self, group: ReminderGroup) -> None:
        """Keep the group's next moment."""
        self._connection.execute(_MOVE, {"_key": group.key, "_next": group.next_at})
