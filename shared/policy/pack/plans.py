"""Calendar windows, evidence cut-offs, plans and committees: what can be filed, when, how, and to whom."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from shared.policy.terms.basics import (
    PAPERLESS,
    Affiliation,
    Basis,
    Level,
    LevelGroup,
    Mode,
    PlanAffiliation,
    RegionTier,
    Selector,
    Track,
    WindowStage,
    level_group,
)

EvidenceKind = Literal["education", "seniority", "tenure", "achievements", "continuing_education"]
HolderKind = Literal[
    "department", "hr_bureau", "committee_office", "talent_service", "association", "service_point"
]  # fmt: skip


def city_of(region: str) -> str:
    """Code of the league or city that a county belongs to (150404 -> 150400); a city's own code stays."""
    return region[:4] + "00"


@dataclass(frozen=True, slots=True, kw_only=True)
class Round(Basis):
    """One of several rounds of review in a year; every plan exists once per round, as `<plan>-<round>`."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Window(Basis):
    """A span of inclusive dates for one stage; `opens_on` is None where the notice only sets a deadline.

    `clause` is what sets the last day; `opens_clause` what sets the first, `opens_source` where it comes from if the
    notice does not say it.
    """

    id: str
    stage: WindowStage
    applies: Selector = field(default_factory=Selector)
    opens_on: date | None = None
    closes_on: date
    opens_clause: str | None = None
    opens_source: str | None = None

    def is_open(self, day: date) -> bool:
        """Whether `day` lies in the window, both ends included."""
        return (self.opens_on is None or self.opens_on <= day) and day <= self.closes_on

    def is_over(self, day: date) -> bool:
        """Whether the last day has passed."""
        return day > self.closes_on


@dataclass(frozen=True, slots=True, kw_only=True)
class CutOff(Basis):
    """Evidence of these kinds dated after the cut-off does not count: a fixed day, the close of a window, or the moment
    of submission (`at_submission`)."""

    id: str
    kinds: tuple[EvidenceKind, ...]
    applies: Selector = field(default_factory=Selector)
    on: date | None = None
    at_close_of: WindowStage | None = None
    at_submission: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who holds a stage: a relation to the declaration's unit, or an organisation by kind, sector and tier of region.

    `region` says whose organisation: the unit's county, the unit's city, or the autonomous region. A holder with
    relation `committee_office` is filled by `Pack.route_for` with the office of the plan's committee.
    """

    relation: Literal["unit", "competent_department", "committee_office"] | None = None
    kind: HolderKind | None = None
    sector: str | None = None
    region: RegionTier | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitteeSpec(Basis):
    """A review committee the plans point to.

    `code` and `name` may hold {region} and {region_name} (one committee per county), or {city} and {city_name} (one per
    league or city, in a notice of the autonomous region). A plan on the recognition track (考核认定) points to the body
    that recognises without a meeting: `authority` decides.

    `authority` files the committee (核准备案), consents to its plans and oversees it; `results` confirms its results,
    where that is another body: the holder relation `committee_office` means the office's own body. `same_body`: the
    notice makes one body both founder and authority, which then act as two sections with different people.
    """

    code: str
    name: str
    level_group: LevelGroup
    series: tuple[str, ...]
    scope_kind: Literal["series", "major"]
    tier: RegionTier
    office: Holder
    authority: Holder
    results: Holder | None = None
    same_body: Basis | None = None

    @property
    def is_per_county(self) -> bool:
        """Whether each county has its own committee of this kind."""
        return "{region}" in self.code

    @property
    def is_per_city(self) -> bool:
        """Whether each league or city has its own committee of this kind."""
        return "{city}" in self.code

    def code_for(self, region: str) -> str:
        """The committee's code for a declaration whose unit lies in county (or city) `region`."""
        return self.code.format(region=region, city=city_of(region))

    def name_for(self, region_name: str, city_name: str = "") -> str:
        """The committee's Chinese name for that county or city."""
        return self.name.format(region_name=region_name, city_name=city_name)

    @property
    def general_name(self) -> str:
        """The name for whoever asks about no place: of one per county, that of all of them."""
        return self.name_for("各旗县区", "各盟市")


@dataclass(frozen=True, slots=True, kw_only=True)
class Availability:
    """Whether a plan takes filings now; when it does not, `clause` and `reason` (shown to applicants) say why."""

    state: Literal["open", "announced_later", "exam_replaced"] = "open"
    clause: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan(Basis):
    """One line of the notice: series x level x track, with its mode, committee and (after loading) its windows.

    `majors` is empty when every major of the series may file. `title` is the title that a pass confers (高级教师).
    `exam_combined`: a qualifying, unexpired exam result is required. `external_system` names the system that takes the
    filing instead of this one. `round`: which of the year's rounds, in a notice that has several.
    """

    id: str
    name: str
    series: str
    level: Level
    title: str
    track: Track = "socialised"
    affiliation: PlanAffiliation = "any"
    mode: Mode
    committee: str
    majors: tuple[str, ...] = ()
    excluded_majors: tuple[str, ...] = ()
    exam_combined: bool = False
    external_system: str | None = None
    availability: Availability = field(default_factory=Availability)
    materials: str = "standard"
    round: str | None = field(default=None, metadata={"resolved": True})
    window_ids: dict[WindowStage, str] = field(default_factory=dict)
    windows: dict[WindowStage, Window] = field(default_factory=dict, metadata={"resolved": True})

    @property
    def line(self) -> str:
        """The id as the notice's pack writes it, without the round."""
        return self.id.removesuffix(f"-{self.round}") if self.round else self.id

    def is_meant_by(self, applies: Selector) -> bool:
        """Whether an entry that applies to these plans applies to this one."""
        return applies.matches(
            level=self.level, series=self.series, track=self.track, plan=self.line, round=self.round
        )  # fmt: skip

    def is_for(self, affiliation: Affiliation) -> bool:
        """Whether units of that affiliation may file; those stationed here count as county ones."""
        return self.affiliation in ("any", "county" if affiliation == "stationed" else affiliation)

    @property
    def level_group(self) -> LevelGroup:
        """senior, middle or junior."""
        return level_group(self.level)

    @property
    def needs_paper(self) -> bool:
        """Whether paper must be handed in."""
        return self.mode not in PAPERLESS

    def takes_filings_on(self, day: date) -> bool:
        """Whether the plan is announced and `day` lies in its filing window."""
        filing = self.windows.get("filing")
        return self.availability.state == "open" and filing is not None and filing.is_open(day)
