"""What the pages' own code reads of the services' answers, each under the name of its shape in the methods' documents.

Templates read more; what is here is held against `shared.contracts.methods` by a test, so a member that a service
renames is missed here first.
"""

from __future__ import annotations

from typing import TypedDict

from shared.wire.types import JsonObject


class Correction(TypedDict):
    """A line of a return."""

    path: str
    defect: str
    remedy: str
    clause: str


class ReturnView(TypedDict):
    """A return that waits for its answer."""

    corrections: list[Correction]


class RecheckView(TypedDict):
    """What a later version of the notice came to for a declaration."""

    notice_version: int
    settled: str


class DeclarationHeader(TypedDict):
    """A line of a list."""

    declaration_id: str
    deadline: str | None
    started_at: str


class DeclarationView(TypedDict):
    """A declaration; `sections` and `materials` None for who may not read them."""

    declaration_id: str
    notice_id: str
    plan_id: str
    state: str
    version: int
    sections: JsonObject | None
    materials: list[JsonObject] | None
    commitment: JsonObject | None
    open_return: ReturnView | None
    amendments: list[RecheckView]


class Shortfall(TypedDict):
    """What a draft still lacks."""

    path: str


class ProfileRemark(TypedDict):
    """A part of a profile that the unit wants mended."""

    part: str
    text: str


class ProfileReturnView(TypedDict):
    """What the unit sent back."""

    items: list[ProfileRemark]


class PersonView(TypedDict):
    """An account with its profile; the numbers None for who is shown their masks."""

    person_id: str
    unit_id: str
    version: int
    profile: JsonObject
    returned: ProfileReturnView | None
    id_number: str | None
    id_number_masked: str
    phone: str | None
    phone_masked: str | None
    photo_url: str | None


class AvailabilityView(TypedDict):
    """Whether the notice takes filings for a plan at all."""

    state: str


class WindowView(TypedDict):
    """The days of one stage."""

    opens_on: str | None


class PlanView(TypedDict):
    """A plan; so far its details are the same."""

    series: str
    series_name: str
    track: str
    open: bool
    availability: AvailabilityView
    windows: dict[str, WindowView]


class PublicityView(TypedDict):
    """A posted list."""

    closed_on: str | None
    ends_on: str


class DrawCheck(TypedDict):
    """A draw, made again."""

    transcript_digest: str | None


class BoardStep(TypedDict):
    """A step that was taken."""

    action: str
    taken_at: str | None
    clause: str | None


class SessionView(TypedDict):
    """A session, or a recognition without a meeting."""

    kind: str
    state: str
    meeting_on: str
    ends_on: str | None
    report_due_on: str | None
    steps: list[BoardStep] | None


class StageFacts(TypedDict):
    """A stage of the route."""

    stage_id: str
    holder_id: str
    clause: str


class ListedMaterial(TypedDict):
    """An item of the notice's list."""

    item: str
    name: str
    clause: str | None
    required: bool
    provided_by: str


class WayView(TypedDict):
    """A way to qualify."""

    path_id: str
    name: str


class FactToState(TypedDict):
    """A fact that a stage owes; `type` says how it is written."""

    fact: str
    type: str


class OpenPointView(TypedDict):
    """A rule that waits for what a stage states."""

    stage_id: str
    clause: str | None
    facts: list[FactToState]


class CaseEligibility(TypedDict):
    """What the rules say of a case."""

    path: WayView | None
    open_points: list[OpenPointView]


class CaseView(TypedDict):
    """A case; `dossier` and `listed` None for bodies that it has not reached."""

    declaration_id: str
    notice_id: str
    plan_id: str
    version: int
    stage: StageFacts
    recommends: bool
    on_publicity: str | None
    eligibility: CaseEligibility
    listed: list[ListedMaterial] | None
    dossier: JsonObject | None


class OrganisationView(TypedDict):
    """A line of the register."""

    name: str
    region: str
    tier: str


class PostCount(TypedDict):
    """How the posts of one body are computed."""

    body: str


class NoticeChange(TypedDict):
    """What a version changes in one section."""

    section: str


class ForeseenRecheck(TypedDict):
    """What a version would come to for an open declaration."""

    outcome: str
    settled: str


class NoticePublishedAnswer(TypedDict):
    """A notice, published or tried."""

    changes: list[NoticeChange]
    foreseen: list[ForeseenRecheck]
