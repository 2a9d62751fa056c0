"""Posted lists and objections in their tables."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, and_, insert, select, update

from services.audit.domain.publicity import Objection, Publicity
from services.audit.requests import ListPublicities
from services.audit.store.tables import OBJECTIONS, PUBLICITIES
from shared.kernel.errors import not_found
from shared.persistence import Order, fitting, listed, update_versioned
from shared.wire.types import Page

ORDER = Order(by={"posted_on": PUBLICITIES.c.posted_on}, key=PUBLICITIES.c.id, default="-posted_on")
_COLUMNS = ("id", "scope", "notice_id", "organisation_id", "posted_on", "closed_on", "provisional", "version")


class PublicityRepository:
    """Rows to publicities and back."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, publicity: Publicity) -> None:
        """A newly posted list."""
        self._connection.execute(insert(PUBLICITIES).values(_values(publicity)))

    def save(self, publicity: Publicity, expected_version: int) -> int:
        """Write it and its objections back."""
        values = _values(publicity)
        del values["id"], values["version"]
        publicity.version = update_versioned(self._connection, PUBLICITIES, publicity.id, expected_version, values)
        known = set(self._connection.scalars(select(OBJECTIONS.c.id).where(OBJECTIONS.c.publicity_id == publicity.id)))
        for objection in publicity.objections:
            self._write(publicity.id, objection, objection.id in known)
        return publicity.version

    def get(self, publicity_id: str) -> Publicity:
        """By id, not_found when unknown."""
        row = self._connection.execute(select(PUBLICITIES).where(PUBLICITIES.c.id == publicity_id)).first()
        if row is None:
            raise not_found("publicity_not_found", path="publicity_id")
        return _publicity(row, self._objections(publicity_id))

    def of_objection(self, objection_id: str) -> Publicity:
        """The list that an objection is about."""
        statement = select(OBJECTIONS.c.publicity_id).where(OBJECTIONS.c.id == objection_id)
        publicity_id = self._connection.execute(statement).scalar()
        if publicity_id is None:
            raise not_found("objection_not_found", path="objection_id")
        return self.get(publicity_id)

    def provisional(self, posted_until: date, limit: int) -> list[Publicity]:
        """Open lists posted by that day whose end is not certain, oldest first; nobody else has them locked."""
        table = PUBLICITIES.c
        guessed = and_(table.provisional.is_(True), table.closed_on.is_(None), table.posted_on <= posted_until)
        statement = select(PUBLICITIES).where(guessed)
        ordered = statement.order_by(PUBLICITIES.c.posted_on).limit(limit).with_for_update(skip_locked=True)
        return [_publicity(row, self._objections(row.id)) for row in self._connection.execute(ordered)]

    def page(self, request: ListPublicities) -> Page[Publicity]:
        """Those that fit the filter, without their objections."""
        statement, wanted, columns = select(PUBLICITIES), request.filter, PUBLICITIES.c
        statement = fitting(
            statement, (columns.scope, wanted.scope), (columns.notice_id, wanted.notice_id),
            (columns.organisation_id, wanted.organisation_id),
        )  # fmt: skip
        if wanted.open is not None:
            statement = statement.where(columns.closed_on.is_(None) if wanted.open else columns.closed_on.is_not(None))
        return listed(self._connection, statement, ORDER, request).turned(lambda row: _publicity(row, []))

    def _objections(self, publicity_id: str) -> list[Objection]:
        rows = self._connection.execute(
            select(OBJECTIONS).where(OBJECTIONS.c.publicity_id == publicity_id).order_by(OBJECTIONS.c.filed_at)
        )
        return [_objection(row) for row in rows]

    def _write(self, publicity_id: str, objection: Objection, known: bool) -> None:
        values = asdict(objection) | {"publicity_id": publicity_id}
        statement = update(OBJECTIONS).where(OBJECTIONS.c.id == objection.id) if known else insert(OBJECTIONS)
        self._connection.execute(statement.values(values))


def _values(publicity: Publicity) -> dict[str, Any]:
    content = asdict(publicity)
    del content["objections"]
    row = {name: content.pop(name) for name in _COLUMNS}
    content["ends_on"] = publicity.ends_on.isoformat()
    return row | {"content": content}


def _publicity(row: Row[Any], objections: list[Objection]) -> Publicity:
    values = {name: row._mapping[name] for name in _COLUMNS}
    content = dict(row.content)
    content["ends_on"] = date.fromisoformat(content["ends_on"])
    return Publicity(**values, **content, objections=objections)


def _objection(row: Row[Any]) -> Objection:
    return Objection(
        id=row.id,
        declaration_id=row.declaration_id,
        content=row.content,
        filed_at=row.filed_at,
        outcome=row.outcome,
        opinion=row.opinion,
        resolved_at=row.resolved_at,
    )
