"""How audit proceeds: publicity, returns, quotas, fees, integrity."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from shared.policy.pack.routes import PublicityScope
from shared.policy.terms.basics import (
    Affiliation,
    Basis,
    Level,
    LevelGroup,
    Nature,
    Selector,
    Tier,
    Track,
    WindowStage,
)

Method = Literal["interview", "trial_lesson", "scoring", "expert_comment", "democratic_appraisal"]
"""评价方式."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Investigators(Basis):
    """Who must investigate objections about the truth of material: the first body that the applicant's unit has.

    `county_hr`: the HR bureau of a county or township unit's county. `city_hr`: that of the league or city in which the
    unit lies. `department`: the unit's competent department.
    """

    by: tuple[Literal["county_hr", "city_hr", "department", "unit"], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicityRule(Basis):
    """One of the three publicity periods. `texts`: basis, body and closing paragraphs of the posted notice.

    `material`: who investigates objections about material, where that is not the body that posted the list.
    `closes_at` ("17:30") is the hour at which the last working day counts as over; without it, midnight.
    """

    scope: PublicityScope
    working_days: int
    where: str
    closes_at: str | None = None
    material: Investigators | None = None
    texts: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnRule(Basis):
    """What a return by a stage of this kind means.

    The correction deadline is `working_days` after the return, but never after the plan's `never_after` window closes.
    `restart`: where the resubmitted revision enters the route. `repeat_publicity`: whether finished publicity periods
    must be held again.
    """

    does: Literal["review", "recheck"]
    working_days: int
    never_after: WindowStage
    restart: Literal["first_stage", "same_stage"]
    repeat_publicity: bool
    one_time_notice: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Quota(Basis):
    """A city-wide number of passes for the plans selected, allocated to counties by the sector's bureau."""

    id: str
    applies: Selector
    total: int
    allocated_by: str
    counts: Literal["passed"] = "passed"


@dataclass(frozen=True, slots=True, kw_only=True)
class PostRule(Basis):
    """Post structure (岗位结构比例): how far applications may exceed the vacant posts of public institutions.

    `over_percent` of the posts set (0: not at all) may be added, measured over all units of a county, of a department,
    or for each unit alone. `base`: posts of the plan's own level, or all senior ones. `under_reform`: only for units
    that are (or are not) being reorganised; null for all. `affiliations`: whose units (empty: any). Persons whose path
    waives `post_quota` are not counted. The first rule that applies counts.
    """

    applies: Selector = field(default_factory=Selector)
    affiliations: tuple[Affiliation, ...] = ()
    over_percent: int = 0
    measured_per: Literal["unit", "county", "department"] = "unit"
    base: Literal["level", "senior"] = "level"
    under_reform: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EducationEquivalent(Basis):
    """A vocational class that counts as a degree (高级工班 -> associate)."""

    level: Literal["technician_intermediate", "technician_senior", "technician_pre"]
    counts_as: Literal["secondary", "associate", "bachelor"]


@dataclass(frozen=True, slots=True, kw_only=True)
class QualificationTitle(Basis):
    """A vocational qualification that counts as a title of a series and level (职业资格与职称对应)."""

    name: str
    series: str
    level: Level


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRule(Basis):
    """Applicants reviewed in a group of their own: by tier or nature of their unit, or as specialised enterprises.

    An empty list means any. `required` false: the committee may. `own_pass_rate`: the group's pass rate may be set
    apart.
    """

    id: str
    name: str
    tiers: tuple[Tier, ...] = ()
    natures: tuple[Nature, ...] = ()
    specialised_sme: bool = False
    sectors: tuple[str, ...] = ()
    required: bool = False
    own_pass_rate: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicators(Basis):
    """The menu of evaluation dimensions (评价指标) and what papers are to it; weights in percent, none where unset."""

    id: str
    applies: Selector = field(default_factory=Selector)
    dimensions: tuple[str, ...]
    weights: tuple[int, ...] = ()
    papers: Literal["representative", "optional", "never_a_condition"]
    methods: tuple[Method, ...] = ()


FeeKind = Literal["review", "certificate"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fee(Basis):
    """A permitted charge in fen; 0 is free, an unknown amount (null) may not be charged: the check fails closed."""

    kind: FeeKind
    tracks: tuple[Track, ...] = ()
    level_groups: tuple[LevelGroup, ...] = ()
    amount_fen: int | None = None

    def fits(self, track: Track, level_group: LevelGroup) -> bool:
        """Whether it is about plans of this track and level group; an empty list means any."""
        return (not self.tracks or track in self.tracks) and (not self.level_groups or level_group in self.level_groups)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileRule(Basis):
    """Whose word the profile (education, work history) needs before a person may choose a plan."""

    verified_by: Literal["unit", "nobody"]


@dataclass(frozen=True, slots=True, kw_only=True)
class IntegrityRule(Basis):
    """How long a record bars filing, counted from the finding or from the year after it."""

    years: int
    starts: Literal["finding", "next_year"]

    def bar(self, found_on: date) -> tuple[date, date]:
        """First and last day on which a finding of that day bars filing.

        Counted from the finding, the last day is the one of the same date; from the next year, whole calendar years.
        """
        if self.starts == "next_year":
            return date(found_on.year + 1, 1, 1), date(found_on.year + self.years, 12, 31)
        return found_on, _same_day(found_on, found_on.year + self.years)


def _same_day(day: date, year: int) -> date:
    """The same date of another year; 28 February for the 29th where there is none."""
    leap_day = (day.month, day.day) == (2, 29)
    return date(year, 3, 1) - timedelta(days=1) if leap_day else day.replace(year=year)
