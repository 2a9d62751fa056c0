"""Objections to results in their table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, insert, or_, select

from services.committee.domain.results import ObjectionToResult
from services.committee.requests import ListResultObjections
from services.committee.requests.publicity import AnonymousResultObjections
from services.committee.store.tables import OBJECTIONS
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
_OLDEST = (
    select(OBJECTIONS)
    .where(OBJECTIONS.c.session_id == bindparam("session_id"))
    .order_by(OBJECTIONS.c.id)
    .limit(bindparam("most"))
)


class ObjectionRepository:
    """Rows to objections and back."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, objection: ObjectionToResult) -> None:
        """An objection just filed."""
        self._connection.execute(insert(OBJECTIONS), values_of(objection))

    def save(self, objection: ObjectionToResult, expected_version: int) -> int:
        """Write it at the version the caller saw."""
        values = values_of(objection)
        objection.version = update_versioned(self._connection, OBJECTIONS, objection.id, expected_version, values)
        return objection.version

    def get(self, objection_id: str) -> ObjectionToResult:
        """not_found("result_objection_not_found")."""
        found = find(self._connection, OBJECTIONS, id=objection_id)
        row = first_or_not_found(found, "result_objection_not_found", path="objection_id")
        return from_row(ObjectionToResult, row)

    def of_session(self, session_id: str, limit: int | None = None) -> list[ObjectionToResult]:
        """Oldest first."""
        if limit is None:
            found = find(self._connection, OBJECTIONS, order_by=("id",), session_id=session_id)
        else:
            found = self._connection.execute(_OLDEST, {"session_id": session_id, "most": limit})
        return [from_row(ObjectionToResult, row) for row in found]

    def unresolved(self, session_id: str) -> int:
        """How many still are."""
        of_session = select(func.count()).where(OBJECTIONS.c.session_id == session_id, OBJECTIONS.c.outcome == "open")
        return self._connection.scalar(of_session) or 0

    def hold(self, session_id: str, objection_ids: Sequence[str]) -> dict[str, ObjectionToResult]:
        """Those of them that are about this session, by id, kept from others until the commit."""
        columns = OBJECTIONS.c
        wanted = select(OBJECTIONS).where(columns.session_id == session_id, columns.id.in_(objection_ids))
        return {one.id: one for one in self._read(wanted.order_by(columns.id).with_for_update())}

    def hold_anonymous(self, session_id: str, wanted: AnonymousResultObjections, limit: int) -> list[ObjectionToResult]:
        """The oldest of those that the office may dismiss as they are, kept from others until the commit."""
        columns = OBJECTIONS.c
        statement = select(OBJECTIONS).where(
            columns.session_id == session_id, columns.outcome == "open", columns.filed_by.is_(None),
            columns.filed_at <= wanted.filed_until,
            or_(columns.investigator_id.is_(None), columns.finding == "not_confirmed"),
        )  # fmt: skip
        statement = fitting(statement, (columns.declaration_id, wanted.declaration_id))
        return self._read(statement.order_by(columns.id).limit(limit).with_for_update())

    def page(self, request: ListResultObjections) -> Page[ObjectionToResult]:
        """Those about one session that fit the filter."""
        columns, wanted = OBJECTIONS.c, request.filter
        statement = select(OBJECTIONS).where(columns.session_id == request.session_id)
        statement = fitting(
            statement, (columns.declaration_id, wanted.declaration_id), (columns.outcome == "open", wanted.open),
            (columns.filed_by.is_(None), wanted.anonymous),
        )  # fmt: skip
        return listed(self._connection, statement, ORDER, request).turned(lambda row: from_row(ObjectionToResult, row))

    def _read(self, statement: Select[Any]) -> list[ObjectionToResult]:
        return [from_row(ObjectionToResult, row) for row in self._connection.execute(statement)]
