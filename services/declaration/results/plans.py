"""What a plan asks of whoever files under it, and what a draft still lacks."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from services.declaration.results.notice_parts import IndicatorMenu, MaterialLine
from services.declaration.results.notices import PlanView, Source
from shared.wire.types import Doc, record


@record
class StatedRule:
    """A rule as the notice states it, before anybody is judged by it."""

    rule_id: str
    topic: str
    effect: Annotated[Literal["refuse", "record"], Doc("record: it is only noted and stands in nobody's way")]
    message: Annotated[str, Doc("what is said when it is not met")]
    clause: str | None
    source: Source


@record
class StatedPath:
    """One way to qualify as the notice states it."""

    path_id: Annotated[str, Doc("what `route_claimed` of a draft takes")]
    name: str
    kind: Literal["ordinary", "preferential"]
    clause: str | None
    requires: tuple[StatedRule, ...]


@record
class PlanItem(MaterialLine):
    """One line of the notice's material list, as this plan asks for it."""

    paper_copies: Annotated[int, Doc("to hand in on paper; 0 where there is no paper")]


@record
class StageAhead:
    """A step that a declaration will take before it is reviewed."""

    stage_id: str
    name: str
    does: Literal["review", "recheck"]
    holder_id: Annotated[str | None, Doc("organisation; null without a unit, or where nobody is registered for it")]
    holder_name: str | None
    publicity: Annotated[Literal["unit", "roster", "result"] | None, Doc("that must be over before it passes on")]
    publicity_days: Annotated[int | None, Doc("working days")]
    publicity_clause: str | None
    reports: Annotated[bool, Doc("approved cases wait for a roster that goes up")]
    recommends: Annotated[bool, Doc("approval says how the person was chosen")]
    opens_on: Annotated[date | None, Doc("null: the notice only sets the last day, or none")]
    due_on: date | None
    clause: str | None


@record
class RouteAhead:
    """The way of a declaration through the audit."""

    route_id: str
    name: Annotated[str, Doc("says for whom it is")]
    clause: str | None
    stages: tuple[StageAhead, ...]


@record
class PlanDetails(PlanView):
    """A plan with all that it asks."""

    notice_title: str
    document_number: str
    issuer: str
    committee_name: Annotated[str, Doc("of the unit's place; without a unit that of every place alike")]
    major_names: Annotated[dict[str, str], Doc("Chinese name by code, of the majors that the plan takes")]
    major_free: Annotated[bool, Doc("any name is taken: the catalogue has no majors for the series")]
    rules: Annotated[tuple[StatedRule, ...], Doc("those for everybody")]
    paths: tuple[StatedPath, ...]
    items: tuple[PlanItem, ...]
    total_max_bytes: Annotated[int, Doc("of all files of one declaration")]
    cut_off: Annotated[date | None, Doc("the last day from which achievements count")]
    commitment: Annotated[str, Doc("the wording that is signed")]
    commitment_clause: str | None
    indicators: Annotated[IndicatorMenu | None, Doc("by what applicants are judged; null: the notice is silent")]
    routes: Annotated[
        tuple[RouteAhead, ...],
        Doc("that of the unit with who holds each stage; without a unit all that some unit may take"),
    ]


@record
class Shortfall:
    """One thing to do before a draft can be submitted."""

    kind: Annotated[
        Literal["missing", "orphan", "late", "dates"],
        Doc("orphan: a file whose row is gone; late: after the cut-off; dates: that cannot be"),
    ]
    slug: str
    path: Annotated[str, Doc("such as `sections.summary`, `sections.papers.<id>`, `materials.<item>`")]
    item: Annotated[str | None, Doc("line of the material list that it is about, as open_upload takes it")]
    message: str
    clause: str | None


@record
class DraftCheck:
    """What one's own draft lacks today, as submit_declaration would say it."""

    declaration_id: str
    version: int
    missing: tuple[Shortfall, ...]
    required_items: Annotated[tuple[str, ...], Doc("items of the material list that this applicant must upload")]
