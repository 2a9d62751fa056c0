"""Posted lists and objections in their tables."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, and_, insert, select, update

from services.audit.domain.contact import ContactDetails
from services.audit.domain.publicity import ListedPerson, Objection, Publicity
from services.audit.requests import ListPublicities
from services.audit.store.tables import OBJECTIONS, PUBLICITIES
from shared.kernel.errors import not_found
from shared.persistence import Order, fitting, from_row, listed, update_versioned, values_of
from shared.policy.terms.basics import LevelGroup
from shared.wire.plain import plain, read_as
from shared.wire.types import Page

ORDER = Order(by={"posted_on": PUBLICITIES.c.posted_on}, key=PUBLICITIES.c.id, default="-posted_on")


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicityContent:
    """What rests in `content`: no query asks for it."""

    organisation_name: str
    level_group: LevelGroup
    ends_on: date
    working_days: int
    clause: str
    channel: ContactDetails
    people: tuple[ListedPerson, ...]
    closes_at: str | None = None


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
        return self._whole(row)

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
        return [self._whole(row) for row in self._connection.execute(ordered)]

    def page(self, request: ListPublicities) -> Page[Publicity]:
        """Those that fit the filter, without their objections."""
        statement, wanted, columns = select(PUBLICITIES), request.filter, PUBLICITIES.c
        statement = fitting(
            statement, (columns.scope, wanted.scope), (columns.notice_id, wanted.notice_id),
            (columns.organisation_id, wanted.organisation_id),
        )  # fmt: skip
        if wanted.open is not None:
            statement = statement.where(columns.closed_on.is_(None) if wanted.open else columns.closed_on.is_not(None))
        return listed(self._connection, statement, ORDER, request).turned(_publicity)

    def _whole(self, row: Row[Any]) -> Publicity:
        return replace(_publicity(row), objections=self._objections(row.id))

    def _objections(self, publicity_id: str) -> tuple[Objection, ...]:
        rows = self._connection.execute(
            select(OBJECTIONS).where(OBJECTIONS.c.publicity_id == publicity_id).order_by(OBJECTIONS.c.filed_at)
        )
        return tuple(from_row(Objection, row) for row in rows)

    def _write(self, publicity_id: str, objection: Objection, known: bool) -> None:
        values = values_of(objection, publicity_id=publicity_id)
        statement = update(OBJECTIONS).where(OBJECTIONS.c.id == objection.id) if known else insert(OBJECTIONS)
        self._connection.execute(statement.values(values))


def _values(publicity: Publicity) -> dict[str, Any]:
    """Its columns."""
    content = PublicityContent(
        organisation_name=publicity.organisation_name,
        level_group=publicity.level_group,
        ends_on=publicity.ends_on,
        working_days=publicity.working_days,
        clause=publicity.clause,
        channel=publicity.channel,
        people=publicity.people,
        closes_at=publicity.closes_at,
    )
    return {
        "id": publicity.id,
        "scope": publicity.scope,
        "notice_id": publicity.notice_id,
        "organisation_id": publicity.organisation_id,
        "posted_on": publicity.posted_on,
        "closed_on": publicity.closed_on,
        "provisional": publicity.provisional,
        "version": publicity.version,
        "content": plain(content),
    }


def _publicity(row: Row[Any]) -> Publicity:
    """Without its objections."""
    content = read_as(PublicityContent, row.content)
    return Publicity(
        id=row.id,
        scope=row.scope,
        notice_id=row.notice_id,
        organisation_id=row.organisation_id,
        organisation_name=content.organisation_name,
        level_group=content.level_group,
        posted_on=row.posted_on,
        ends_on=content.ends_on,
        working_days=content.working_days,
        provisional=row.provisional,
        clause=content.clause,
        channel=content.channel,
        people=content.people,
        closes_at=content.closes_at,
        closed_on=row.closed_on,
        version=row.version,
    )
