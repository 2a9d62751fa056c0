"""The dossier: a declaration's content at one revision, by value; forms, publicity and certificate are made from it.

The ID number appears only sealed (`id_number_sealed`), with nothing of it beside it; telephones do not appear (dossiers
of 0.2.0 have them sealed). What is digested is the JSON as it was written; these records say its shape.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from shared.contracts.base import Count, Digest, Level, LevelGroup, Number
from shared.contracts.declaration.circumstances import Circumstances, Nature, RegisterRecord, Tier
from shared.contracts.masked import HiddenNumber
from shared.wire.types import ABSENT, LARGEST, Absent, Doc, Interval, Len, record

Year = Annotated[int, Interval(ge=1950, le=LARGEST)]


@record
class PersonFacts(HiddenNumber):
    """基本情况: who the applicant is."""

    person_id: str
    name: str
    former_name: str | None = None
    sex: Literal["男", "女"]
    ethnicity: str
    birth_date: date
    birth_place: str | None = None
    id_number_sealed: str
    work_started_on: date
    health: str | None = None
    party: str | None = None
    administrative_post: str | None = None
    society_posts: str | None = None
    foreign_language: str | None = None
    current_work: str
    photo_key: str | None = None


@record
class UnitSnapshot:
    """工作单位, as the organisation register had it at submission; what forms do not print may be absent."""

    organisation_id: str
    name: str
    tier: Tier
    region: str
    sector: str
    nature: str
    competent_department: str | None = None
    channel: str | None = None
    stationed: bool | Absent = ABSENT
    entrusted: bool | None = None
    specialised_sme: bool | Absent = ABSENT


@record
class PresentTitle:
    """现职称 and since when; beside the form: a transfer, a title from outside, how sure it is."""

    name: str
    level: Level
    series: str
    obtained_on: date
    appointed_on: date | None = None
    approved_by: str | None = None
    transferred_on: date | None = None
    from_outside: bool | Absent = ABSENT
    verifiable: bool | Absent = ABSENT


@record
class TableRow:
    """A row of a table: `id` (UUIDv7) is its name for good; only dossiers older than the ids have rows without."""

    id: Annotated[str, Len(1, 36)] | Absent | None = ABSENT


@record
class Education(TableRow):
    """学历 row; `degree` e.g. 学士. The technician levels are vocational classes (中级工班, 高级工班, 预备技师班)."""

    school: str
    major: str
    level: Literal[
        "doctor", "master", "bachelor", "associate", "secondary", "technician_intermediate", "technician_senior",
        "technician_pre",
    ]  # fmt: skip
    degree: str | None = None
    started_on: date
    graduated_on: date
    length_years: Count
    full_time: bool


@record
class Employment(TableRow):
    """工作经历 row; `place_tier` decides grass-roots service. Beside the form: that unit's nature, and whether it lay
    outside the region."""

    started_on: date
    ended_on: date | None = None
    organisation: str
    post: str
    place_tier: Tier
    professional: bool
    nature: Nature | Absent = ABSENT
    outside_region: bool | Absent = ABSENT


@record
class Training(TableRow):
    """培训 row."""

    started_on: date
    ended_on: date
    content: str
    organiser: str
    hours: Count


@record
class Achievement(TableRow):
    """工作业绩 row; `since_present_title` splits the form's two tables."""

    started_on: date
    ended_on: date | None = None
    name: str
    content: str
    role: str
    effect: str
    since_present_title: bool


@record
class Paper(TableRow):
    """论文著作 row."""

    published_on: date
    title: str
    venue: str
    rank: str
    number: str | None = None


@record
class Award(TableRow):
    """奖项 row."""

    awarded_on: date
    name: str
    grade: str
    issuer: str
    rank: str | None = None


@record
class Patent(TableRow):
    """专利 row."""

    granted_on: date
    name: str
    number: str
    rank: str | None = None


@record
class Exam(TableRow):
    """考试成绩 row; `score` in points."""

    taken_on: date
    name: str
    score: Count
    passed: bool
    valid_until: date | None = None


@record
class Assessment(TableRow):
    """年度考核 row."""

    year: Year
    grade: str


@record
class ContinuingEducation(TableRow):
    """继续教育 hours of one year: 专业科目 and 公需科目."""

    year: Year
    professional_hours: Count
    public_hours: Count


@record
class Material:
    """An uploaded file by reference; `item` is the pack's material id, `supports` the section or row that it proves
    (`achievements.<id of the row>`). `material_id` is absent in dossiers older than the ids of rows."""

    material_id: str | Absent = ABSENT
    item: str
    title: str
    object_key: str
    media_type: str
    size: Number
    sha256: Digest
    supports: str | None = None


@record
class Commitment:
    """个人承诺书 as signed."""

    signed_at: datetime
    text_digest: Annotated[Digest, Doc("SHA-256 of the wording")]


@record
class PlanFacts:
    """The plan line under which the dossier was filed."""

    plan_id: str
    name: str
    series: str
    series_name: str
    major: str
    level: Level
    level_group: LevelGroup
    title: str
    track: str
    mode: str
    committee_code: str
    documents: tuple[str, ...]


@record
class Dossier:
    """Everything the applicant declared, frozen at submission.

    `circumstances` and `record` are what eligibility looks at beside the form: without them nobody can judge it.
    """

    declaration_id: str
    revision: Number
    notice_id: str
    notice_version: Number
    plan: PlanFacts
    person: PersonFacts
    unit: UnitSnapshot
    present_title: PresentTitle | None = None
    profession_years: Count
    education: tuple[Education, ...]
    work_history: tuple[Employment, ...]
    trainings: tuple[Training, ...]
    achievements: tuple[Achievement, ...]
    papers: tuple[Paper, ...]
    awards: tuple[Award, ...]
    patents: tuple[Patent, ...]
    exams: tuple[Exam, ...]
    assessments: tuple[Assessment, ...]
    continuing_education: tuple[ContinuingEducation, ...]
    summary: str
    route_claimed: str
    talent_category: int | None = None
    materials: tuple[Material, ...]
    commitment: Commitment
    circumstances: Circumstances
    record: RegisterRecord
    submitted_at: datetime
