"""The queue of 0.2.0 in the database: what that version has written is taken out of it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, or_, select

from services.notify.domain.dispatch import DispatchState
from services.notify.domain.recipient import Recipient
from services.notify.store.letter_tables import MAIL_QUEUE as T
from services.notify.store.tables import MESSAGES
from services.notify.usecases.letter_ports import OldLetter

_FREE = (
    select(T, MESSAGES.c.person_id, MESSAGES.c.organisation_id, MESSAGES.c.kind, MESSAGES.c.category, MESSAGES.c.rule)
    .join(MESSAGES, MESSAGES.c.id == T.c.message_id)
    .where(or_(T.c.state != DispatchState.QUEUED.value, T.c.next_try_at <= bindparam("now")))
    .order_by(T.c.next_try_at, T.c.message_id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True, of=T)
)
"""A letter that a process of that version has in hand has its next try ahead of it."""
_TAKE = delete(T).where(T.c.message_id.in_(bindparam("ids", expanding=True)))


class OldMailQueue:
    """Adapter of `letter_ports.OldQueue` for one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def take(self, now: datetime, most: int) -> list[OldLetter]:
        """Take some out that no process of that version has in hand."""
        rows = self._connection.execute(_FREE, {"now": now, "most": most}).all()
        if rows:
            self._connection.execute(_TAKE, {"ids": [row.message_id for row in rows]})
        return [
            OldLetter(
                row.message_id, row.address, DispatchState(row.state), row.attempts, row.next_try_at,
                Recipient(row.person_id, row.organisation_id), row.kind, row.category, row.rule,
            )
            for row in rows
        ]  # fmt: skip
