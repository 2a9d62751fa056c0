"""What a plan asks of whoever files under it, and what a draft still lacks."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from services.declaration.results.notices import PlanView
from shared.wire.types import Doc, record


@record
class StatedRule:
    """A rule as the notice states it, before anybody is judged by it."""

    rule_id: str
    topic: str
    effect: Annotated[Literal["refuse", "record"], Doc("record: it is only noted and stands in nobody's way")]
    message: Annotated[str, Doc("what is said when it is not met")]
    clause: str | None
    source: Annotated[str | None, Doc("where it comes from beside the clause")]


@record
class StatedPath:
    """One way to qualify as the notice states it."""

    path_id: Annotated[str, Doc("what `route_claimed` of a draft takes")]
    name: str
    kind: Literal["ordinary", "preferential"]
    clause: str | None
    requires: tuple[StatedRule, ...]


@record
class PlanItem:
    """One line of the notice's material list."""

    item: Annotated[str, Doc("what open_upload takes")]
    number: int
    name: str
    provided_by: Annotated[Literal["applicant", "system", "unit"], Doc("only the applicant's are uploaded")]
    required: Annotated[bool, Doc("by everybody")]
    media_types: tuple[str, ...]
    max_bytes: Annotated[int, Doc("of one file; 0: nothing is uploaded")]
    max_files: int
    paper_copies: Annotated[int, Doc("to hand in on paper; 0 where there is no paper")]
    supports: Annotated[tuple[str, ...], Doc("sections whose rows it proves")]
    hint: str | None
    clause: str | None


@record
class PlanDetails(PlanView):
    """A plan with all that it asks."""

    notice_title: str
    document_number: str
    issuer: str
    committee_name: str
    major_names: Annotated[dict[str, str], Doc("Chinese name by code, of the majors that the plan takes")]
    major_free: Annotated[bool, Doc("any name is taken: the catalogue has no majors for the series")]
    rules: Annotated[tuple[StatedRule, ...], Doc("those for everybody")]
    paths: tuple[StatedPath, ...]
    items: tuple[PlanItem, ...]
    total_max_bytes: Annotated[int, Doc("of all files of one declaration")]
    cut_off: Annotated[date | None, Doc("the last day from which achievements count")]
    commitment: Annotated[str, Doc("the wording that is signed")]
    commitment_clause: str | None


@record
class Shortfall:
    """One thing to do before a draft can be submitted."""

    kind: Annotated[
        Literal["missing", "orphan", "late", "dates"],
        Doc("orphan: a file whose row is gone; late: after the cut-off; dates: that cannot be"),
    ]
    slug: str
    path: Annotated[str, Doc("such as `sections.summary`, `sections.papers.<id>`, `materials.<item>`")]
    message: str
    clause: str | None


@record
class DraftCheck:
    """What one's own draft lacks today, as submit_declaration would say it."""

    declaration_id: str
    version: int
    missing: tuple[Shortfall, ...]
    required_items: Annotated[tuple[str, ...], Doc("items of the material list that this applicant must upload")]
