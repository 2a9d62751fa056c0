"""Objections in their table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Select, func, insert, select

from services.audit.domain.objection import Objection, ObjectionTally
from services.audit.requests import ListObjections
from services.audit.requests.objections import AnonymousObjections
from services.audit.store.tables import OBJECTIONS
from shared.persistence import (
    Order,
    find,
    first_or_not_found,
    fitting,
    from_row,
    listed,
    update_versioned,
    values_of,
)
from shared.wire.types import Page

ORDER = Order(by={"filed_at": OBJECTIONS.c.filed_at}, key=OBJECTIONS.c.id, default="filed_at")
_NEW = insert(OBJECTIONS)


class ObjectionRepository:
    """Rows to objections and back."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, objection: Objection) -> None:
        """One that has just been filed."""
        self._connection.execute(_NEW, values_of(objection))

    def save(self, objection: Objection, expected_version: int) -> int:
        """Write it back at the version that the caller saw."""
        return update_versioned(self._connection, OBJECTIONS, objection.id, expected_version, values_of(objection))

    def get(self, objection_id: str) -> Objection:
        """By id, not_found when unknown."""
        found = find(self._connection, OBJECTIONS, id=objection_id)
        return from_row(Objection, first_or_not_found(found, "objection_not_found", path="objection_id"))

    def hold(self, publicity_id: str, objection_ids: Sequence[str]) -> dict[str, Objection]:
        """Those of them that are about this list, by id, kept from others until the commit."""
        columns = OBJECTIONS.c
        wanted = select(OBJECTIONS).where(columns.publicity_id == publicity_id, columns.id.in_(objection_ids))
        return {objection.id: objection for objection in self._held(wanted)}

    def hold_anonymous(self, publicity_id: str, wanted: AnonymousObjections, limit: int) -> list[Objection]:
        """The oldest unresolved ones of people without a name, kept from others until the commit."""
        columns = OBJECTIONS.c
        statement = select(OBJECTIONS).where(
            columns.publicity_id == publicity_id, columns.outcome == "open", columns.filed_by.is_(None),
            columns.filed_at <= wanted.filed_until,
        )  # fmt: skip
        return self._held(fitting(statement, (columns.declaration_id, wanted.declaration_id)).limit(limit))

    def tally(self, publicity_id: str) -> ObjectionTally:
        """How those about one list stand."""
        columns = OBJECTIONS.c
        counted = select(columns.outcome, columns.declaration_id, func.count().label("count"))
        of_list = counted.where(columns.publicity_id == publicity_id).group_by(columns.outcome, columns.declaration_id)
        rows = list(self._connection.execute(of_list))
        by = {outcome: sum(row[2] for row in rows if row.outcome == outcome) for outcome in ("open", "upheld")}
        upheld = frozenset(row.declaration_id for row in rows if row.outcome == "upheld")
        return ObjectionTally(sum(row[2] for row in rows), by["open"], by["upheld"], upheld)

    def oldest(self, publicity_id: str, limit: int) -> list[Objection]:
        """The first that came about one list."""
        columns = OBJECTIONS.c
        statement = select(OBJECTIONS).where(columns.publicity_id == publicity_id)
        rows = self._connection.execute(statement.order_by(columns.filed_at, columns.id).limit(limit))
        return [from_row(Objection, row) for row in rows]

    def page(self, request: ListObjections) -> Page[Objection]:
        """Those about one list that fit the filter."""
        columns, wanted = OBJECTIONS.c, request.filter
        statement = select(OBJECTIONS).where(columns.publicity_id == request.publicity_id)
        statement = fitting(
            statement, (columns.declaration_id, wanted.declaration_id), (columns.outcome == "open", wanted.open),
            (columns.filed_by.is_(None), wanted.anonymous),
        )  # fmt: skip
        return listed(self._connection, statement, ORDER, request).turned(lambda row: from_row(Objection, row))

    def _held(self, statement: Select[Any]) -> list[Objection]:
        ordered = statement.order_by(OBJECTIONS.c.filed_at, OBJECTIONS.c.id).with_for_update()
        rows = self._connection.execute(ordered)
        return [from_row(Objection, row) for row in rows]
