"""Projections fed by other services' events: insert or replace, read by key."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Table, insert, select, update

from services.declaration.domain.views import KnownCase, KnownOrganisation, KnownSession
from services.declaration.store.tables import (
    cases,
    declarations,
    integrity_records,
    organisations,
    sessions,
    stage_holders,
)
from shared.contracts.audit.case import IntegrityRecorded
from shared.contracts.audit.stage import StageFacts
from shared.wire.plain import plain, read_as, read_maybe


class _Projection:
    """Shared by the projections: one row per key."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def _put(self, table: Table, view: Any, **as_json: Any) -> None:
        values = {name: getattr(view, name) for name in view.__dataclass_fields__} | as_json
        (key,) = table.primary_key.columns
        changed = self._connection.execute(update(table).where(key == values[key.name]).values(**values)).rowcount
        if not changed:
            self._connection.execute(insert(table).values(**values))

    def _find(self, table: Table, key_value: str) -> dict[str, Any] | None:
        """Values by column."""
        (key,) = table.primary_key.columns
        row = self._connection.execute(select(table).where(key == key_value)).mappings().first()
        return None if row is None else dict(row)


class OrganisationRows(_Projection):
    """The `KnownOrganisations` port on one connection."""

    def put(self, organisation: KnownOrganisation) -> None:
        """See the port."""
        self._put(organisations, organisation)

    def find(self, organisation_id: str) -> KnownOrganisation | None:
        """See the port."""
        row = self._find(organisations, organisation_id)
        return None if row is None else KnownOrganisation(**row)

    def search(self, kind: str, sector: str | None, region: str) -> KnownOrganisation | None:
        """See the port."""
        wanted = select(organisations).where(organisations.c.kind == kind, organisations.c.region == region)
        if sector is not None:
            wanted = wanted.where(organisations.c.sector == sector)
        ordered = wanted.order_by(organisations.c.organisation_id).limit(1)
        row = self._connection.execute(ordered).mappings().first()
        return None if row is None else KnownOrganisation(**row)


class SessionRows(_Projection):
    """The `KnownSessions` port on one connection."""

    def put(self, session: KnownSession) -> None:
        """See the port."""
        self._put(sessions, session)

    def find(self, session_id: str) -> KnownSession | None:
        """See the port."""
        row = self._find(sessions, session_id)
        return None if row is None else KnownSession(**row)


class IntegrityRows(_Projection):
    """The `IntegrityArchive` port on one connection."""

    def add(self, record: IntegrityRecorded) -> bool:
        """See the port."""
        if self._find(integrity_records, record.declaration_id) is not None:
            return False
        self._put(integrity_records, record)
        return True

    def of_person(self, person_id: str) -> list[IntegrityRecorded]:
        """See the port."""
        found = select(integrity_records).where(integrity_records.c.person_id == person_id)
        return [IntegrityRecorded(**row) for row in self._connection.execute(found).mappings()]


class CaseRows(_Projection):
    """The `KnownCases` port on one connection."""

    def put(self, case: KnownCase) -> None:
        """See the port."""
        self._put(cases, case, stages=[plain(one) for one in case.stages], current=plain(case.current))

    def find(self, declaration_id: str) -> KnownCase | None:
        """See the port."""
        row = self._find(cases, declaration_id)
        if row is None:
            return None
        stages = tuple(read_as(StageFacts, one) for one in row.pop("stages"))
        current = read_maybe(StageFacts, row.pop("current"))
        return KnownCase(**row, stages=stages, current=current)

    def add_holder(self, declaration_id: str, organisation_id: str) -> None:
        """See the port."""
        if organisation_id not in self.holders(declaration_id):
            values = {"declaration_id": declaration_id, "organisation_id": organisation_id}
            self._connection.execute(insert(stage_holders).values(**values))

    def holders(self, declaration_id: str) -> set[str]:
        """See the port."""
        found = select(stage_holders.c.organisation_id).where(stage_holders.c.declaration_id == declaration_id)
        return set(self._connection.execute(found).scalars())

    def holds_one_of(self, organisation_id: str, person_id: str) -> bool:
        """See the port."""
        theirs = select(declarations.c.declaration_id).where(declarations.c.person_id == person_id)
        found = select(stage_holders.c.declaration_id).where(
            stage_holders.c.organisation_id == organisation_id, stage_holders.c.declaration_id.in_(theirs)
        )
        return self._connection.execute(found.limit(1)).first() is not None
