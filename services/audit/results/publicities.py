"""What the methods about publicity (公示) and objections to it give."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from services.audit.domain.objection import ObjectionOutcome
from shared.contracts.audit.publicity_and_roster import PublicityPosted
from shared.wire.types import Doc, record


@record
class PublicityLine(PublicityPosted):
    """A posted list of applicants of one notice and level group."""

    closed_on: Annotated[date | None, Doc("null while it is open")]
    version: int


@record
class ObjectionView:
    """What somebody said of a listed person, and what was found."""

    objection_id: str
    version: int
    declaration_id: str
    content: str
    filed_at: datetime
    anonymous: Annotated[bool, Doc("who objected did not give his name")]
    outcome: ObjectionOutcome
    opinion: Annotated[str | None, Doc("of the organisation that posted the list")]
    resolved_at: datetime | None


@record
class ObjectionCounts:
    """How the objections to a list stand."""

    filed: int
    unresolved: int
    upheld: int


@record
class PublicityView(PublicityLine):
    """A posted list; its objections are shown to the organisation that posted it and to supervisors."""

    objections: Annotated[
        tuple[ObjectionView, ...] | None, Doc("the oldest 100, see `list_objections`; null for everybody else")
    ]
    objection_counts: Annotated[ObjectionCounts | None, Doc("null for everybody else")]


@record
class PublicityPostedAnswer:
    """The list is open to objections."""

    publicity_id: str
    posted_on: date
    ends_on: Annotated[date, Doc("the last day")]
    provisional: Annotated[bool, Doc("ends_on is a guess: a year of the period is not announced")]
    version: int


@record
class PublicityClosedAnswer:
    """The cases of the list may be decided."""

    publicity_id: str
    closed_on: date
    version: int


@record
class ObjectionFiledAnswer:
    """The objection is kept."""

    objection_id: str


@record
class ObjectionResolvedAnswer:
    """The finding is kept."""

    objection_id: str
    version: Annotated[int, Doc("of the objection")]


@record
class ObjectionsDismissedAnswer:
    """The finding is kept for each of them."""

    dismissed: Annotated[int, Doc("how many")]
    unresolved: Annotated[int, Doc("how many of the list still are")]
