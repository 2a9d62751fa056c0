"""The organisation register in its table."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from services.audit.domain.contact import ContactDetails
from services.audit.domain.organisation import Organisation
from services.audit.requests import ListOrganisations
from services.audit.store.tables import ORGANISATIONS
from shared.kernel.errors import not_found
from shared.persistence import Order, fitting, from_row, listed, update_versioned, values_of
from shared.wire.plain import plain, read_as
from shared.wire.types import Page

ORDER = Order(by={"name": ORGANISATIONS.c.name}, key=ORGANISATIONS.c.id, default="name")


class OrganisationRepository:
    """Rows to organisations and back."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, organisation: Organisation) -> None:
        """A new organisation."""
        self._connection.execute(insert(ORGANISATIONS).values(_values(organisation)))

    def save(self, organisation: Organisation, expected_version: int) -> int:
        """Replace its data; conflict when somebody else was faster."""
        values = _values(organisation)
        organisation.version = update_versioned(
            self._connection, ORGANISATIONS, organisation.id, expected_version, values
        )
        return organisation.version

    def find(self, organisation_id: str) -> Organisation | None:
        """By id, None when unknown."""
        row = self._connection.execute(select(ORGANISATIONS).where(ORGANISATIONS.c.id == organisation_id)).first()
        return _organisation(row) if row else None

    def get(self, organisation_id: str) -> Organisation:
        """By id, not_found when unknown."""
        found = self.find(organisation_id)
        if found is None:
            raise not_found("organisation_not_found", path="organisation_id")
        return found

    def search(self, kind: str, sector: str | None, region: str) -> Organisation | None:
        """The organisation of that kind, sector and region; the smallest id when there are several."""
        statement = select(ORGANISATIONS).where(ORGANISATIONS.c.kind == kind, ORGANISATIONS.c.region == region)
        if sector is not None:
            statement = statement.where(ORGANISATIONS.c.sector == sector)
        row = self._connection.execute(statement.order_by(ORGANISATIONS.c.id).limit(1)).first()
        return _organisation(row) if row else None

    def page(self, request: ListOrganisations) -> Page[Organisation]:
        """Those that fit the filter."""
        statement, wanted, columns = select(ORGANISATIONS), request.filter, ORGANISATIONS.c
        statement = fitting(
            statement, (columns.kind, wanted.kind), (columns.region, wanted.region), (columns.sector, wanted.sector),
            (columns.parent_id, wanted.parent_id),
        )  # fmt: skip
        return listed(self._connection, statement, ORDER, request).turned(_organisation)


def _organisation(row: Row[Any]) -> Organisation:
    return replace(from_row(Organisation, row), contact=read_as(ContactDetails, row.contact))


def _values(organisation: Organisation) -> dict[str, Any]:
    """Its columns."""
    return values_of(organisation, contact=plain(organisation.contact))
