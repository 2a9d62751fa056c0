"""What sessions show: in a list, in full to staff, and under blind numbers to the experts on the panel."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from services.committee.domain.candidates import DigestedJson
from services.committee.domain.filed_plan import FiledPlan
from services.committee.domain.panel import Role
from services.committee.domain.results import Resolution
from services.committee.domain.review import Outcome
from services.committee.domain.scoring import IndicatorWeights
from services.committee.domain.transitions import ReviewState, SessionState
from services.committee.results.parts import BlindNo, GroupId
from services.committee.results.scoring import SheetRow
from shared.contracts.committee.recognition import Deciding
from shared.policy.terms.basics import Level
from shared.wire.types import Doc, Opaque, record


@record
class SessionEntry:
    """The head of a session, or of a list that was recognised without one."""

    session_id: str
    version: int
    state: SessionState
    committee_id: str
    notice_id: str
    kind: Annotated[Deciding, Doc("recognition: decided without a meeting, panel and votes")]
    place: str
    panel_size: int
    reconvened: Annotated[int, Doc("new dates after meetings that failed")]
    meeting_on: date
    plan_filed_on: date | None
    snapshot_digest: Annotated[str | None, Doc("SHA-256 of pool and terms, once they are frozen")]
    commitment: Annotated[str | None, Doc("SHA-256 of the seed")]
    transcript_digest: Annotated[str | None, Doc("SHA-256 of the transcript, once drawn")]
    present: Annotated[int | None, Doc("members at the opening")]
    concluded_on: date | None
    report_due_on: Annotated[date | None, Doc("the last day to report the package")]
    publicity_id: str | None
    posted_on: date | None
    ends_on: Annotated[date | None, Doc("the last day of the publicity")]
    provisional: Annotated[bool, Doc("that day may move: a year is not announced")]
    closed_on: date | None
    reported_on: date | None
    reported_late: bool
    approved_on: date | None


@record
class PanelMemberView:
    """A seat and its roll."""

    expert_no: str
    name: str
    role: Annotated[Role, Doc("replaced: left the panel after the draw")]
    seat: Annotated[int, Doc("from 1 within the role")]
    chair: bool
    present: bool
    collected: Annotated[bool, Doc("took ballots; which ones nobody knows")]


@record
class RecusalEntry:
    """回避 of an expert."""

    expert_no: str
    declaration_id: Annotated[str | None, Doc("null: from the whole session")]
    reason: Annotated[str, Doc("same_unit or is_applicant when automatic, else what the office wrote")]
    automatic: bool


@record
class NearUnit:
    """An expert whose unit may be an applicant's under another name; nothing follows from it by itself."""

    expert_no: str
    unit: str
    declaration_id: str
    unit_name: Annotated[str, Doc("the applicant's")]


@record
class BlindItem:
    """A declaration as everybody on the panel sees it."""

    blind_no: BlindNo
    group_id: GroupId
    series_name: str
    major: str
    level: Level
    title: str


@record
class SessionItem(BlindItem):
    """A declaration on the list; everything after `recused` is null for experts, who learn nobody's name."""

    recused: Annotated[bool | None, Doc("the expert who asks gets no ballot for it; null for staff")] = None
    declaration_id: str | None = None
    state: ReviewState | None = None
    session_id: str | None = None
    present: Annotated[int | None, Doc("the denominator, once counted")] = None
    yes: Annotated[int | None, Doc("once counted")] = None
    no: Annotated[int | None, Doc("once counted")] = None
    abstain: Annotated[int | None, Doc("once counted")] = None
    outcome: Annotated[Outcome | None, Doc("once counted or decided")] = None
    reviewed_on: Annotated[date | None, Doc("once counted or decided")] = None
    opinion: Annotated[str | None, Doc("of a recognition")] = None
    reason: Annotated[str | None, Doc("why a recognition was refused")] = None
    certificate_number: str | None = None


@record
class SessionObjection:
    """An objection to a result of the session; all of it is in get_objection."""

    objection_id: str
    version: Annotated[int, Doc("of the objection")]
    declaration_id: str
    outcome: Resolution
    content: Annotated[str | None, Doc("for the office only")]


@record
class BoardStep:
    """A step of the procedure: the clause that orders it, and when it was taken last."""

    action: Annotated[str, Doc("the method that takes it")]
    clause: Annotated[str | None, Doc("null where the notice says nothing of it")]
    taken_at: Annotated[datetime | None, Doc("null: not yet")]


@record
class SessionView(SessionEntry):
    """A session alone; everything after `collected` is null for the experts on its panel."""

    items: Annotated[tuple[SessionItem, ...], Doc("by blind number")]
    expert_no: Annotated[str | None, Doc("of the expert who asks; null for staff")] = None
    collected: Annotated[bool | None, Doc("whether that expert took his ballots; null for staff")] = None
    plan: Annotated[FiledPlan | None, Doc("as filed; null before that and once it was sent back")] = None
    indicators: Annotated[IndicatorWeights | None, Doc("series to dimension to percent")] = None
    scores: Annotated[tuple[SheetRow, ...] | None, Doc("the score sheet by blind number and method")] = None
    transcript: Annotated[
        DigestedJson | None,
        Opaque("format zhiping-draw/1, redone as the section on the draw says; null before the draw"),
    ] = None
    members: Annotated[tuple[PanelMemberView, ...] | None, Doc("members before alternates, by seat")] = None
    recusals: tuple[RecusalEntry, ...] | None = None
    steps: Annotated[
        tuple[BoardStep, ...] | None, Doc("pool and cleaning of the committee, then the steps up to the approval")
    ] = None
    near_units: Annotated[tuple[NearUnit, ...] | None, Doc("empty but for the office before the pool is frozen")] = None
    objections: Annotated[tuple[SessionObjection, ...] | None, Doc("the oldest 100")] = None
