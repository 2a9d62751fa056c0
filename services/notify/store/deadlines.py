"""The deadline register in the database."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from services.notify.domain.deadline import Deadline, DeadlineState
from services.notify.domain.kinds import NEVER_OVERDUE, DeadlineKind
from services.notify.domain.recipient import Recipient
from services.notify.requests import ListDeadlines
from services.notify.store.scoping import visible
from services.notify.store.tables import DEADLINES as T
from services.notify.usecases.ports import InboxScope
from shared.persistence import Order, fitting, insert_if_absent, listed, update_versioned
from shared.wire.types import Page

ORDER = Order({"due_at": T.c.due_at, "since": T.c.since}, T.c.id, "due_at")


class DeadlineRepository:
    """Adapter of `ports.Deadlines` for one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, deadline: Deadline) -> None:
        """Enter a duty unless it is there."""
        insert_if_absent(self._connection, T, _row(deadline))

    def save(self, deadline: Deadline) -> None:
        """Keep a moved entry."""
        values = {"state": deadline.state.value, "cleared_at": deadline.cleared_at, "escalation": deadline.escalation}
        update_versioned(self._connection, T, deadline.id, deadline.version, values)

    def not_cleared(self, subject_id: str, kinds: Iterable[DeadlineKind]) -> list[Deadline]:
        """Entries of a subject that still stand, in the order of their ids."""
        statement = select(T).where(
            T.c.subject_id == subject_id,
            T.c.kind.in_([kind.value for kind in kinds]),
            T.c.state != DeadlineState.CLEARED.value,
        )
        return self._all(statement.order_by(T.c.id).with_for_update())

    def open_in(self, group_key: str) -> list[Deadline]:
        """Open entries of one reminder group."""
        return self._all(select(T).where(T.c.group_key == group_key, T.c.state == DeadlineState.OPEN.value))

    def past_due(self, now: datetime, limit: int) -> list[Deadline]:
        """Open entries whose last instant is over; rows that somebody is changing right now are left for later."""
        statement = (
            select(T)
            .where(T.c.state == DeadlineState.OPEN.value, T.c.due_at <= now)
            .where(T.c.kind.not_in([kind.value for kind in NEVER_OVERDUE]))
        )
        return self._all(statement.order_by(T.c.id).limit(limit).with_for_update(skip_locked=True))

    def page(self, scope: InboxScope, request: ListDeadlines) -> Page[Deadline]:
        """Entries in scope that fit the filter."""
        wanted = request.filter
        statement = visible(select(T), T, scope, wanted.person_id, wanted.organisation_id)
        statement = fitting(
            statement, (T.c.kind, wanted.kind), (T.c.state, wanted.state), (T.c.subject_id, wanted.subject_id)
        )
        if wanted.due_before is not None:
            statement = statement.where(T.c.due_at < wanted.due_before)
        return listed(self._connection, statement, ORDER, request).turned(_deadline)

    def _all(self, statement: Any) -> list[Deadline]:
        return [_deadline(row) for row in self._connection.execute(statement)]


def _row(deadline: Deadline) -> dict[str, Any]:
    """A row of the table, by its columns."""
    return {
        "id": deadline.id,
        "kind": deadline.kind.value,
        "notice_id": deadline.notice_id,
        "subject_id": deadline.subject_id,
        "round": deadline.round,
        "person_id": deadline.recipient.person_id,
        "organisation_id": deadline.recipient.organisation_id,
        "recipient_key": deadline.recipient.key,
        "since": deadline.since,
        "due_at": deadline.due_at,
        "clause": deadline.clause,
        "group_key": deadline.group_key,
        "label": deadline.label,
        "state": deadline.state.value,
        "cleared_at": deadline.cleared_at,
        "escalation": deadline.escalation,
        "version": deadline.version,
    }


def _deadline(row: Row[Any]) -> Deadline:
    return Deadline(
        id=row.id,
        kind=DeadlineKind(row.kind),
        notice_id=row.notice_id,
        subject_id=row.subject_id,
        round=row.round,
        recipient=Recipient(row.person_id, row.organisation_id),
        since=row.since,
        due_at=row.due_at,
        clause=row.clause,
        group_key=row.group_key,
        label=row.label,
        state=DeadlineState(row.state),
        cleared_at=row.cleared_at,
        escalation=row.escalation,
        version=row.version,
    )
