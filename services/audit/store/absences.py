"""Absences of clerks in their table."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, delete, select

from services.audit.store.tables import ABSENCES
from shared.persistence import put


class AbsenceRepository:
    """One per clerk and organisation; those that are over stay until the next one."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, organisation_id: str, person_id: str, until: date) -> None:
        """In place of what he said before."""
        put(
            self._connection, ABSENCES,
            {"organisation_id": organisation_id, "person_id": person_id, "until": until},
        )  # fmt: skip

    def forget(self, organisation_id: str, person_id: str) -> None:
        """He is back."""
        here = ABSENCES.c.organisation_id == organisation_id, ABSENCES.c.person_id == person_id
        self._connection.execute(delete(ABSENCES).where(*here))

    def of_house(self, organisation_id: str, today: date) -> dict[str, date]:
        """Who of an organisation is absent today, with his last day."""
        here = ABSENCES.c.organisation_id == organisation_id, ABSENCES.c.until >= today
        rows = self._connection.execute(select(ABSENCES.c.person_id, ABSENCES.c.until).where(*here))
        return {row.person_id: row.until for row in rows}
