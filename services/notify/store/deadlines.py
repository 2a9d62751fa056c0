"""The deadline register in the database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, CursorResult, Row, bindparam, select

from services.notify.domain.deadline import Deadline, DeadlineState
from services.notify.domain.kinds import NEVER_OVERDUE, DeadlineKind
from services.notify.domain.recipient import Recipient
from services.notify.requests import ListDeadlines
from services.notify.store.scoping import visible
from services.notify.store.tables import DEADLINES as T
from services.notify.usecases.ports import InboxScope
from shared.persistence import JsonRows, Order, find, fitting, insert_if_absent, listed, update_versioned
from shared.wire.types import Page

ORDER = Order({"due_at": T.c.due_at, "since": T.c.since}, T.c.id, "due_at")
_ROWS = JsonRows(Deadline, "kind", "state", apart={"recipient": Recipient})
WITHOUT_DAY = datetime(9999, 1, 1, tzinfo=UTC)
"""Stands in the column for no day: such entries come last in every order, are never past due, and processes of a
version that knows none read them. So does an empty text for no notice."""
_NOT_CLEARED = (
    select(T)
    .where(
        T.c.subject_id == bindparam("subject_id"),
        T.c.kind.in_(bindparam("kinds", expanding=True)),
        T.c.state != DeadlineState.CLEARED.value,
    )
    .order_by(T.c.id)
    .with_for_update()
)
_PAST_DUE = (
    select(T)
    .where(T.c.state == DeadlineState.OPEN.value, T.c.due_at <= bindparam("now"))
    .where(T.c.kind.not_in([kind.value for kind in NEVER_OVERDUE]))
    .order_by(T.c.due_at, T.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)


class DeadlineRepository:
    """Adapter of `ports.Deadlines` for one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, deadline: Deadline) -> None:
        """Enter a duty unless it is there."""
        row = _ROWS.values(deadline) | {"recipient_key": deadline.recipient.key}
        row |= {"due_at": deadline.due_at or WITHOUT_DAY, "notice_id": deadline.notice_id or ""}
        insert_if_absent(self._connection, T, row)

    def save(self, deadline: Deadline) -> None:
        """Keep a moved entry."""
        values = {"state": deadline.state.value, "cleared_at": deadline.cleared_at, "escalation": deadline.escalation}
        update_versioned(self._connection, T, deadline.id, deadline.version, values)

    def not_cleared(self, subject_id: str, kinds: Iterable[DeadlineKind]) -> list[Deadline]:
        """Entries of a subject that still stand, in the order of their ids."""
        bound = {"subject_id": subject_id, "kinds": [kind.value for kind in kinds]}
        return self._all(self._connection.execute(_NOT_CLEARED, bound))

    def open_in(self, group_key: str) -> list[Deadline]:
        """Open entries of one reminder group."""
        return self._all(find(self._connection, T, group_key=group_key, state=DeadlineState.OPEN.value))

    def past_due(self, now: datetime, limit: int) -> list[Deadline]:
        """Open entries whose last instant is over; rows that somebody is changing right now are left for later."""
        return self._all(self._connection.execute(_PAST_DUE, {"now": now, "most": limit}))

    def page(self, scope: InboxScope, request: ListDeadlines) -> Page[Deadline]:
        """Entries in scope that fit the filter."""
        wanted = request.filter
        statement = visible(select(T), T, scope, wanted.person_id, wanted.organisation_id)
        statement = fitting(
            statement, (T.c.kind, wanted.kind), (T.c.state, wanted.state), (T.c.subject_id, wanted.subject_id)
        )
        if wanted.due_before is not None:
            statement = statement.where(T.c.due_at < wanted.due_before)
        return listed(self._connection, statement, ORDER, request).turned(_read)

    @staticmethod
    def _all(found: CursorResult[Any]) -> list[Deadline]:
        return [_read(row) for row in found]


def _read(row: Row[Any]) -> Deadline:
    entry = _ROWS.read(row)
    if entry.due_at == WITHOUT_DAY or not entry.notice_id:
        due_at = None if entry.due_at == WITHOUT_DAY else entry.due_at
        return replace(entry, due_at=due_at, notice_id=entry.notice_id or None)
    return entry
