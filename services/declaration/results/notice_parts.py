"""Parts of a notice as its answers tell them: whom an entry is about, windows, fees, materials, indicators."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from services.declaration.results.notices import AvailabilityView, FeeView, Source, Verified, WindowView
from shared.policy.pack.materials import Paper, Provider
from shared.policy.pack.plans import EvidenceKind
from shared.policy.pack.procedure import Method
from shared.policy.terms.basics import Level, LevelGroup, Mode, RegionTier, Track, WindowStage
from shared.wire.types import Doc, record


@record
class AppliesTo:
    """Which plans an entry is about; an empty list means any."""

    level_groups: tuple[LevelGroup, ...]
    levels: tuple[Level, ...]
    series: tuple[str, ...]
    tracks: tuple[Track, ...]
    plans: Annotated[tuple[str, ...], Doc("ids, without a round")]
    rounds: tuple[str, ...]
    words: Annotated[str, Doc("the same in Chinese; empty: all plans")]


@record
class NoticeWindow(WindowView):
    """The days of one stage for some plans."""

    window_id: str
    stage: WindowStage
    applies: AppliesTo
    opens_clause: Annotated[str | None, Doc("what sets the first day")]


@record
class NoticeCutOff:
    """The day after which evidence does not count; one of `on`, `at_close_of`, `at_submission` says which."""

    kinds: tuple[EvidenceKind, ...]
    applies: AppliesTo
    on: date | None
    at_close_of: Annotated[WindowStage | None, Doc("the last day of that window")]
    at_submission: bool
    clause: str | None
    source: Source


@record
class NoticeFee(FeeView):
    """A line of the schedule; nothing else may be charged."""

    tracks: Annotated[tuple[Track, ...], Doc("empty: any")]
    level_groups: Annotated[tuple[LevelGroup, ...], Doc("empty: any")]
    note: str | None


@record
class MaterialLine:
    """One line of a material list."""

    item: Annotated[str, Doc("what open_upload takes, and what refusals name")]
    number: int
    name: str
    provided_by: Annotated[Provider, Doc("only the applicant's are uploaded")]
    required: Annotated[bool, Doc("by everybody")]
    conditional: Annotated[bool, Doc("by some, depending on the person: check_draft says by whom")]
    media_types: tuple[str, ...]
    max_bytes: Annotated[int, Doc("of one file; 0: nothing is uploaded")]
    max_files: int
    paper: Annotated[Paper, Doc("size of what is handed in on paper")]
    supports: Annotated[tuple[str, ...], Doc("sections whose rows it proves")]
    hint: str | None
    clause: str | None
    source: Source
    verified: Verified


@record
class NoticeItem(MaterialLine):
    """One line of a material list, whatever the plan."""

    copies: Annotated[int, Doc("to hand in where paper is asked for")]
    paper_modes: Annotated[tuple[Mode, ...], Doc("of the plans that ask for it on paper; empty: all that take paper")]


@record
class NoticeMaterials:
    """A material list; `plans` use it."""

    list_id: str
    name: str
    total_max_bytes: Annotated[int, Doc("of all files of one declaration")]
    clause: str | None
    items: tuple[NoticeItem, ...]
    plans: Annotated[tuple[str, ...], Doc("ids")]


@record
class IndicatorMenu:
    """The dimensions of evaluation and what papers are to it."""

    applies: AppliesTo
    dimensions: tuple[str, ...]
    weights: Annotated[tuple[int, ...], Doc("percent by dimension; empty: the committee sets them in its plan")]
    papers: Annotated[
        Literal["representative", "optional", "never_a_condition"], Doc("representative: one stands for the work")
    ]
    methods: tuple[Method, ...]
    clause: str | None
    note: str | None


@record
class PlanLine:
    """A plan of the notice, and whether it takes filings today; get_plan has all that it asks."""

    plan_id: str
    name: str
    series: str
    level: Level
    track: Track
    open: bool
    availability: AvailabilityView
    clause: str | None


@record
class NoticeCommittee:
    """A committee that plans point to; list_dictionary has one entry per place where each has its own."""

    code: Annotated[str, Doc("with {region} or {city} in it where each county or league has its own")]
    name: str
    level_group: LevelGroup
    series: tuple[str, ...]
    scope_kind: Literal["series", "major"]
    tier: RegionTier
    clause: str | None


@record
class NotTaken:
    """What the notice names and does not take here, with the reason that people are told; an empty list means any."""

    series: tuple[str, ...]
    majors: tuple[str, ...]
    levels: tuple[Level, ...]
    level_groups: tuple[LevelGroup, ...]
    tracks: tuple[Track, ...]
    words: Annotated[str, Doc("the same in Chinese")]
    state: Annotated[
        Literal["announced_later", "exam_replaced", "other_system", "not_reviewed"],
        Doc("put off to a notice of its own, obtained by an exam, filed elsewhere, not reviewed at all"),
    ]
    system: Annotated[str | None, Doc("that takes the filing instead")]
    reason: str
    clause: str | None
    source: Source


@record
class ClauseHeading:
    """A clause of a notice by what stands over it."""

    clause: Annotated[str, Doc("`<notice_id>/<section>`")]
    citation: Annotated[str, Doc("as papers write it, without the notice")]
    heading: str


@record
class PrintedSlip:
    """A likely slip of the notice, as printed."""

    clause: str
    printed: str
    remark: str
