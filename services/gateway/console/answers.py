"""What the pages' own code reads of the services' answers, each under the name of its shape in the methods' documents.

Templates read more; what is here is held against `shared.contracts.methods` by a test, so a member that a service
renames is missed here first.
"""

from __future__ import annotations

from typing import TypedDict

from shared.wire.types import JsonObject


class CorrectionJson(TypedDict):
    """A line of a return."""

    path: str
    defect: str
    remedy: str
    clause: str


class ReturnViewJson(TypedDict):
    """A return that waits for its answer."""

    corrections: list[CorrectionJson]


class RecheckViewJson(TypedDict):
    """What a later version of the notice came to for a declaration."""

    notice_version: int
    settled: str


class DeclarationHeaderJson(TypedDict):
    """A line of a list."""

    declaration_id: str
    deadline: str | None
    started_at: str


class DeclarationViewJson(TypedDict):
    """A declaration; `sections` and `materials` None for who may not read them."""

    declaration_id: str
    notice_id: str
    plan_id: str
    state: str
    version: int
    sections: JsonObject | None
    materials: list[JsonObject] | None
    commitment: JsonObject | None
    open_return: ReturnViewJson | None
    amendments: list[RecheckViewJson]


class ShortfallJson(TypedDict):
    """What a draft still lacks."""

    path: str


class ProfileRemarkJson(TypedDict):
    """A part of a profile that the unit wants mended."""

    part: str
    text: str


class ProfileReturnViewJson(TypedDict):
    """What the unit sent back."""

    items: list[ProfileRemarkJson]


class PersonViewJson(TypedDict):
    """An account with its profile; the numbers None for who is shown their masks."""

    person_id: str
    unit_id: str
    version: int
    profile: JsonObject
    returned: ProfileReturnViewJson | None
    id_number: str | None
    id_number_masked: str
    phone: str | None
    phone_masked: str | None
    photo_url: str | None


class AvailabilityViewJson(TypedDict):
    """Whether the notice takes filings for a plan at all."""

    state: str


class WindowViewJson(TypedDict):
    """The days of one stage."""

    opens_on: str | None


class PlanViewJson(TypedDict):
    """A plan; so far its details are the same."""

    series: str
    series_name: str
    track: str
    open: bool
    availability: AvailabilityViewJson
    windows: dict[str, WindowViewJson]


class PublicityViewJson(TypedDict):
    """A posted list."""

    closed_on: str | None
    ends_on: str


class DrawCheckJson(TypedDict):
    """A draw, made again."""

    transcript_digest: str | None


class BoardStepJson(TypedDict):
    """A step that was taken."""

    action: str
    taken_at: str | None
    clause: str | None


class SessionViewJson(TypedDict):
    """A session, or a recognition without a meeting."""

    kind: str
    state: str
    meeting_on: str
    ends_on: str | None
    report_due_on: str | None
    steps: list[BoardStepJson] | None


class StageFactsJson(TypedDict):
    """A stage of the route."""

    stage_id: str
    holder_id: str
    clause: str


class ListedMaterialJson(TypedDict):
    """An item of the notice's list."""

    item: str
    name: str
    clause: str | None
    required: bool
    provided_by: str


class WayViewJson(TypedDict):
    """A way to qualify."""

    path_id: str
    name: str


class FactToStateJson(TypedDict):
    """A fact that a stage owes; `type` says how it is written."""

    fact: str
    type: str


class OpenPointViewJson(TypedDict):
    """A rule that waits for what a stage states."""

    stage_id: str
    clause: str | None
    facts: list[FactToStateJson]


class CaseEligibilityJson(TypedDict):
    """What the rules say of a case."""

    path: WayViewJson | None
    open_points: list[OpenPointViewJson]


class WorkCountJson(TypedDict):
    """How many cases a view has at a stage."""

    view: str
    level_group: str
    stage_id: str
    number: int


class CaseViewJson(TypedDict):
    """A case; `dossier` and `listed` None for bodies that it has not reached."""

    declaration_id: str
    notice_id: str
    plan_id: str
    revision: int
    version: int
    stage: StageFactsJson
    recommends: bool
    on_publicity: str | None
    eligibility: CaseEligibilityJson
    listed: list[ListedMaterialJson] | None
    dossier: JsonObject | None


class OrganisationViewJson(TypedDict):
    """An entry of the register."""

    name: str
    kind: str
    tier: str
    region: str
    parent_id: str | None
    contact: dict[str, str | None]
    version: int
    valid_from: str | None
    merged_into: str | None


class PostCountJson(TypedDict):
    """How the posts of one body are computed."""

    body: str


class NoticeChangeJson(TypedDict):
    """What a version changes in one section."""

    section: str


class ForeseenRecheckJson(TypedDict):
    """What a version would come to for an open declaration."""

    outcome: str
    settled: str


class NoticePublishedAnswerJson(TypedDict):
    """A notice, published or tried."""

    changes: list[NoticeChangeJson]
    foreseen: list[ForeseenRecheckJson]


class OrganisationChangeJson(TypedDict):
    """A step in the history of an entry."""

    changes: list[dict[str, str | None]]
