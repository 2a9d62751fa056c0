"""Ports to what this service keeps of other services' facts, and of what has happened to a declaration."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from services.declaration.domain.views import KnownCase, KnownOrganisation, KnownSession, Step
from shared.contracts.audit.case import IntegrityRecorded


class KnownOrganisations(Protocol):
    """The projection of organisations."""

    def put(self, organisation: KnownOrganisation) -> None:
        """Insert or replace."""
        ...

    def find(self, organisation_id: str) -> KnownOrganisation | None:
        """One, or None while its event has not arrived."""
        ...

    def search(self, kind: str, sector: str | None, region: str) -> KnownOrganisation | None:
        """The one of a kind, sector (None: any) and region; the smallest id when there are several."""
        ...


class KnownCases(Protocol):
    """The projection of the audit."""

    def put(self, case: KnownCase) -> None:
        """Insert or replace."""
        ...

    def find(self, declaration_id: str) -> KnownCase | None:
        """One, or None before the audit has opened it."""
        ...

    def add_holder(self, declaration_id: str, organisation_id: str) -> None:
        """The organisation holds a stage now; from here on it may read."""
        ...

    def holders(self, declaration_id: str) -> set[str]:
        """Organisations that hold or have held a stage."""
        ...

    def holds_one_of(self, organisation_id: str, person_id: str) -> bool:
        """Whether the organisation holds or has held a stage of any declaration of the person."""
        ...


class KnownSessions(Protocol):
    """The projection of committee sessions."""

    def put(self, session: KnownSession) -> None:
        """Insert or replace."""
        ...

    def find(self, session_id: str) -> KnownSession | None:
        """One, or None while its event has not arrived."""
        ...


class IntegrityArchive(Protocol):
    """The projection of what is on record against people."""

    def add(self, record: IntegrityRecorded) -> bool:
        """Keep it; False when the filing is on record already."""
        ...

    def of_person(self, person_id: str) -> Sequence[IntegrityRecorded]:
        """All of one person."""
        ...


class Steps(Protocol):
    """What has happened, for the timeline."""

    def add(self, declaration_id: str, step: Step) -> None:
        """Append."""
        ...

    def of(self, declaration_id: str) -> Sequence[Step]:
        """All of one declaration in the order of recording."""
        ...
