"""The mail queue in the database."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, bindparam, insert, select, update

from services.notify.domain.message import Message
from services.notify.store.tables import MAIL_QUEUE as T
from services.notify.store.tables import MESSAGES
from services.notify.usecases.ports import Letter
from shared.persistence import from_row

QUEUED = "queued"
_ENTER = insert(T)
_MOVE = update(T).where(T.c.message_id == bindparam("_letter"))
_NEXT: Select[Any] = (
    select(T.c.message_id, T.c.address, T.c.attempts, MESSAGES.c.title, MESSAGES.c.body)
    .join(MESSAGES, MESSAGES.c.id == T.c.message_id)
    .where(T.c.state == QUEUED, T.c.next_try_at <= bindparam("now"))
    .order_by(T.c.next_try_at, T.c.message_id)
    .limit(1)
    .with_for_update(skip_locked=True, of=T)
)


class MailRepository:
    """Adapter of `ports.Mailbox` for one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def enqueue(self, message: Message, address: str) -> None:
        """Queue a message that was just added to the inbox."""
        row = {"message_id": message.id, "address": address, "state": QUEUED, "attempts": 0}
        self._connection.execute(_ENTER, row | {"next_try_at": message.sent_at})

    def next_due(self, now: datetime) -> Letter | None:
        """The letter that waits longest, locked; letters locked by somebody else are passed over."""
        row = self._connection.execute(_NEXT, {"now": now}).first()
        return None if row is None else from_row(Letter, row)

    def postpone(self, message_id: str, until: datetime, attempts: int) -> None:
        """Let a letter rest."""
        self._set(message_id, next_try_at=until, attempts=attempts)

    def close(self, message_id: str, state: str) -> None:
        """`sent` or `failed`, for good."""
        self._set(message_id, state=state)

    def _set(self, message_id: str, **values: object) -> None:
        self._connection.execute(_MOVE, {"_letter": message_id, **values})
