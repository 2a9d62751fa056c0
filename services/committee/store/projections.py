"""What is kept of other services: organisations and policy packs."""

from __future__ import annotations

from sqlalchemy import Connection, select

from services.committee.domain.organisation import KnownOrganisation
from services.committee.store.tables import ORGANISATIONS
from shared.persistence import JsonRows, put

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
        row = self._connection.execute(select(ORGANISATIONS).where(ORGANISATIONS.c.id == organisation_id)).first()
        return None if row is None else _ROWS.read(row)

    def search(self, kind: str, sector: str | None, region: str) -> KnownOrganisation | None:
        """The one of that kind, sector (None: any) and region; the smallest id when there are several, as in audit."""
        statement = select(ORGANISATIONS).where(ORGANISATIONS.c.kind == kind, ORGANISATIONS.c.region == region)
        if sector is not None:
            statement = statement.where(ORGANISATIONS.c.sector == sector)
        row = self._connection.execute(statement.order_by(ORGANISATIONS.c.id).limit(1)).first()
        return None if row is None else _ROWS.read(row)

    def names(self) -> dict[str, str]:
        """Id -> name of everything in the register."""
        rows = self._connection.execute(select(ORGANISATIONS.c.id, ORGANISATIONS.c.name))
        return {row.id: row.name for row in rows}
