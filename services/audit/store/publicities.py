"""Posted lists in their table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, CursorResult, Row, and_, bindparam, insert, select

from services.audit.domain.publicity import Publicity
from services.audit.requests import ListPublicities
from services.audit.store.tables import PUBLICITIES
from shared.contracts.audit.organisation import Contact
from shared.contracts.audit.publicity_and_roster import PublicityPerson
from shared.persistence import (
    Order,
    find,
    first_or_not_found,
    fitting,
    listed,
    update_versioned,
    values_of,
)
from shared.persistence.db.rows import RowValues
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
    channel: Contact
    people: tuple[PublicityPerson, ...]
    closes_at: str | None = None


_COLUMNS = tuple(column.name for column in PUBLICITIES.columns if column.name != "content")
_CONTENT = tuple(PublicityContent.__dataclass_fields__)
_SHARED = select(PUBLICITIES).where(PUBLICITIES.c.id == bindparam("id")).with_for_update(read=True)


class PublicityRepository:
    """Rows to publicities and back."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, publicity: Publicity) -> None:
        """A newly posted list."""
        self._connection.execute(insert(PUBLICITIES), _values(publicity))

    def save(self, publicity: Publicity, expected_version: int) -> int:
        """Write it back at the version that the caller saw."""
        values = _values(publicity)
        publicity.version = update_versioned(self._connection, PUBLICITIES, publicity.id, expected_version, values)
        return publicity.version

    def get(self, publicity_id: str) -> Publicity:
        """By id, not_found when unknown."""
        return _read(find(self._connection, PUBLICITIES, id=publicity_id))

    def lock(self, publicity_id: str) -> Publicity:
        """Wait for objections in flight and keep further ones out until the commit."""
        return _read(find(self._connection, PUBLICITIES, hold=True, id=publicity_id))

    def lock_shared(self, publicity_id: str) -> Publicity:
        """Any number of objections at once, but not while the list is being closed."""
        return _read(self._connection.execute(_SHARED, {"id": publicity_id}))

    def provisional(self, posted_until: date, limit: int) -> list[Publicity]:
        """Open lists posted by that day whose end is not certain, oldest first; nobody else has them locked."""
        table = PUBLICITIES.c
        guessed = and_(table.provisional.is_(True), table.closed_on.is_(None), table.posted_on <= posted_until)
        statement = select(PUBLICITIES).where(guessed)
        ordered = statement.order_by(PUBLICITIES.c.posted_on).limit(limit).with_for_update(skip_locked=True)
        return [_publicity(row) for row in self._connection.execute(ordered)]

    def page(self, request: ListPublicities) -> Page[Publicity]:
        """Those that fit the filter."""
        statement, wanted, columns = select(PUBLICITIES), request.filter, PUBLICITIES.c
        statement = fitting(
            statement, (columns.scope, wanted.scope), (columns.notice_id, wanted.notice_id),
            (columns.organisation_id, wanted.organisation_id), (columns.closed_on.is_(None), wanted.open),
        )  # fmt: skip
        return listed(self._connection, statement, ORDER, request).turned(_publicity)


def _values(publicity: Publicity) -> RowValues:
    """Its columns."""
    content = PublicityContent(**{name: getattr(publicity, name) for name in _CONTENT})
    return {name: getattr(publicity, name) for name in _COLUMNS} | {"content": plain(content)}


def _read(found: CursorResult[Any]) -> Publicity:
    return _publicity(first_or_not_found(found, "publicity_not_found", path="publicity_id"))


def _publicity(row: Row[Any]) -> Publicity:
    given = row._mapping
    columns = {name: given[name] for name in _COLUMNS}
    return Publicity(**columns, **values_of(read_as(PublicityContent, row.content)))
