"""The history of the register in its table."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, insert, select

from services.audit.domain.organisation_changes import OrganisationChange
from services.audit.requests import ListOrganisationChanges
from services.audit.store.tables import ORGANISATION_CHANGES
from shared.persistence import JsonRows, Order, listed
from shared.wire.types import Page

C = ORGANISATION_CHANGES.c
ORDER = Order(by={"version": C.version}, key=C.change_id, default="-version")
ROWS = JsonRows(OrganisationChange, "changes")


class OrganisationChangeRepository:
    """Rows to steps and back; a step never changes."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, change: OrganisationChange) -> None:
        """A step just taken."""
        self._connection.execute(insert(ORGANISATION_CHANGES), ROWS.values(change))

    def page(self, request: ListOrganisationChanges) -> Page[OrganisationChange]:
        """The steps of one entry."""
        statement = select(ORGANISATION_CHANGES).where(C.organisation_id == request.filter.organisation_id)
        return listed(self._connection, statement, ORDER, request).turned(_change)


def _change(row: Row[Any]) -> OrganisationChange:
    return ROWS.read(row)
