"""What a declaration before the committee shows, and what recognising without review gives."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from services.committee.domain.review import Outcome
from services.committee.domain.transitions import ReviewState
from services.committee.results.parts import BlindNo, GroupId, SessionStep
from services.committee.results.scoring import SheetRow
from shared.wire.types import Doc, record


@record
class DeclarationsRecognised(SessionStep):
    """A list that was decided on without a meeting; from here it goes the way of a session's results."""

    state: Literal["concluded"]
    granted: int
    refused: int
    report_due_on: Annotated[date | None, Doc("the last day to report the package")]


@record
class ReviewView:
    """A declaration before the committee; everything after `certificate_number` is null for its applicant."""

    declaration_id: str
    state: ReviewState
    session_id: str | None
    committee_name: Annotated[str | None, Doc("null without a session")]
    meeting_on: Annotated[date | None, Doc("null without a session")]
    outcome: Annotated[Outcome | None, Doc("once counted or decided; a cancelled result had passed")]
    reviewed_on: date | None
    opinion: Annotated[str | None, Doc("of a recognition")]
    reason: Annotated[str | None, Doc("why a recognition was refused")]
    certificate_number: str | None
    blind_no: BlindNo = None
    group_id: GroupId = None
    committee_code: str | None = None
    present: Annotated[int | None, Doc("the denominator")] = None
    yes: int | None = None
    no: int | None = None
    abstain: int | None = None
    scores: Annotated[tuple[SheetRow, ...] | None, Doc("its rows of the score sheet")] = None
