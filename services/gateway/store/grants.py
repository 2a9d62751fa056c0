"""Proposed capacities in the database."""

from __future__ import annotations

from sqlalchemy import Connection, insert, update

from services.gateway.domain.grant import Grant
from services.gateway.store.tables import GRANTS
from shared.persistence import find, from_row, values_of


class GrantRepository:
    """Adapter of `ports.Grants` for one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, grant: Grant) -> None:
        """Keep a proposal."""
        self._connection.execute(insert(GRANTS), values_of(grant))

    def find(self, grant_id: str) -> Grant | None:
        """By its id."""
        row = find(self._connection, GRANTS, id=grant_id).first()
        return None if row is None else from_row(Grant, row)

    def decide(self, grant: Grant) -> bool:
        """Keep the decision; False where somebody else was faster."""
        still_open = (GRANTS.c.id == grant.id) & (GRANTS.c.state == "proposed")
        values = {"state": grant.state, "decided_by": grant.decided_by, "decided_at": grant.decided_at}
        return self._connection.execute(update(GRANTS).where(still_open), values).rowcount == 1

    def open(self) -> list[Grant]:
        """Those that wait, oldest first."""
        rows = find(self._connection, GRANTS, state="proposed", order_by=("proposed_at", "id"))
        return [from_row(Grant, row) for row in rows]
