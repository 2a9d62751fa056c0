"""The deadline register in the database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Connection,
    CursorResult,
    Row,
    Select,
    Table,
    Update,
    bindparam,
    case,
    func,
    or_,
    select,
    union_all,
    update,
)

from services.notify.domain.calendar import DueDay
from services.notify.domain.deadline import Deadline, DeadlineState
from services.notify.domain.kinds import NEVER_OVERDUE, DeadlineKind
from services.notify.domain.recipient import Recipient
from services.notify.requests import ListDeadlines
from services.notify.store.entries import WITHOUT_DAY, entry_of
from services.notify.store.scoping import visible
from services.notify.store.two_tables import TABLES, entries_by_table, kinds_by_table, table_of
from services.notify.usecases.ports import InboxScope
from shared.persistence import Order, fitting, listed, update_versioned
from shared.wire.types import Page

T = union_all(*(select(table) for table in TABLES)).subquery("register")
"""Both tables; a database goes through the indexes of both in one order as long as neither part has a condition of its
own."""
ORDER = Order({"due_at": T.c.due_at, "since": T.c.since}, T.c.id, "due_at")
_CLEARED = DeadlineState.CLEARED.value
_STANDING = (DeadlineState.OPEN.value, DeadlineState.OVERDUE.value)
MOST_DAYS = 1000
"""So many a calendar shows."""


def _not_cleared(table: Table) -> Select[Any]:
    return (
        select(table)
        .where(
            table.c.subject_id == bindparam("subject_id"),
            table.c.kind.in_(bindparam("kinds", expanding=True)),
            table.c.state != _CLEARED,
        )
        .order_by(table.c.id)
        .with_for_update()
    )


def _moved_after(table: Table) -> Select[Any]:
    return (
        select(table.c.id)
        .where(table.c.subject_id == bindparam("subject_id"), table.c.kind == bindparam("kind"))
        .where(or_(table.c.since > bindparam("at"), table.c.cleared_at > bindparam("at")))
        .limit(1)
    )


def _past_due(table: Table) -> Select[Any]:
    return (
        select(table)
        .where(table.c.state == DeadlineState.OPEN.value, table.c.due_at <= bindparam("now"))
        .where(table.c.kind.not_in([kind.value for kind in NEVER_OVERDUE]))
        .order_by(table.c.due_at, table.c.id)
        .limit(bindparam("most"))
        .with_for_update(skip_locked=True)
    )


def _pass(table: Table) -> Update:
    named = table.c.id.in_(bindparam("ids", expanding=True))
    return update(table).where(named).values(state=bindparam("_state"), version=table.c.version + 1)


def _due_days(table: Table) -> Select[Any]:
    stands = case((table.c.state != _CLEARED, 1), else_=0)
    days = select(
        table.c.group_key,
        func.min(table.c.kind).label("kind"),
        func.min(table.c.due_at).label("due_at"),
        func.sum(stands).label("standing"),
        func.sum(case((table.c.state == DeadlineState.OVERDUE.value, 1), else_=0)).label("overdue"),
        func.min(case((table.c.state != _CLEARED, table.c.label))).label("label"),
        func.sum(table.c.version).label("changes"),
        func.max(table.c.since).label("since"),
        func.max(table.c.cleared_at).label("cleared_at"),
    )
    days = days.where(table.c.watching.is_(False))
    days = days.where(table.c.due_at >= bindparam("due_since"), table.c.due_at < WITHOUT_DAY)
    kept = or_(func.sum(stands) > 0, func.max(table.c.cleared_at) >= bindparam("done_since"))
    return days.group_by(table.c.group_key).having(kept).order_by(func.min(table.c.due_at), table.c.group_key)


_NOT_CLEARED = {table: _not_cleared(table) for table in TABLES}
_MOVED_AFTER = {table: _moved_after(table) for table in TABLES}
_PAST_DUE = {table: _past_due(table) for table in TABLES}
_PASS = {table: _pass(table) for table in TABLES}
_PASS_AND_CLEAR = {table: _PASS[table].values(cleared_at=table.c.due_at) for table in TABLES}
_DUE_DAYS = {table: _due_days(table).limit(MOST_DAYS) for table in TABLES}


class DeadlineRepository:
    """Adapter of `ports.Deadlines` for one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def save(self, deadline: Deadline) -> None:
        """Keep a moved entry."""
        values = {"state": deadline.state.value, "cleared_at": deadline.cleared_at, "escalation": deadline.escalation}
        update_versioned(self._connection, table_of(deadline.kind), deadline.id, deadline.version, values)

    def not_cleared(self, subject_id: str, kinds: Iterable[DeadlineKind]) -> list[Deadline]:
        """Entries of a subject that still stand, table by table in the order of their ids."""
        found: list[Deadline] = []
        for table, names in kinds_by_table(kinds):
            bound = {"subject_id": subject_id, "kinds": names}
            found += self._all(self._connection.execute(_NOT_CLEARED[table], bound))
        return found

    def of_actor(self, organisation_id: str) -> list[Deadline]:
        """What an organisation must do, or had to, by its own entries in the order of their ids."""
        own = (
            select(table)
            .where(table.c.organisation_id == organisation_id, table.c.actor_id == organisation_id)
            .order_by(table.c.id)
            for table in TABLES
        )
        found = (entry for statement in own for entry in self._all(self._connection.execute(statement)))
        return [entry for entry in found if entry.parties is not None]

    def moved_after(self, subject_id: str, kind: DeadlineKind, at: datetime) -> bool:
        """Whether an entry of the subject arose, or was cleared, by a fact later than that instant."""
        bound = {"subject_id": subject_id, "kind": kind.value, "at": at}
        return self._connection.execute(_MOVED_AFTER[table_of(kind)], bound).first() is not None

    def past_due(self, now: datetime, limit: int) -> list[Deadline]:
        """Open entries whose last instant is over; rows that somebody is changing right now are left for later."""
        found: list[Deadline] = []
        for table in TABLES:
            if len(found) < limit:
                bound = {"now": now, "most": limit - len(found)}
                found += self._all(self._connection.execute(_PAST_DUE[table], bound))
        return found

    def pass_all(self, deadlines: Sequence[Deadline]) -> None:
        """Keep entries that `past_due` gave, and held, as they are now that their day is over."""
        for table, entries in entries_by_table(deadlines):
            for state, cleared in sorted({(one.state, one.cleared_at is not None) for one in entries}):
                ids = [one.id for one in entries if (one.state, one.cleared_at is not None) == (state, cleared)]
                statement = (_PASS_AND_CLEAR if cleared else _PASS)[table]
                self._connection.execute(statement, {"ids": ids, "_state": state.value})

    def open_of(self, recipient: Recipient, kind: DeadlineKind, limit: int) -> list[Deadline]:
        """Open entries of one recipient and kind, the smallest rounds first; those being changed are left for later."""
        table = table_of(kind)
        statement = _of(select(table), table, recipient)
        statement = statement.where(table.c.kind == kind.value, table.c.state == DeadlineState.OPEN.value)
        statement = statement.order_by(table.c.round, table.c.id).limit(limit).with_for_update(skip_locked=True)
        return self._all(self._connection.execute(statement))

    def due_days(self, recipient: Recipient, due_since: datetime, done_since: datetime) -> list[DueDay]:
        """By group, as reminders speak of them; the earliest first."""
        bound = {"due_since": due_since, "done_since": done_since}
        rows = [
            row for table in TABLES for row in self._connection.execute(_of(_DUE_DAYS[table], table, recipient), bound)
        ]
        return [_due_day(row) for row in sorted(rows, key=lambda row: (row.due_at, row.group_key))[:MOST_DAYS]]

    def page(self, scope: InboxScope, request: ListDeadlines) -> Page[Deadline]:
        """Entries in scope that fit the filter."""
        wanted = request.filter
        statement = visible(
            select(T).where(T.c.watching.is_(False)), T, scope, wanted.person_id, wanted.organisation_id
        )
        statement = fitting(
            statement, (T.c.kind, wanted.kind), (T.c.state, wanted.state), (T.c.subject_id, wanted.subject_id),
            (T.c.notice_id, wanted.notice_id),
        )  # fmt: skip
        if wanted.standing is not None:
            statement = statement.where(T.c.state.in_(_STANDING) if wanted.standing else T.c.state == _CLEARED)
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


def _of(statement: Select[Any], table: Table, recipient: Recipient) -> Select[Any]:
    if recipient.person_id is not None:
        return statement.where(table.c.person_id == recipient.person_id)
    return statement.where(table.c.organisation_id == recipient.organisation_id)


def _due_day(row: Row[Any]) -> DueDay:
    """The number of the one thing that stands, where it is one."""
    changed_at = max(at for at in (row.since, row.cleared_at) if at is not None)
    return DueDay(
        row.group_key, DeadlineKind(row.kind), row.due_at, row.standing, row.overdue,
        row.label if row.standing == 1 else None, row.changes, changed_at,
    )  # fmt: skip
