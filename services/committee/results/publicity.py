"""What result publicity, objections, the package and the authority's answer give."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from services.committee.domain.results import About, Decision, Finding, Resolution
from services.committee.results.parts import BodyNote, SameBody, SessionStep
from shared.wire.types import Doc, record

VoidReason = Literal["committee_not_valid", "entrustment_missing", "results_refused"]
InvestigatorId = Annotated[str | None, Doc("where the notice gives the truth of material to another body")]


@record
class ResultsPostedAnswer(SessionStep):
    """The list of those who passed is up."""

    state: Literal["results_posted"]
    publicity_id: str
    posted_on: date
    ends_on: Annotated[date, Doc("the last day")]
    provisional: Annotated[bool, Doc("a year of the period is not announced: the last day may move")]


@record
class ResultObjectionFiled:
    """An objection is with the office, or first with an investigator."""

    objection_id: str
    version: Annotated[int, Doc("of the objection")]
    investigator_id: InvestigatorId
    investigator_name: str | None


@record
class ResultObjectionView:
    """An objection in full."""

    objection_id: str
    version: Annotated[int, Doc("of the objection")]
    session_id: str
    declaration_id: str
    person_name: str
    unit_name: str
    about: About
    content: str
    filed_at: datetime
    investigator_id: InvestigatorId
    finding: Annotated[Finding | None, Doc("the investigator's")]
    findings: Annotated[str | None, Doc("what he found")]
    outcome: Resolution
    opinion: Annotated[str | None, Doc("the office's, once it has decided")]


@record
class ResultObjectionLine:
    """An objection as the office lists it."""

    objection_id: str
    version: int
    declaration_id: str
    about: About
    content: str
    filed_at: datetime
    anonymous: Annotated[bool, Doc("who objected did not give his name")]
    investigator_id: InvestigatorId
    finding: Annotated[Finding | None, Doc("the investigator's")]
    outcome: Resolution
    opinion: Annotated[str | None, Doc("the office's, once it has decided")]


@record
class ResultObjectionsDismissed:
    """The finding is kept for each of them."""

    dismissed: Annotated[int, Doc("how many")]
    unresolved: Annotated[int, Doc("how many of the session still are")]


@record
class InvestigationReported:
    """The investigator's finding stands until he changes it; the office decides by it."""

    objection_id: str
    version: Annotated[int, Doc("of the objection")]
    finding: Finding


@record
class ResultObjectionResolved:
    """What the office decided; upheld cancels the result."""

    objection_id: str
    version: Annotated[int, Doc("of the objection")]
    outcome: Decision


@record
class ResultsClosedAnswer(SessionStep):
    """The publicity is over."""

    state: Literal["results_closed"]
    objections: int
    upheld: int


@record
class PackageReportedAnswer(SessionStep):
    """The package is with the authority for results."""

    state: Literal["reported"]
    rows: Annotated[int, Doc("people on the roster")]
    late: bool
    due_on: Annotated[date | None, Doc("the last day to report")]


@record
class IssuedCertificate:
    """A title gained."""

    declaration_id: str
    certificate_number: str


@record
class VoidResult:
    """A result that does not stand."""

    declaration_id: str
    reason: VoidReason
    clause: str


@record
class ResultsAnswered(SessionStep):
    """The answer to the package, with the certificates that follow."""

    state: Annotated[
        Literal["approved", "results_closed", "refused", "void"],
        Doc("results_closed: the package was sent back; void: the committee could not review that day"),
    ]
    approved: int
    certificates: tuple[IssuedCertificate, ...]
    void: tuple[VoidResult, ...]
    same_body: SameBody
    note: BodyNote
