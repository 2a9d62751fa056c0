"""What is kept of the audit: the register of organisations."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection

from services.committee.domain.organisation import KnownOrganisation
from services.committee.store.tables import ORGANISATIONS
from shared.persistence import JsonRows, find, given, put

_ROWS = JsonRows(KnownOrganisation, "contact")


class OrganisationRepository:
    """The register as announced."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, organisation: KnownOrganisation) -> None:
        """Add or replace."""
        put(self._connection, ORGANISATIONS, _ROWS.values(organisation))

    def find(self, organisation_id: str) -> KnownOrganisation | None:
        """None for one that has not been announced yet."""
        row = find(self._connection, ORGANISATIONS, id=organisation_id).first()
        return None if row is None else _ROWS.read(row)

    def search(self, day: date, kind: str, sector: str | None, region: str) -> KnownOrganisation | None:
        """The one of that kind, sector (None: any) and region that stands on the day; the smallest id of several, as in
        audit."""
        wanted = given(sector=sector)
        rows = find(self._connection, ORGANISATIONS, order_by=("id",), kind=kind, region=region, **wanted)
        return next((one for one in map(_ROWS.read, rows) if one.stands_on(day)), None)

    def names(self) -> dict[str, str]:
        """Id -> name of everything in the register."""
        return {row.id: row.name for row in find(self._connection, ORGANISATIONS.c.id, ORGANISATIONS.c.name)}
