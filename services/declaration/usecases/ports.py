"""What use cases ask of the world; `store/` and `shared.storage` answer, tests answer with hand-written fakes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Protocol

from services.declaration.domain.declaration import Declaration
from services.declaration.domain.filing import UnitFiling
from services.declaration.domain.materials import AttachedMaterial
from services.declaration.domain.person import Person
from services.declaration.domain.photo import PhotoLimits
from services.declaration.domain.recheck import Outcome, Recheck, Settled
from services.declaration.domain.transitions import DeclarationState
from services.declaration.domain.views import (
    KnownCase,
    KnownOrganisation,
    KnownSession,
    PublishedNotice,
    Revision,
    Step,
)
from services.declaration.requests import ListDeclarations, ListRechecks, ListWaitingProfiles
from services.declaration.results import RevisionHeader
from shared.contracts.audit.case import IntegrityRecorded
from shared.kernel.scope import Reach
from shared.storage import ObjectStore
from shared.wire.types import Page


class PublishedNotices(Protocol):
    """Published notices, every version."""

    def add(self, notice: PublishedNotice, by: str) -> None:
        """Keep a new version."""
        ...

    def latest(self, notice_id: str) -> PublishedNotice | None:
        """The newest version of one notice."""
        ...

    def get(self, notice_id: str, version: int) -> PublishedNotice:
        """One version; raises not_found `notice_not_found`."""
        ...

    def all_latest(self) -> list[PublishedNotice]:
        """The newest version of every notice, by id."""
        ...


class Persons(Protocol):
    """People by id."""

    def add(self, person: Person) -> None:
        """Keep a new person; raises conflict `person_exists` when the person has an account."""
        ...

    def get(self, person_id: str, *, hold: bool = False) -> Person:
        """One person, held against others until the end of the transaction if `hold`; not_found `person_not_found`."""
        ...

    def claimants(self, index: str, *, hold: bool = False) -> list[Person]:
        """Everybody who states the ID number of this index, by id; held until the transaction ends if `hold`."""
        ...

    def waiting(self, unit_id: str, request: ListWaitingProfiles) -> Page[Person]:
        """People of a unit for whose profile nobody vouches as it stands."""
        ...

    def save(self, person: Person, expected_version: int) -> None:
        """Write a change; raises conflict `stale_version`, `id_number_owned` for the second owner of a number."""
        ...


class DeclarationRegister(Protocol):
    """Declarations by id."""

    def add(self, declaration: Declaration) -> None:
        """Keep a new draft."""
        ...

    def get(self, declaration_id: str) -> Declaration:
        """One declaration; raises not_found `declaration_not_found`."""
        ...

    def save(self, declaration: Declaration, expected_version: int) -> None:
        """Write a change; raises conflict `stale_version`."""
        ...

    def of_person(self, person_id: str) -> list[Declaration]:
        """All of one person, oldest first."""
        ...

    def filings_of_unit(
        self, unit_id: str, notice_id: str, series: str, level: str, without: str | None
    ) -> list[UnitFiling]:
        """The ways that the unit's filings take for a series and level, each once; `without` is left out."""
        ...

    def overdue(self, now: datetime, limit: int) -> list[Declaration]:
        """Those in an applicant's hands whose last instant has passed, earliest first; without those that a new version
        of their notice waits to be held against: they may have been given more time."""
        ...

    def unchecked(self, states: Collection[DeclarationState], limit: int) -> list[Declaration]:
        """Those in one of the states that the newest version of their notice has not been held against, by id."""
        ...

    def under(self, notice_id: str, states: Collection[DeclarationState], limit: int) -> list[Declaration]:
        """Those in one of the states under any version of a notice."""
        ...

    def page(self, reader: Reach, request: ListDeclarations) -> Page[Declaration]:
        """What the request asks for of the declarations that the reader may read."""
        ...


class Materials(Protocol):
    """Files attached to drafts."""

    def add(self, declaration_id: str, material: AttachedMaterial) -> None:
        """Attach."""
        ...

    def of(self, declaration_id: str) -> list[AttachedMaterial]:
        """All of one declaration in the order of attaching."""
        ...

    def remove(self, declaration_id: str, material_id: str) -> None:
        """Detach; raises not_found `material_not_found`."""
        ...


class Revisions(Protocol):
    """Submitted dossiers."""

    def add(self, revision: Revision) -> None:
        """Freeze one."""
        ...

    def get(self, declaration_id: str, revision: int) -> Revision:
        """One; raises not_found `revision_not_found`."""
        ...

    def headers(self, declaration_id: str) -> list[RevisionHeader]:
        """Each without its content, oldest first."""
        ...


class Rechecks(Protocol):
    """What new versions of notices meant for open declarations."""

    def add(self, recheck: Recheck) -> None:
        """Keep a new one."""
        ...

    def save(self, recheck: Recheck) -> None:
        """Write how it was settled."""
        ...

    def overtake(self, declaration_id: str, now: datetime) -> None:
        """Whatever still awaits an answer is overtaken by a later version."""
        ...

    def get(self, declaration_id: str, notice_version: int) -> Recheck:
        """One; raises not_found `recheck_not_found`."""
        ...

    def of(self, declaration_id: str) -> list[Recheck]:
        """All of one declaration by version."""
        ...

    def page(self, reader: Reach | None, request: ListRechecks) -> Page[Recheck]:
        """What the request asks for, of the declarations that the reader may read (None: of all), by declaration."""
        ...

    def counts(self, notice_id: str, notice_version: int) -> dict[tuple[Outcome, Settled], int]:
        """How many there are by (outcome, settled)."""
        ...


class KnownOrganisations(Protocol):
    """The projection of organisations."""

    def put(self, organisation: KnownOrganisation) -> None:
        """Insert or replace."""
        ...

    def find(self, organisation_id: str) -> KnownOrganisation | None:
        """One, or None while its event has not arrived."""
        ...

    def search(self, day: date, kind: str, sector: str | None, region: str) -> KnownOrganisation | None:
        """The one of a kind, sector (None: any) and region that stands on the day; the smallest id of several."""
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


class Ports(Protocol):
    """Everything a use case may touch in one transaction."""

    @property
    def notices(self) -> PublishedNotices: ...

    @property
    def persons(self) -> Persons: ...

    @property
    def declarations(self) -> DeclarationRegister: ...

    @property
    def materials(self) -> Materials: ...

    @property
    def revisions(self) -> Revisions: ...

    @property
    def rechecks(self) -> Rechecks: ...

    @property
    def organisations(self) -> KnownOrganisations: ...

    @property
    def cases(self) -> KnownCases: ...

    @property
    def sessions(self) -> KnownSessions: ...

    @property
    def integrity(self) -> IntegrityArchive: ...

    @property
    def steps(self) -> Steps: ...

    @property
    def files(self) -> ObjectStore: ...

    @property
    def photo_limits(self) -> PhotoLimits: ...
