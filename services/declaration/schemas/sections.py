"""The content of profiles and dossiers: the rows of `shared.contracts.dossier`, taken strictly.

Each part given replaces the stored one whole; parts not given stay.
"""

from __future__ import annotations

from marshmallow import RAISE, Schema, fields, validate

from services.declaration.schemas.base import ID, Strict
from shared.contracts import dossier
from shared.contracts.base import Day, maybe_day
from shared.policy import honours

PHONE = validate.Regexp(r"^[0-9+\- ]{5,20}$")
WORD = validate.Length(min=1, max=100)
LINE = validate.Length(max=200)
ROWS = validate.Length(max=200)
TIERS = ("township", "county", "city", "region")
NATURES = ("public_institution", "private", "social", "freelance_agency", "government")
KINDS = ("professional", "freelancer", "skilled_worker", "civil_servant", "managed_as_civil_servant", "retired")
SKILLS = ("senior_worker", "technician", "senior_technician")
RECOMMENDERS = ("league_government", "regional_department", "hr_bureau", "talent_group")
ORIGINS = ("mainland", "hk_macau_taiwan", "foreign")


def rows(schema: type[Schema]) -> fields.List[object]:
    """A table: at most 200 rows, unknown fields refused."""
    return fields.List(fields.Nested(schema(unknown=RAISE)), validate=ROWS)


def maybe_line() -> fields.String:
    """A short text or null."""
    return fields.String(allow_none=True, validate=LINE)


def count(most: int) -> fields.Integer:
    """A whole number from 0."""
    return fields.Integer(strict=True, validate=validate.Range(0, most))


def strict_flag() -> fields.Boolean:
    """true or false, nothing that looks like it."""
    return fields.Boolean(truthy={True}, falsy={False})


class WorkPeriod(dossier.WorkPeriod):
    """工作经历 with what eligibility asks beside the form: the nature of that unit, and whether it lay outside."""

    nature = fields.String(validate=validate.OneOf(NATURES))
    outside_region = strict_flag()


class Service(Strict):
    """基层服务 beside the regular post."""

    started_on = Day(required=True)
    ended_on = maybe_day()
    place_tier = fields.String(required=True, validate=validate.OneOf(TIERS))


class GreenChannel(Strict):
    """绿色通道: asked for, by which numbered policy, and confirmed by the HR bureau; `talent_class` 1 to 6."""

    claimed = fields.Boolean(required=True, truthy={True}, falsy={False})
    confirmed = fields.Boolean(allow_none=True, truthy={True}, falsy={False})
    category = count(99)
    talent_class = count(6)
    postdoc_funded = strict_flag()
    postdoc_stays = strict_flag()


class Skill(Strict):
    """职业技能等级 of a highly skilled worker."""

    level = fields.String(required=True, validate=validate.OneOf(SKILLS))
    obtained_on = Day(required=True)


class Qualification(Strict):
    """A vocational qualification by its official name."""

    name = fields.String(required=True, validate=WORD)
    obtained_on = Day(required=True)


class Conversion(Strict):
    """A move from the civil service or the army to an enterprise or institution."""

    origin = fields.String(required=True, validate=validate.OneOf(("civil_servant", "military")))
    on = Day(required=True)


class Honour(Strict):
    """An honour or prize by its code (shared/policy/data/honours.yaml)."""

    code = fields.String(required=True, validate=validate.OneOf(sorted(honours())))
    awarded_on = Day(required=True)


class Programme(Strict):
    """A talent programme by its code, with its term."""

    code = fields.String(required=True, validate=validate.OneOf(sorted(honours())))
    starts_on = Day(required=True)
    ends_on = maybe_day()


class Recommendation(Strict):
    """Who recommends the person: bodies, full-senior peers, the unit's expert panel."""

    by = fields.List(fields.String(validate=validate.OneOf(RECOMMENDERS)), validate=ROWS)
    peers = count(99)
    expert_panel = strict_flag()


class Epidemic(Strict):
    """Work at the epidemic front line."""

    frontline = strict_flag()
    designated = strict_flag()


class PresentTitle(dossier.PresentTitle):
    """现职称 with what eligibility asks beside the form: a transfer, a title from outside, how sure it is."""

    transferred_on = maybe_day()
    from_outside = strict_flag()
    verifiable = strict_flag()


class Basics(Strict):
    """基本情况 beyond what the ID number says; dates are ISO days."""

    phone = fields.String(allow_none=True, validate=PHONE)
    former_name = maybe_line()
    ethnicity = fields.String(validate=WORD)
    birth_place = maybe_line()
    work_started_on = Day()
    health = maybe_line()
    party = maybe_line()
    administrative_post = maybe_line()
    society_posts = maybe_line()
    foreign_language = maybe_line()
    current_work = fields.String(validate=validate.Length(min=1, max=200))


class Career(Strict):
    """The tables that a profile and a dossier have in common."""

    present_title = fields.Nested(PresentTitle(unknown=RAISE), allow_none=True)
    education = rows(dossier.Education)
    work_history = rows(WorkPeriod)
    trainings = rows(dossier.Training)
    exams = rows(dossier.Exam)
    assessments = rows(dossier.Assessment)
    continuing_education = rows(dossier.ContinuingEducation)


class Profile(Basics, Career):
    """What update_profile takes."""

    unit_id = fields.String(validate=ID)
    kind = fields.String(validate=validate.OneOf(KINDS))
    origin = fields.String(validate=validate.OneOf(ORIGINS))
    foreign_permit = strict_flag()
    grassroots_service = rows(Service)
    outstanding = strict_flag()
    assessment_passed = strict_flag()
    green_channel = fields.Nested(GreenChannel)
    post_since = maybe_day()
    returnee = strict_flag()
    skill = fields.Nested(Skill, allow_none=True)
    qualifications = rows(Qualification)
    converted = fields.Nested(Conversion, allow_none=True)
    honours = rows(Honour)
    sector_first_prizes = count(99)
    programmes = rows(Programme)
    recommendation = fields.Nested(Recommendation)
    epidemic = fields.Nested(Epidemic)
    documented = strict_flag()
    education_related = strict_flag()
    licensed = strict_flag()
    new_achievements = strict_flag()


class Sections(Career):
    """What fill_dossier takes."""

    major = fields.String(validate=WORD)
    achievements = rows(dossier.Achievement)
    papers = rows(dossier.Paper)
    awards = rows(dossier.Award)
    patents = rows(dossier.Patent)
    summary = fields.String(validate=validate.Length(min=1, max=20_000))
    route_claimed = fields.String(allow_none=True, validate=WORD)
