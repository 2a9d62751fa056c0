"""Deadlines and messages as figures: read from indexes, whatever the number of those that are settled."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, case, func, select

from services.notify.domain.counts import Counted
from services.notify.domain.deadline import DeadlineState
from services.notify.domain.kinds import DeadlineKind
from services.notify.requests import CountFilter
from services.notify.store.entries import WITHOUT_DAY
from services.notify.store.scoping import visible
from services.notify.store.tables import DEADLINES as T
from services.notify.store.tables import MESSAGES, ORGANISATIONS
from services.notify.usecases.ports import InboxScope
from shared.persistence import fitting

_STANDING = (DeadlineState.OPEN.value, DeadlineState.OVERDUE.value)


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

    def unread(self, scope: InboxScope, organisation_id: str | None) -> Iterator[tuple[str, int]]:
        """How many messages of each category nobody has read."""
        statement: Select[Any] = select(MESSAGES.c.category, func.count().label("unread"))
        statement = visible(statement, MESSAGES, scope, None, organisation_id).where(MESSAGES.c.read_at.is_(None))
        for row in self._connection.execute(statement.group_by(MESSAGES.c.category)):
            yield row.category, row.unread


def _counting(scope: InboxScope, wanted: CountFilter, until: datetime, by: ColumnElement[Any]) -> Select[Any]:
    is_open = T.c.state == DeadlineState.OPEN.value
    statement: Select[Any] = select(
        by,
        _sum(is_open).label("open"),
        _sum(is_open & (T.c.due_at < until)).label("due_soon"),
        _sum(is_open & (T.c.due_at == WITHOUT_DAY)).label("waiting"),
        _sum(T.c.state == DeadlineState.OVERDUE.value).label("overdue"),
        func.min(case((is_open, T.c.due_at))).label("next_due_at"),
    )
    statement = visible(statement, T, scope, wanted.person_id, wanted.organisation_id)
    return (
        fitting(statement, (T.c.kind, wanted.kind))
        .where(T.c.state.in_(_STANDING), T.c.watching.is_(False))
        .group_by(by)
    )


def _sum(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))


def _counted(row: Row[Any]) -> Counted:
    due = row.next_due_at
    return Counted(row.open, row.due_soon, row.overdue, row.waiting, None if due == WITHOUT_DAY else due)
