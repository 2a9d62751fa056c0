"""What results take on their way from the posting to the authority's answer."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from marshmallow import validate

from services.committee.domain.results import About, Decision, Finding
from services.committee.requests.parts import AuthorityAnswer, ChangeSession, Opinion
from shared.kernel.objecting import MOST_AT_ONCE
from shared.wire.address_text import AddressText
from shared.wire.requests import Change, Command, ListQuery, Query, sorted_by
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
    client_address: Annotated[
        str | None, AddressText(), Doc("of who objects, told by the portal; only a keyed index of it is kept")
    ] = None


@record
class GetResultObjection(Query):
    """One objection."""

    objection_id: str


@record
class ResultObjectionFilter:
    """Which objections."""

    open: Annotated[bool | None, Doc("not resolved yet")] = None
    declaration_id: Annotated[str | None, Doc("about whom")] = None
    anonymous: Annotated[bool | None, Doc("without the name of who objected")] = None


@record
class ListResultObjections(ListQuery):
    """A page of the objections to the results of one session."""

    session_id: str
    filter: ResultObjectionFilter = ResultObjectionFilter()
    sort: Annotated[str | None, sorted_by("filed_at")] = None


@record
class AnonymousResultObjections:
    """Unresolved objections of people who did not give their names, and that no investigator still owes a finding."""

    filed_until: Annotated[datetime, Doc("the moment at which the caller looked: what came later he has not read")]
    declaration_id: Annotated[str | None, Doc("about one person only")] = None


@record
class DismissResultObjections(Command):
    """One finding for many: `objection_ids` or `anonymous`, never both."""

    session_id: str
    objection_ids: Annotated[
        tuple[str, ...] | None, validate.Length(min=1, max=MOST_AT_ONCE), Doc("of this session, 1-200")
    ] = None
    anonymous: Annotated[AnonymousResultObjections | None, Doc("the oldest 200 of them")] = None
    opinion: Opinion


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
