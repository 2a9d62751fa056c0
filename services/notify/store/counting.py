"""Deadlines and messages as figures: read from indexes, whatever the number of those that are settled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, case, func, select

from services.notify.domain.counts import Counted, DueCount
from services.notify.domain.deadline import DeadlineState
from services.notify.domain.kinds import DeadlineKind
from services.notify.requests import CountFilter
from services.notify.store.entries import WITHOUT_DAY
from services.notify.store.scoping import visible
from services.notify.store.tables import DEADLINES as T
from services.notify.store.tables import MESSAGES, ORGANISATIONS
from services.notify.usecases.ports import InboxScope
from shared.kernel.deadline import last_day
from shared.persistence import fitting

_STANDING = (DeadlineState.OPEN.value, DeadlineState.OVERDUE.value)
_OPEN = T.c.state == DeadlineState.OPEN.value
_LATE = T.c.state == DeadlineState.OVERDUE.value


class CountRepository:
    """Adapter of `ports.Counts` for one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def by_kind(self, scope: InboxScope, wanted: CountFilter, until: datetime) -> list[tuple[DeadlineKind, Counted]]:
        """What stands of each kind; those due before `until` apart."""
        statement = _counting(scope, wanted, until, T.c.kind)
        return [(DeadlineKind(row.kind), _counted(row)) for row in self._connection.execute(statement)]

    def by_organisation(
        self, scope: InboxScope, wanted: CountFilter, until: datetime, most: int
    ) -> list[tuple[str, str | None, Counted]]:
        """What stands in each organisation, with its name: the most overdue first, so many of them."""
        found = _counting(scope, wanted, until, T.c.organisation_id).where(T.c.organisation_id.is_not(None))
        counted = found.subquery()
        statement = (
            select(counted, ORGANISATIONS.c.name)
            .join(ORGANISATIONS, ORGANISATIONS.c.id == counted.c.organisation_id, isouter=True)
            .order_by(counted.c.overdue.desc(), counted.c.due_soon.desc(), counted.c.organisation_id)
            .limit(most)
        )
        return [(row.organisation_id, row.name, _counted(row)) for row in self._connection.execute(statement)]

    def by_day(self, scope: InboxScope, wanted: CountFilter, begins: datetime, ends: datetime) -> list[DueCount]:
        """What stands of each kind and last day, in order; instants of one day are counted together."""
        statement: Select[Any] = select(T.c.due_at, T.c.kind, _sum(_OPEN).label("open"), _sum(_LATE).label("overdue"))
        statement = _standing(statement, scope, wanted).where(T.c.due_at > begins, T.c.due_at <= ends)
        found: dict[tuple[date, DeadlineKind], DueCount] = {}
        for row in self._connection.execute(statement.group_by(T.c.due_at, T.c.kind)):
            key = last_day(row.due_at), DeadlineKind(row.kind)
            known = found.get(key, DueCount(*key, 0, 0))
            found[key] = replace(known, open=known.open + row.open, overdue=known.overdue + row.overdue)
        return [found[key] for key in sorted(found)]

    def unread(self, scope: InboxScope) -> Iterator[tuple[str, int]]:
        """How many messages of each category nobody has read."""
        statement: Select[Any] = select(MESSAGES.c.category, func.count().label("unread"))
        statement = visible(statement, MESSAGES, scope, None, None).where(MESSAGES.c.read_at.is_(None))
        for row in self._connection.execute(statement.group_by(MESSAGES.c.category)):
            yield row.category, row.unread


def _counting(scope: InboxScope, wanted: CountFilter, until: datetime, by: ColumnElement[Any]) -> Select[Any]:
    statement: Select[Any] = select(
        by,
        _sum(_OPEN).label("open"),
        _sum(_OPEN & (T.c.due_at < until)).label("due_soon"),
        _sum(_OPEN & (T.c.due_at == WITHOUT_DAY)).label("waiting"),
        _sum(_LATE).label("overdue"),
        func.min(case((_OPEN, T.c.due_at))).label("next_due_at"),
    )
    return _standing(statement, scope, wanted).group_by(by)


def _standing(statement: Select[Any], scope: InboxScope, wanted: CountFilter) -> Select[Any]:
    statement = visible(statement, T, scope, wanted.person_id, wanted.organisation_id)
    statement = fitting(statement, (T.c.kind, wanted.kind), (T.c.notice_id, wanted.notice_id))
    return statement.where(T.c.state.in_(_STANDING), T.c.watching.is_(False))


def _sum(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))


def _counted(row: Row[Any]) -> Counted:
    due = row.next_due_at
    return Counted(row.open, row.due_soon, row.overdue, row.waiting, None if due == WITHOUT_DAY else due)
