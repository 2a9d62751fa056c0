"""The organisation register in its table."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select

from services.audit.domain.organisation import Organisation
from services.audit.requests import ListOrganisations
from services.audit.store.tables import ORGANISATIONS
from shared.kernel.errors import not_found
from shared.persistence import JsonRows, Order, find, fitting, given, listed, update_versioned
from shared.wire.types import Page

ORDER = Order(by={"name": ORGANISATIONS.c.name}, key=ORGANISATIONS.c.id, default="name")
ROWS = JsonRows(Organisation, "contact")


class OrganisationRepository:
    """Rows to organisations and back."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, organisation: Organisation) -> None:
        """A new organisation."""
        self._connection.execute(insert(ORGANISATIONS), ROWS.values(organisation))

    def save(self, organisation: Organisation, expected_version: int) -> int:
        """Replace its data; conflict when somebody else was faster."""
        values = ROWS.values(organisation)
        organisation.version = update_versioned(
            self._connection, ORGANISATIONS, organisation.id, expected_version, values
        )
        return organisation.version

    def find(self, organisation_id: str) -> Organisation | None:
        """By id, None when unknown."""
        row = find(self._connection, ORGANISATIONS, id=organisation_id).first()
        return ROWS.read(row) if row else None

    def region_of(self, organisation_id: str) -> str | None:
        """Its division, None when it is unknown; not the whole entry, which each look of a supervisor would cost."""
        region: str | None = find(self._connection, ORGANISATIONS.c.region, id=organisation_id).scalar()
        return region

    def get(self, organisation_id: str) -> Organisation:
        """By id, not_found when unknown."""
        found = self.find(organisation_id)
        if found is None:
            raise not_found("organisation_not_found", path="organisation_id")
        return found

    def search(self, kind: str, sector: str | None, region: str) -> Organisation | None:
        """The organisation of that kind, sector and region; the smallest id when there are several."""
        wanted = given(sector=sector)
        row = find(self._connection, ORGANISATIONS, order_by=("id",), kind=kind, region=region, **wanted).first()
        return ROWS.read(row) if row else None

    def page(self, request: ListOrganisations) -> Page[Organisation]:
        """Those that fit the filter."""
        statement, wanted, columns = select(ORGANISATIONS), request.filter, ORGANISATIONS.c
        statement = fitting(
            statement, (columns.kind, wanted.kind), (columns.region, wanted.region), (columns.sector, wanted.sector),
            (columns.parent_id, wanted.parent_id),
        )  # fmt: skip
        return listed(self._connection, statement, ORDER, request).turned(ROWS.read)
