"""What eligibility looks at beside the form: a person's circumstances and record; they travel inside the dossier.

Whoever judges a dossier later needs nothing else: what the applicant claims, what the unit vouches for, and what the
register knew on the day of submission.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

from shared.wire.types import ABSENT, Absent, Interval, Len, MaxLen, OneOf, record

TIERS = ("township", "county", "city", "region")
NATURES = ("public_institution", "state_enterprise", "private", "social", "freelance_agency", "government")
KINDS = (
    "professional", "freelancer", "skilled_worker", "civil_servant", "managed_as_civil_servant", "retired",
    "farmer_herder",
)  # fmt: skip
SKILLS = ("senior_worker", "technician", "senior_technician")
RECOMMENDERS = ("unit", "league_government", "regional_department", "hr_bureau", "talent_group")
OCCUPATIONS = ("teacher", "doctor", "nurse", "pharmacist", "medical_technician", "other")
ORIGINS = ("mainland", "hk_macau_taiwan", "foreign")

Tier = Annotated[str, OneOf(TIERS)]
Nature = Annotated[str, OneOf(NATURES)]
Few = Annotated[int, Interval(ge=0, le=99)]


@record
class GrassrootsService:
    """基层服务 beside the regular post."""

    started_on: date
    ended_on: date | None = None
    place_tier: Tier


@record
class GreenChannel:
    """绿色通道: asked for, by which numbered policy, and confirmed by the HR bureau; `talent_class` 1 to 6."""

    claimed: bool
    confirmed: bool | Absent | None = ABSENT
    category: Few | Absent = ABSENT
    talent_class: Annotated[int, Interval(ge=0, le=6)] | Absent = ABSENT
    postdoc_funded: bool | Absent = ABSENT
    postdoc_stays: bool | Absent = ABSENT


@record
class Skill:
    """职业技能等级 of a highly skilled worker."""

    level: Annotated[str, OneOf(SKILLS)]
    obtained_on: date


@record
class Qualification:
    """A vocational qualification by its official name."""

    name: Annotated[str, Len(1, 100)]
    obtained_on: date


@record
class Conversion:
    """A move from the civil service or the army to an enterprise or institution."""

    origin: Annotated[str, OneOf(("civil_servant", "military"))]
    on: date


@record
class Honour:
    """An honour or prize by its code (shared/policy/data/honours.yaml)."""

    code: str
    awarded_on: date


@record
class Programme:
    """A talent programme by its code, with its term."""

    code: str
    starts_on: date
    ends_on: date | None = None


@record
class Recommendation:
    """Who recommends the person: bodies, full-senior peers, the unit's expert panel."""

    by: Annotated[tuple[Annotated[str, OneOf(RECOMMENDERS)], ...], MaxLen(200)] | Absent = ABSENT
    peers: Few | Absent = ABSENT
    expert_panel: bool | Absent = ABSENT


@record
class Epidemic:
    """Work at the epidemic front line; `confirmed`: the health authority counts the person in."""

    frontline: bool | Absent = ABSENT
    designated: bool | Absent = ABSENT
    confirmed: bool | None = None


@record
class Discipline:
    """A disciplinary measure (处分) by its name, with the last day of its term."""

    measure: Annotated[str, Len(1, 50)]
    until: date


@record
class Circumstances:
    """The parts of a profile that no form shows and that eligibility asks about; what was never stated is absent."""

    kind: Annotated[str, OneOf(KINDS)] | Absent = ABSENT
    origin: Annotated[str, OneOf(ORIGINS)] | Absent = ABSENT
    foreign_permit: bool | Absent = ABSENT
    classified: bool | Absent = ABSENT
    discipline: Discipline | Absent | None = ABSENT
    occupation: Annotated[str, OneOf(OCCUPATIONS)] | Absent = ABSENT
    grassroots_service: tuple[GrassrootsService, ...] | Absent = ABSENT
    outstanding: bool | Absent = ABSENT
    assessment_passed: bool | Absent = ABSENT
    green_channel: GreenChannel | Absent = ABSENT
    post_since: date | None = None
    returnee: bool | Absent = ABSENT
    skill: Skill | Absent | None = ABSENT
    qualifications: tuple[Qualification, ...] | Absent = ABSENT
    converted: Conversion | Absent | None = ABSENT
    honours: tuple[Honour, ...] | Absent = ABSENT
    sector_first_prizes: Few | Absent = ABSENT
    programmes: tuple[Programme, ...] | Absent = ABSENT
    recommendation: Recommendation | Absent = ABSENT
    epidemic: Epidemic | Absent = ABSENT
    documented: bool | Absent = ABSENT
    education_related: bool | Absent = ABSENT
    licensed: bool | Absent = ABSENT
    new_achievements: bool | Absent = ABSENT


@record
class OtherDeclaration:
    """Another declaration of the year; members as in `shared.policy.Filed`."""

    notice_id: str
    plan: str
    series: str
    level: str
    level_group: str
    track: str
    major: str | None = None
    round: str | None = None
    committee: str | None = None
    channel: str | None = None
    submitted: bool
    ending: str


@record
class RegisterRecord:
    """What the register knew of the person over years and notices; members as in `shared.policy.Record`."""

    filed: tuple[OtherDeclaration, ...]
    unit_filed: tuple[OtherDeclaration, ...]
    rights_used: tuple[str, ...]
    integrity_until: date | None = None
    under_discipline: bool | None = None
