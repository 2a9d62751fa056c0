"""What docgen remembers of other services' things: each kind with its record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any, Generic, TypeVar

from services.docgen.domain.document import Document
from services.docgen.domain.notice import Notice
from shared.contracts.audit.organisation import Contact
from shared.contracts.audit.publicity_and_roster import PublicityPerson
from shared.contracts.audit.stage import Decision
from shared.contracts.base import EventType
from shared.contracts.committee.oversight import CertificateRevoked
from shared.contracts.committee.recognition import Recognised
from shared.contracts.committee.results import PACKAGE_REPORTED, PackageReported
from shared.contracts.committee.review import Reviewed
from shared.wire.types import record

R = TypeVar("R")


@dataclass(frozen=True)
class Kept(Generic[R]):
    """A kind of what is kept, by its name in the database."""

    name: str
    record: type[R]

    def read(self, body: Mapping[str, Any]) -> R:
        """The record of the JSON that the database holds; ContractViolation where it does not fit."""
        return self._shape.read(dict(body))

    @cached_property
    def _shape(self) -> EventType[R]:
        """Kept JSON is read as an event's is: what an older version kept beside it does no harm."""
        return EventType(self.name, "kept", self.record, {})


@record
class Organisation:
    """An organisation with contact and seal."""

    name: str
    kind: str
    contact: Contact
    seal_reference: str | None = None


@record
class Holder:
    """Who holds a case now."""

    organisation_id: str


@record
class Reports:
    """The reports that a declaration stands in."""

    ids: tuple[str, ...] = ()


@record
class Case:
    """What the audit has brought: `revision` passed."""

    case_number: str | None = None
    unit_id: str | None = None
    decisions: tuple[Decision, ...] = ()
    revision: int = 0


@record
class Session:
    """A session, or a body's list, as far as its events have told."""

    office_id: str | None = None
    authority_id: str | None = None
    committee_name: str | None = None
    place: str | None = None
    panel_size: int | None = None
    present: int | None = None
    chair_name: str | None = None


@record
class Objection:
    """An objection to a result: when it was filed, and its outcome by now."""

    declaration_id: str
    outcome: str
    received: datetime


@record
class Publicised:
    """What was posted of a session's results, and the objections to it by id."""

    working_days: int
    channel: Contact
    people: tuple[PublicityPerson, ...]
    objections: dict[str, Objection] = field(default_factory=dict)


@record
class CommitteeFacts:
    """A committee."""

    name: str
    office_id: str
    size: int


NOTICE = Kept("notice", Notice)
ORGANISATION = Kept("organisation", Organisation)
HOLDER = Kept("holder", Holder)
REPORTS = Kept("reports", Reports)
CASE = Kept("case", Case)
COMMITTEE = Kept("committee", CommitteeFacts)
SESSION = Kept("session", Session)
PUBLICISED = Kept("result_publicity", Publicised)
REVIEW = Kept("review", Reviewed)
RECOGNITION = Kept("review", Recognised)
"""In the place of the vote: a declaration is reviewed or recognised."""
REVOCATION = Kept("revocation", CertificateRevoked)


def package_of(document: Document) -> PackageReported:
    """The package that a document is made from; earlier versions kept letters without the member `rows`."""
    return PACKAGE_REPORTED.read({"rows": []} | document.data)
