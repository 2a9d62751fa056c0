"""What is read of a dossier to judge it, as its JSON stands: what was never stated is absent, days are ISO texts.

The records of shared.contracts.declaration (Circumstances, Dossier) declare the same for whoever checks it; here is
what the rules read of it.
"""

from __future__ import annotations

from typing import NotRequired, TypedDict

from shared.policy.terms.basics import Level, Tier
from shared.wire.types import JsonObject


class Title(TypedDict):
    """The present title, or what a vocational qualification counts as."""

    series: str
    level: Level
    obtained_on: str
    appointed_on: NotRequired[str | None]
    transferred_on: NotRequired[str | None]
    from_outside: NotRequired[bool]
    verifiable: NotRequired[bool]


class Term(TypedDict):
    """What lasts from one day to another; without end, to this day."""

    started_on: str
    ended_on: NotRequired[str | None]


class Service(Term):
    """Work or service at a place."""

    place_tier: str
    professional: NotRequired[bool]
    nature: NotRequired[str]
    outside_region: NotRequired[bool]


class School(TypedDict):
    """A row of the education."""

    level: str
    graduated_on: str
    full_time: NotRequired[bool]


class Exam(TypedDict):
    """A row of the exams."""

    passed: bool
    valid_until: NotRequired[str | None]


class Assessment(TypedDict):
    """The grade of a year."""

    year: int
    grade: str


class Hours(TypedDict):
    """Continuing education of a year."""

    year: int
    professional_hours: int
    public_hours: int


class Obtained(TypedDict):
    """A vocational qualification by its name."""

    name: str
    obtained_on: str


class Skill(TypedDict):
    """The level of a highly skilled worker."""

    level: str
    obtained_on: str


class Conversion(TypedDict):
    """A move out of the civil service or the army."""

    origin: str
    on: str


class Honour(TypedDict):
    """An honour by its code."""

    code: str
    awarded_on: str


class Programme(TypedDict):
    """A talent programme by its code, with its term."""

    code: str
    starts_on: str
    ends_on: NotRequired[str | None]


class Recommendation(TypedDict, total=False):
    """Who recommends the person."""

    by: list[str]
    peers: int
    expert_panel: bool


class GreenChannel(TypedDict, total=False):
    """The green channel, asked for and confirmed."""

    claimed: bool
    confirmed: bool | None
    category: int
    talent_class: int
    postdoc_funded: bool
    postdoc_stays: bool


class Epidemic(TypedDict, total=False):
    """Work at the epidemic front line."""

    frontline: bool
    designated: bool
    confirmed: bool | None


class Discipline(TypedDict):
    """A measure, by the last day of its term."""

    until: str


class Profile(TypedDict, total=False):
    """A person: the circumstances, and the sections of the form that count."""

    kind: str
    origin: str
    foreign_permit: bool
    classified: bool
    discipline: Discipline | None
    occupation: str
    returnee: bool
    present_title: Title | None
    education: list[School]
    work_history: list[Service]
    grassroots_service: list[Service]
    exams: list[Exam]
    assessments: list[Assessment]
    continuing_education: list[Hours]
    qualifications: list[Obtained]
    skill: Skill | None
    converted: Conversion | None
    post_since: str | None
    honours: list[Honour]
    sector_first_prizes: int
    programmes: list[Programme]
    recommendation: Recommendation
    green_channel: GreenChannel
    epidemic: Epidemic
    outstanding: bool
    assessment_passed: bool
    documented: bool
    education_related: bool
    licensed: bool
    new_achievements: bool


class Employer(TypedDict):
    """What counting of service asks of the employer."""

    nature: str


class Unit(Employer):
    """The employer, as the register had it."""

    tier: Tier
    region: str
    sector: NotRequired[str]
    channel: NotRequired[str | None]
    stationed: NotRequired[bool]
    entrusted: NotRequired[bool | None]
    specialised_sme: NotRequired[bool]


class FiledUnder(TypedDict):
    """The plan line; `major` by code or Chinese name."""

    plan_id: str
    major: str | None


class Declared(TypedDict):
    """A dossier, as far as it is judged; `record` is that of the register."""

    plan: FiledUnder
    unit: Unit
    circumstances: Profile
    record: JsonObject
    route_claimed: str
    submitted_at: str
