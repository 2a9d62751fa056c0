"""The dossier: a declaration's content at one revision, by value; forms, publicity and certificate are made from it.

ID numbers and telephones appear only sealed (`*_sealed`), with a masked text beside them for people.
"""

from __future__ import annotations

from marshmallow import fields, validate

from shared.contracts.base import LEVEL_GROUPS, LEVELS
from shared.contracts.declaration.fields import (
    Contract,
    day,
    digest_text,
    flag,
    instant,
    many,
    maybe_day,
    maybe_flag,
    maybe_text,
    number,
    one,
    one_of,
    optional_flag,
    optional_one_of,
    text,
    texts,
)
from shared.contracts.declaration.grounds import NATURES, TIERS, Circumstances, Record


class PersonFacts(Contract):
    """基本情况: who the applicant is."""

    person_id = text()
    name = text()
    former_name = maybe_text()
    sex = one_of("男", "女")
    ethnicity = text()
    birth_date = day()
    birth_place = maybe_text()
    id_number_sealed = text()
    id_number_masked = text()
    phone_sealed = maybe_text()
    work_started_on = day()
    health = maybe_text()
    party = maybe_text()
    administrative_post = maybe_text()
    society_posts = maybe_text()
    foreign_language = maybe_text()
    current_work = text()
    photo_key = maybe_text()


class UnitFacts(Contract):
    """工作单位, as the organisation register had it at submission; what forms do not print may be absent."""

    organisation_id = text()
    name = text()
    tier = one_of(*TIERS)
    region = text()
    sector = text()
    nature = text()
    competent_department = maybe_text()
    channel = maybe_text()
    stationed = optional_flag()
    entrusted = maybe_flag()
    specialised_sme = optional_flag()


class PresentTitle(Contract):
    """现职称 and since when; beside the form: a transfer, a title from outside, how sure it is."""

    name = text()
    level = one_of(*LEVELS)
    series = text()
    obtained_on = day()
    appointed_on = maybe_day()
    approved_by = maybe_text()
    transferred_on = maybe_day()
    from_outside = optional_flag()
    verifiable = optional_flag()


class TableRow(Contract):
    """A row of a table: `id` (UUIDv7) is its name for good; only dossiers older than the ids have rows without."""

    id = fields.String(allow_none=True, validate=validate.Length(min=1, max=36))


class Education(TableRow):
    """学历 row; `degree` e.g. 学士. The technician levels are vocational classes (中级工班, 高级工班, 预备技师班)."""

    school = text()
    major = text()
    level = one_of(
        "doctor", "master", "bachelor", "associate", "secondary", "technician_intermediate", "technician_senior",
        "technician_pre",
    )  # fmt: skip
    degree = maybe_text()
    started_on = day()
    graduated_on = day()
    length_years = number(0)
    full_time = flag()


class WorkPeriod(TableRow):
    """工作经历 row; `place_tier` decides grass-roots service. Beside the form: that unit's nature, and whether it lay
    outside the region."""

    started_on = day()
    ended_on = maybe_day()
    organisation = text()
    post = text()
    place_tier = one_of(*TIERS)
    professional = flag()
    nature = optional_one_of(*NATURES)
    outside_region = optional_flag()


class Training(TableRow):
    """培训 row."""

    started_on = day()
    ended_on = day()
    content = text()
    organiser = text()
    hours = number(0)


class Achievement(TableRow):
    """工作业绩 row; `since_present_title` splits the form's two tables."""

    started_on = day()
    ended_on = maybe_day()
    name = text()
    content = text()
    role = text()
    effect = text()
    since_present_title = flag()


class Paper(TableRow):
    """论文著作 row."""

    published_on = day()
    title = text()
    venue = text()
    rank = text()
    number = maybe_text()


class Award(TableRow):
    """奖项 row."""

    awarded_on = day()
    name = text()
    grade = text()
    issuer = text()
    rank = maybe_text()


class Patent(TableRow):
    """专利 row."""

    granted_on = day()
    name = text()
    number = text()
    rank = maybe_text()


class Exam(TableRow):
    """考试成绩 row; `score` in points."""

    taken_on = day()
    name = text()
    score = number(0)
    passed = flag()
    valid_until = maybe_day()


class Assessment(TableRow):
    """年度考核 row."""

    year = number(1950)
    grade = text()


class ContinuingEducation(TableRow):
    """继续教育 hours of one year: 专业科目 and 公需科目."""

    year = number(1950)
    professional_hours = number(0)
    public_hours = number(0)


class Material(Contract):
    """An uploaded file by reference; `item` is the pack's material id, `supports` the section or row that it proves
    (`achievements.<id of the row>`). `material_id` is absent in dossiers older than the ids of rows."""

    material_id = fields.String()
    item = text()
    title = text()
    object_key = text()
    media_type = text()
    size = number(1)
    sha256 = digest_text()
    supports = maybe_text()


class Commitment(Contract):
    """个人承诺书 as signed."""

    signed_at = instant()
    text_digest = digest_text()


class PlanFacts(Contract):
    """The plan line under which the dossier was filed."""

    plan_id = text()
    name = text()
    series = text()
    series_name = text()
    major = text()
    level = one_of(*LEVELS)
    level_group = one_of(*LEVEL_GROUPS)
    title = text()
    track = text()
    mode = text()
    committee_code = text()
    documents = texts()


class Dossier(Contract):
    """Everything the applicant declared, frozen at submission.

    `circumstances` and `record` are what eligibility looks at beside the form: without them nobody can judge it.
    """

    declaration_id = text()
    revision = number(1)
    notice_id = text()
    notice_version = number(1)
    plan = one(PlanFacts)
    person = one(PersonFacts)
    unit = one(UnitFacts)
    present_title = fields.Nested(PresentTitle, allow_none=True, load_default=None)
    profession_years = number(0)
    education = many(Education)
    work_history = many(WorkPeriod)
    trainings = many(Training)
    achievements = many(Achievement)
    papers = many(Paper)
    awards = many(Award)
    patents = many(Patent)
    exams = many(Exam)
    assessments = many(Assessment)
    continuing_education = many(ContinuingEducation)
    summary = text()
    route_claimed = text()
    talent_category = fields.Integer(allow_none=True, load_default=None, strict=True)
    materials = many(Material)
    commitment = one(Commitment)
    circumstances = one(Circumstances)
    record = one(Record)
    submitted_at = instant()
