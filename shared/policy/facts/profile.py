"""What is read of a dossier to judge it, as its JSON stands: what was never stated is absent, days are ISO texts.

The records of shared.contracts.declaration (Circumstances, Dossier) declare the same for whoever checks it; here is
what the rules read of it.
"""

from __future__ import annotations

from typing import NotRequired, TypedDict

from shared.policy.terms.basics import Level, Tier
from shared.wire.types import JsonObject


class TitleJson(TypedDict):
    """The present title, or what a vocational qualification counts as."""

    series: str
    level: Level
    obtained_on: str
    appointed_on: NotRequired[str | None]
    transferred_on: NotRequired[str | None]
    from_outside: NotRequired[bool]
    verifiable: NotRequired[bool]


class TermJson(TypedDict):
    """What lasts from one day to another; without end, to this day."""

    started_on: str
    ended_on: NotRequired[str | None]


class ServiceJson(TermJson):
    """Work or service at a place."""

    place_tier: str
    professional: NotRequired[bool]
    nature: NotRequired[str]
    outside_region: NotRequired[bool]


class SchoolJson(TypedDict):
    """A row of the education."""

    level: str
    graduated_on: str
    full_time: NotRequired[bool]


class ExamJson(TypedDict):
    """A row of the exams."""

    passed: bool
    valid_until: NotRequired[str | None]


class AssessmentJson(TypedDict):
    """The grade of a year."""

    year: int
    grade: str


class HoursJson(TypedDict):
    """Continuing education of a year."""

    year: int
    professional_hours: int
    public_hours: int


class ObtainedJson(TypedDict):
    """A vocational qualification by its name."""

    name: str
    obtained_on: str


class SkillJson(TypedDict):
    """The level of a highly skilled worker."""

    level: str
    obtained_on: str


class ConversionJson(TypedDict):
    """A move out of the civil service or the army."""

    origin: str
    on: str


class HonourJson(TypedDict):
    """An honour by its code."""

    code: str
    awarded_on: str


class ProgrammeJson(TypedDict):
    """A talent programme by its code, with its term."""

    code: str
    starts_on: str
    ends_on: NotRequired[str | None]


class RecommendationJson(TypedDict, total=False):
    """Who recommends the person."""

    by: list[str]
    peers: int
    expert_panel: bool


class GreenChannelJson(TypedDict, total=False):
    """The green channel, asked for and confirmed."""

    claimed: bool
    confirmed: bool | None
    category: int
    talent_class: int
    postdoc_funded: bool
    postdoc_stays: bool


class EpidemicJson(TypedDict, total=False):
    """Work at the epidemic front line."""

    frontline: bool
    designated: bool
    confirmed: bool | None


class DisciplineJson(TypedDict):
    """A measure, by the last day of its term."""

    until: str


class ProfileJson(TypedDict, total=False):
    """A person: the circumstances, and the sections of the form that count."""

    kind: str
    origin: str
    foreign_permit: bool
    classified: bool
    discipline: DisciplineJson | None
    occupation: str
    returnee: bool
    present_title: TitleJson | None
    education: list[SchoolJson]
    work_history: list[ServiceJson]
    grassroots_service: list[ServiceJson]
    exams: list[ExamJson]
    assessments: list[AssessmentJson]
    continuing_education: list[HoursJson]
    qualifications: list[ObtainedJson]
    skill: SkillJson | None
    converted: ConversionJson | None
    post_since: str | None
    honours: list[HonourJson]
    sector_first_prizes: int
    programmes: list[ProgrammeJson]
    recommendation: RecommendationJson
    green_channel: GreenChannelJson
    epidemic: EpidemicJson
    outstanding: bool
    assessment_passed: bool
    documented: bool
    education_related: bool
    licensed: bool
    new_achievements: bool


class EmployerJson(TypedDict):
    """What counting of service asks of the employer."""

    nature: str


class UnitJson(EmployerJson):
    """The employer, as the register had it."""

    tier: Tier
    region: str
    sector: NotRequired[str]
    channel: NotRequired[str | None]
    stationed: NotRequired[bool]
    entrusted: NotRequired[bool | None]
    specialised_sme: NotRequired[bool]


class FiledUnderJson(TypedDict):
    """The plan line; `major` by code or Chinese name."""

    plan_id: str
    major: str | None


class DeclaredJson(TypedDict):
    """A dossier, as far as it is judged; `record` is that of the register."""

    plan: FiledUnderJson
    unit: UnitJson
    circumstances: ProfileJson
    record: JsonObject
    route_claimed: str
    submitted_at: str
