"""The in-system inbox in the database."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select, update

from services.notify.domain.message import Draft, Message
from services.notify.domain.recipient import Recipient
from services.notify.requests import ListMessages
from services.notify.store.cited import numbers_for
from services.notify.store.scoping import visible
from services.notify.store.tables import MESSAGES as T
from services.notify.usecases.ports import InboxScope
from shared.persistence import JsonRows, Order, find, fitting, insert_if_absent, insert_into, listed
from shared.persistence.db.rows import RowValues
from shared.wire.types import Page

ORDER = Order({"sent_at": T.c.sent_at}, T.c.id, "-sent_at")
_DRAFTS = JsonRows(Draft, "items", "channels", apart={"recipient": Recipient})
_BY_KEY = select(T.c.key, T.c.id).where(T.c.key.in_(bindparam("keys", expanding=True)))
_READ = update(T).where(T.c.id == bindparam("_message"), T.c.read_at.is_(None))


class MessageRepository:
    """Adapter of `ports.Messages` for one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, message: Message) -> bool:
        """Keep a message unless one with its key was sent before; tells whether it is new."""
        return insert_if_absent(self._connection, T, _row(message))

    def add_all(self, messages: Sequence[Message]) -> set[str]:
        """Keep those messages of whose key none was sent before; the ids of these."""
        if not messages:
            return set()
        statement = insert_into(self._connection, T).on_conflict_do_nothing().returning(T.c.id)
        return set(self._connection.execute(statement, [_row(message) for message in messages]).scalars())

    def ids_of(self, keys: Collection[str]) -> dict[str, str]:
        """The messages sent under these keys."""
        found = self._connection.execute(_BY_KEY, {"keys": list(keys)}) if keys else ()
        return {row.key: row.id for row in found}

    def find(self, message_id: str) -> Message | None:
        """One message, or None."""
        row = find(self._connection, T, id=message_id).first()
        return None if row is None else _message(row)

    def mark_read(self, message_id: str, at: datetime, by: str) -> None:
        """Note the first reading."""
        self._connection.execute(_READ, {"_message": message_id, "read_at": at, "read_by": by})

    def page(self, scope: InboxScope, request: ListMessages) -> Page[Message]:
        """Messages in scope that fit the filter."""
        wanted = request.filter
        statement = visible(select(T), T, scope, wanted.person_id, wanted.organisation_id)
        statement = fitting(
            statement, (T.c.kind, wanted.kind), (T.c.category, wanted.category), (T.c.subject_id, wanted.subject_id),
            (T.c.read_at.is_(None), wanted.unread),
        )  # fmt: skip
        found = listed(self._connection, statement, ORDER, request).turned(_message)
        numbers = numbers_for(self._connection, (one.draft.clause for one in found.items))
        return found.turned(lambda one: replace(one, draft=one.draft.citing(numbers)))


def _row(message: Message) -> RowValues:
    return _DRAFTS.values(message.draft) | {
        "id": message.id,
        "subject_id": message.subject_id,
        "channel": message.channel,
        "sent_at": message.sent_at,
        "read_at": message.read_at,
        "read_by": message.read_by,
    }


def _message(row: Row[Any]) -> Message:
    return Message(row.id, _DRAFTS.read(row), row.channel, row.sent_at, row.read_at, row.read_by)
