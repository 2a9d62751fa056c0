"""What results take on their way from the posting to the authority's answer."""

from __future__ import annotations

from typing import Annotated

from marshmallow import validate

from services.committee.domain.results import About, Decision, Finding
from services.committee.requests.parts import AuthorityAnswer, ChangeSession, Opinion
from shared.wire.requests import Change, Command, Query
from shared.wire.types import Doc, record


@record
class PostResults(ChangeSession):
    """Of those who passed."""


@record
class FileResultObjection(Command):
    """Somebody objects to a result."""

    session_id: str
    declaration_id: str
    content: Annotated[str, validate.Length(min=5, max=4000), Doc("5-4000 characters")]
    about: Annotated[About, Doc("review when absent")] = "review"


@record
class GetResultObjection(Query):
    """One objection."""

    objection_id: str


@record
class ReportInvestigation(Change):
    """What was found about the truth of material; `expected_version` is the objection's."""

    objection_id: str
    finding: Finding
    findings: Annotated[str, validate.Length(min=1, max=4000)]


@record
class ResolveResultObjection(Change):
    """The finding; `expected_version` is the objection's."""

    objection_id: str
    outcome: Decision
    opinion: Opinion


@record
class CloseResults(ChangeSession):
    """The publicity is over."""


@record
class ReportPackage(ChangeSession):
    """The package is made of what the session holds."""


@record
class ApproveResults(AuthorityAnswer):
    """核准 by the authority."""

    session_id: str
