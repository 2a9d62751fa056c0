"""The content of profiles and dossiers: the rows of `shared.contracts.dossier`, taken strictly.

Each part given replaces the stored one whole; parts not given stay.
"""

from __future__ import annotations

from marshmallow import RAISE, Schema, fields, validate

from services.declaration.schemas.base import ID, Strict
from shared.contracts import dossier
from shared.contracts.base import Day, maybe_day

PHONE = validate.Regexp(r"^[0-9+\- ]{5,20}$")
WORD = validate.Length(min=1, max=100)
LINE = validate.Length(max=200)
ROWS = validate.Length(max=200)
TIERS = ("township", "county", "city", "region")
NATURES = ("public_institution", "private", "social", "freelance_agency", "government")
KINDS = ("professional", "freelancer", "skilled_worker", "civil_servant", "managed_as_civil_servant", "retired")
ORIGINS = ("mainland", "hk_macau_taiwan", "foreign")


def rows(schema: type[Schema]) -> fields.List[object]:
    """A table: at most 200 rows, unknown fields refused."""
    return fields.List(fields.Nested(schema(unknown=RAISE)), validate=ROWS)


def maybe_line() -> fields.String:
    """A short text or null."""
    return fields.String(allow_none=True, validate=LINE)


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
    """绿色通道: asked for, and confirmed by the HR bureau."""

    claimed = fields.Boolean(required=True, truthy={True}, falsy={False})
    confirmed = fields.Boolean(allow_none=True, truthy={True}, falsy={False})


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

    present_title = fields.Nested(dossier.PresentTitle(unknown=RAISE), allow_none=True)
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


class Sections(Career):
    """What fill_dossier takes."""

    major = fields.String(validate=WORD)
    achievements = rows(dossier.Achievement)
    papers = rows(dossier.Paper)
    awards = rows(dossier.Award)
    patents = rows(dossier.Patent)
    summary = fields.String(validate=validate.Length(min=1, max=20_000))
    route_claimed = fields.String(allow_none=True, validate=WORD)
