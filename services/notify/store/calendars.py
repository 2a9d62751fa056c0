"""Links to calendars in the database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, CursorResult, bindparam, insert, select, update

from services.notify.domain.calendar import CalendarLink
from services.notify.domain.recipient import Recipient
from services.notify.requests import ListCalendarLinks
from services.notify.store.tables import CALENDAR_LINKS as T
from shared.persistence import JsonRows, Order, find, listed
from shared.wire.types import Page

ORDER = Order({"made_at": T.c.made_at}, T.c.id, "-made_at")
_ROWS = JsonRows(CalendarLink, apart={"recipient": Recipient})
_ENTER = insert(T)
_CHANGE = update(T).where(T.c.id == bindparam("_link"))


class CalendarRepository:
    """Adapter of `ports.Calendars` for one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, link: CalendarLink) -> None:
        """A new link."""
        self._connection.execute(_ENTER, _ROWS.values(link) | {"recipient_key": link.recipient.key})

    def renew(self, link_id: str, digest: str) -> None:
        """Another secret opens it from now on."""
        self._connection.execute(_CHANGE, {"_link": link_id, "digest": digest})

    def revoke(self, link_id: str, at: datetime) -> None:
        """Nothing opens it any more."""
        self._connection.execute(_CHANGE, {"_link": link_id, "revoked_at": at})

    def find(self, link_id: str) -> CalendarLink | None:
        """One link, or None."""
        return _first(find(self._connection, T, id=link_id))

    def by_digest(self, digest: str) -> CalendarLink | None:
        """The one whose secret has the digest."""
        return _first(find(self._connection, T, digest=digest))

    def asked(self, asked: str) -> CalendarLink | None:
        """The one that this request has made before."""
        return _first(find(self._connection, T, asked=asked))

    def of(self, recipient: Recipient) -> list[CalendarLink]:
        """Every link to one recipient's calendar."""
        return [_ROWS.read(row) for row in find(self._connection, T, recipient_key=recipient.key)]

    def page(self, recipients: Sequence[Recipient], request: ListCalendarLinks) -> Page[CalendarLink]:
        """Links to these recipients' calendars."""
        statement = select(T).where(T.c.recipient_key.in_([one.key for one in recipients]))
        return listed(self._connection, statement, ORDER, request).turned(_ROWS.read)


def _first(found: CursorResult[Any]) -> CalendarLink | None:
    row = found.first()
    return None if row is None else _ROWS.read(row)
