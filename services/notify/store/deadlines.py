"""The deadline register in the database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, CursorResult, Row, Select, bindparam, case, func, or_, select, update

from services.notify.domain.calendar import DueDay
from services.notify.domain.deadline import Deadline, DeadlineState
from services.notify.domain.kinds import NEVER_OVERDUE, DeadlineKind
from services.notify.domain.recipient import Recipient
from services.notify.requests import ListDeadlines
from services.notify.store.entries import WITHOUT_DAY, entry_of
from services.notify.store.scoping import visible
from services.notify.store.tables import DEADLINES as T
from services.notify.usecases.ports import InboxScope
from shared.persistence import Order, fitting, listed, update_versioned
from shared.wire.types import Page

ORDER = Order({"due_at": T.c.due_at, "since": T.c.since}, T.c.id, "due_at")
_CLEARED = DeadlineState.CLEARED.value
MOST_DAYS = 1000
"""So many a calendar shows."""
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
_MOVED_AFTER = (
    select(T.c.id)
    .where(T.c.subject_id == bindparam("subject_id"), T.c.kind == bindparam("kind"))
    .where(or_(T.c.since > bindparam("at"), T.c.cleared_at > bindparam("at")))
    .limit(1)
)
_PAST_DUE = (
    select(T)
    .where(T.c.state == DeadlineState.OPEN.value, T.c.due_at <= bindparam("now"))
    .where(T.c.kind.not_in([kind.value for kind in NEVER_OVERDUE]))
    .order_by(T.c.due_at, T.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_PASS = (
    update(T)
    .where(T.c.id.in_(bindparam("ids", expanding=True)))
    .values(state=bindparam("_state"), version=T.c.version + 1)
)
_PASS_AND_CLEAR = _PASS.values(cleared_at=T.c.due_at)
_STANDS = case((T.c.state != _CLEARED, 1), else_=0)
_DUE_DAYS = select(
    T.c.group_key,
    func.min(T.c.kind).label("kind"),
    func.min(T.c.due_at).label("due_at"),
    func.sum(_STANDS).label("standing"),
    func.sum(case((T.c.state == DeadlineState.OVERDUE.value, 1), else_=0)).label("overdue"),
    func.min(case((T.c.state != _CLEARED, T.c.label))).label("label"),
    func.sum(T.c.version).label("changes"),
    func.max(T.c.since).label("since"),
    func.max(T.c.cleared_at).label("cleared_at"),
)


class DeadlineRepository:
    """Adapter of `ports.Deadlines` for one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def save(self, deadline: Deadline) -> None:
        """Keep a moved entry."""
        values = {"state": deadline.state.value, "cleared_at": deadline.cleared_at, "escalation": deadline.escalation}
        update_versioned(self._connection, T, deadline.id, deadline.version, values)

    def not_cleared(self, subject_id: str, kinds: Iterable[DeadlineKind]) -> list[Deadline]:
        """Entries of a subject that still stand, in the order of their ids."""
        bound = {"subject_id": subject_id, "kinds": [kind.value for kind in kinds]}
        return self._all(self._connection.execute(_NOT_CLEARED, bound))

    def moved_after(self, subject_id: str, kind: DeadlineKind, at: datetime) -> bool:
        """Whether an entry of the subject arose, or was cleared, by a fact later than that instant."""
        bound = {"subject_id": subject_id, "kind": kind.value, "at": at}
        return self._connection.execute(_MOVED_AFTER, bound).first() is not None

    def past_due(self, now: datetime, limit: int) -> list[Deadline]:
        """Open entries whose last instant is over; rows that somebody is changing right now are left for later."""
        return self._all(self._connection.execute(_PAST_DUE, {"now": now, "most": limit}))

    def pass_all(self, deadlines: Sequence[Deadline]) -> None:
        """Keep entries that `past_due` gave, and held, as they are now that their day is over."""
        for state, cleared in sorted({(one.state, one.cleared_at is not None) for one in deadlines}):
            rows = [one for one in deadlines if (one.state, one.cleared_at is not None) == (state, cleared)]
            bound = {"ids": [one.id for one in rows], "_state": state.value}
            self._connection.execute(_PASS_AND_CLEAR if cleared else _PASS, bound)

    def open_of(self, recipient: Recipient, kind: DeadlineKind, limit: int) -> list[Deadline]:
        """Open entries of one recipient and kind, the smallest rounds first; those being changed are left for later."""
        statement = _of(select(T), recipient).where(T.c.kind == kind.value, T.c.state == DeadlineState.OPEN.value)
        statement = statement.order_by(T.c.round, T.c.id).limit(limit).with_for_update(skip_locked=True)
        return self._all(self._connection.execute(statement))

    def due_days(self, recipient: Recipient, due_since: datetime, done_since: datetime) -> list[DueDay]:
        """By group, as reminders speak of them; the earliest first."""
        statement = _of(_DUE_DAYS, recipient).where(T.c.watching.is_(False))
        statement = statement.where(T.c.due_at >= due_since, T.c.due_at < WITHOUT_DAY)
        statement = statement.group_by(T.c.group_key).having(
            or_(func.sum(_STANDS) > 0, func.max(T.c.cleared_at) >= done_since)
        )
        statement = statement.order_by(func.min(T.c.due_at), T.c.group_key).limit(MOST_DAYS)
        return [_due_day(row) for row in self._connection.execute(statement)]

    def page(self, scope: InboxScope, request: ListDeadlines) -> Page[Deadline]:
        """Entries in scope that fit the filter."""
        wanted = request.filter
        statement = visible(
            select(T).where(T.c.watching.is_(False)), T, scope, wanted.person_id, wanted.organisation_id
        )
        statement = fitting(
            statement, (T.c.kind, wanted.kind), (T.c.state, wanted.state), (T.c.subject_id, wanted.subject_id)
        )
        if wanted.waiting is not None:
            statement = statement.where((T.c.due_at == WITHOUT_DAY) == wanted.waiting)
        if wanted.due_before is not None:
            statement = statement.where(T.c.due_at < wanted.due_before)
        if wanted.due_after is not None:
            statement = statement.where(T.c.due_at >= wanted.due_after, T.c.due_at < WITHOUT_DAY)
        return listed(self._connection, statement, ORDER, request).turned(entry_of)

    @staticmethod
    def _all(found: CursorResult[Any]) -> list[Deadline]:
        return [entry_of(row) for row in found]


def _of(statement: Select[Any], recipient: Recipient) -> Select[Any]:
    if recipient.person_id is not None:
        return statement.where(T.c.person_id == recipient.person_id)
    return statement.where(T.c.organisation_id == recipient.organisation_id)


def _due_day(row: Row[Any]) -> DueDay:
    """The number of the one thing that stands, where it is one."""
    changed_at = max(at for at in (row.since, row.cleared_at) if at is not None)
    return DueDay(
        row.group_key, DeadlineKind(row.kind), row.due_at, row.standing, row.overdue,
        row.label if row.standing == 1 else None, row.changes, changed_at,
    )  # fmt: skip
