"""Projections fed by other services' events: insert or replace, read by key."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, select

from services.declaration.domain.views import KnownCase, KnownOrganisation, KnownSession
from services.declaration.store.tables import (
    CASES,
    DECLARATIONS,
    INTEGRITY_RECORDS,
    ORGANISATIONS,
    SESSIONS,
    STAGE_HOLDERS,
)
from shared.contracts.audit.case import IntegrityRecorded
from shared.persistence import JsonRows, find, insert_if_absent, put, values_of

_CASES = JsonRows(KnownCase, "stages", "current")
_HELD_OF_PERSON = (
    select(STAGE_HOLDERS.c.declaration_id)
    .join(DECLARATIONS, DECLARATIONS.c.declaration_id == STAGE_HOLDERS.c.declaration_id)
    .where(STAGE_HOLDERS.c.organisation_id == bindparam("holder"), DECLARATIONS.c.person_id == bindparam("of"))
    .limit(1)
)


@dataclass(slots=True)
class OrganisationRepository:
    """The `KnownOrganisations` port on one connection."""

    connection: Connection

    def put(self, organisation: KnownOrganisation) -> None:
        """See the port."""
        put(self.connection, ORGANISATIONS, values_of(organisation))

    def find(self, organisation_id: str) -> KnownOrganisation | None:
        """See the port."""
        row = find(self.connection, ORGANISATIONS, organisation_id=organisation_id).first()
        return KnownOrganisation(**row._mapping) if row else None

    def search(self, day: date, kind: str, sector: str | None, region: str) -> KnownOrganisation | None:
        """See the port."""
        sectors: Any = {} if sector is None else {"sector": sector}
        here = find(self.connection, ORGANISATIONS, order_by=("organisation_id",), kind=kind, region=region, **sectors)
        known = (KnownOrganisation(**row._mapping) for row in here)
        return next((one for one in known if one.stands_on(day)), None)


@dataclass(slots=True)
class SessionRepository:
    """The `KnownSessions` port on one connection."""

    connection: Connection

    def put(self, session: KnownSession) -> None:
        """See the port."""
        put(self.connection, SESSIONS, values_of(session))

    def find(self, session_id: str) -> KnownSession | None:
        """See the port."""
        row = find(self.connection, SESSIONS, session_id=session_id).first()
        return KnownSession(**row._mapping) if row else None


@dataclass(slots=True)
class IntegrityRepository:
    """The `IntegrityArchive` port on one connection."""

    connection: Connection

    def add(self, record: IntegrityRecorded) -> bool:
        """See the port."""
        return insert_if_absent(self.connection, INTEGRITY_RECORDS, values_of(record))

    def of_person(self, person_id: str) -> list[IntegrityRecorded]:
        """See the port."""
        return [
            IntegrityRecorded(**row._mapping) for row in find(self.connection, INTEGRITY_RECORDS, person_id=person_id)
        ]


@dataclass(slots=True)
class CaseRepository:
    """The `KnownCases` port on one connection."""

    connection: Connection

    def put(self, case: KnownCase) -> None:
        """See the port."""
        put(self.connection, CASES, _CASES.values(case))

    def find(self, declaration_id: str) -> KnownCase | None:
        """See the port."""
        row = find(self.connection, CASES, declaration_id=declaration_id).first()
        return _CASES.read(row) if row else None

    def add_holder(self, declaration_id: str, organisation_id: str) -> None:
        """See the port."""
        held = {"declaration_id": declaration_id, "organisation_id": organisation_id}
        insert_if_absent(self.connection, STAGE_HOLDERS, held)

    def holders(self, declaration_id: str) -> set[str]:
        """See the port."""
        return set(find(self.connection, STAGE_HOLDERS.c.organisation_id, declaration_id=declaration_id).scalars())

    def holds_one_of(self, organisation_id: str, person_id: str) -> bool:
        """See the port."""
        found = self.connection.execute(_HELD_OF_PERSON, {"holder": organisation_id, "of": person_id})
        return found.first() is not None
