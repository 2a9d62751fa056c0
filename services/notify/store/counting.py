"""Deadlines and messages as figures: read from indexes, whatever the number of those that are settled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, Table, case, func, select, union_all

from services.notify.domain.counts import Counted, DueCount
from services.notify.domain.deadline import DeadlineState
from services.notify.domain.kinds import DeadlineKind
from services.notify.requests import CountFilter
from services.notify.store.entries import WITHOUT_DAY
from services.notify.store.scoping import visible
from services.notify.store.tables import MESSAGES, ORGANISATIONS
from services.notify.store.two_tables import tables_of
from services.notify.usecases.ports import InboxScope
from shared.kernel.deadline import last_day
from shared.persistence import fitting

_STANDING = (DeadlineState.OPEN.value, DeadlineState.OVERDUE.value)


class CountRepository:
    """Adapter of `ports.Counts` for one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def by_kind(self, scope: InboxScope, wanted: CountFilter, until: datetime) -> list[tuple[DeadlineKind, Counted]]:
        """What stands of each kind; those due before `until` apart."""
        statements = [_counting(table, scope, wanted, until, "kind") for table in tables_of(wanted.kind)]
        rows = [row for statement in statements for row in self._connection.execute(statement)]
        return [(DeadlineKind(row.kind), _counted(row)) for row in rows]

    def by_organisation(
        self, scope: InboxScope, wanted: CountFilter, until: datetime, most: int
    ) -> list[tuple[str, str | None, Counted]]:
        """What stands in each organisation, with its name: the most overdue first, so many of them."""
        arms = [
            _counting(table, scope, wanted, until, "organisation_id").where(table.c.organisation_id.is_not(None))
            for table in tables_of(wanted.kind)
        ]
        counted = _together(arms).subquery()
        statement = (
            select(counted, ORGANISATIONS.c.name)
            .join(ORGANISATIONS, ORGANISATIONS.c.id == counted.c.organisation_id, isouter=True)
            .order_by(counted.c.overdue.desc(), counted.c.due_soon.desc(), counted.c.organisation_id)
            .limit(most)
        )
        return [(row.organisation_id, row.name, _counted(row)) for row in self._connection.execute(statement)]

    def by_day(self, scope: InboxScope, wanted: CountFilter, begins: datetime, ends: datetime) -> list[DueCount]:
        """What stands of each kind and last day, in order; instants of one day are counted together."""
        found: dict[tuple[date, DeadlineKind], DueCount] = {}
        for table in tables_of(wanted.kind):
            for row in self._connection.execute(_by_due(table, scope, wanted, begins, ends)):
                key = last_day(row.due_at), DeadlineKind(row.kind)
                known = found.get(key, DueCount(*key, 0, 0))
                found[key] = replace(known, open=known.open + row.open, overdue=known.overdue + row.overdue)
        return [found[key] for key in sorted(found)]

    def unread(self, scope: InboxScope, organisation_id: str | None) -> Iterator[tuple[str, int]]:
        """How many messages of each category nobody has read."""
        statement: Select[Any] = select(MESSAGES.c.category, func.count().label("unread"))
        statement = visible(statement, MESSAGES, scope, None, organisation_id).where(MESSAGES.c.read_at.is_(None))
        for row in self._connection.execute(statement.group_by(MESSAGES.c.category)):
            yield row.category, row.unread


def _counting(table: Table, scope: InboxScope, wanted: CountFilter, until: datetime, by: str) -> Select[Any]:
    is_open = table.c.state == DeadlineState.OPEN.value
    statement: Select[Any] = select(
        table.c[by],
        _sum(is_open).label("open"),
        _sum(is_open & (table.c.due_at < until)).label("due_soon"),
        _sum(is_open & (table.c.due_at == WITHOUT_DAY)).label("waiting"),
        _sum(table.c.state == DeadlineState.OVERDUE.value).label("overdue"),
        func.min(case((is_open, table.c.due_at))).label("next_due_at"),
    )
    return _standing(statement, table, scope, wanted).group_by(table.c[by])


def _by_due(table: Table, scope: InboxScope, wanted: CountFilter, begins: datetime, ends: datetime) -> Select[Any]:
    statement: Select[Any] = select(
        table.c.due_at,
        table.c.kind,
        _sum(table.c.state == DeadlineState.OPEN.value).label("open"),
        _sum(table.c.state == DeadlineState.OVERDUE.value).label("overdue"),
    )
    statement = _standing(statement, table, scope, wanted)
    return statement.where(table.c.due_at > begins, table.c.due_at <= ends).group_by(table.c.due_at, table.c.kind)


def _standing(statement: Select[Any], table: Table, scope: InboxScope, wanted: CountFilter) -> Select[Any]:
    statement = visible(statement, table, scope, wanted.person_id, wanted.organisation_id)
    statement = fitting(statement, (table.c.kind, wanted.kind), (table.c.notice_id, wanted.notice_id))
    return statement.where(table.c.state.in_(_STANDING), table.c.watching.is_(False))


def _together(arms: Sequence[Select[Any]]) -> Select[Any]:
    """The figures of an organisation from both tables."""
    each = union_all(*arms).subquery()
    summed = (func.sum(each.c[name]).label(name) for name in ("open", "due_soon", "waiting", "overdue"))
    earliest = func.min(each.c.next_due_at).label("next_due_at")
    return select(each.c.organisation_id, *summed, earliest).group_by(each.c.organisation_id)


def _sum(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))


def _counted(row: Row[Any]) -> Counted:
    due = row.next_due_at
    return Counted(row.open, row.due_soon, row.overdue, row.waiting, None if due == WITHOUT_DAY else due)
