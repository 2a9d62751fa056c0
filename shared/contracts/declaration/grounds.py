"""What eligibility looks at beside the form: a person's circumstances and record; they travel inside the dossier.

Whoever judges a dossier later needs nothing else: what the applicant claims, what the unit vouches for, and what the
register knew on the day of submission.
"""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from shared.contracts.declaration.fields import (
    Contract,
    count,
    day,
    flag,
    many,
    maybe_day,
    maybe_flag,
    maybe_text,
    one_of,
    optional_flag,
    optional_one_of,
    text,
    texts,
)

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


class Service(Contract):
    """基层服务 beside the regular post."""

    started_on = day()
    ended_on = maybe_day()
    place_tier = one_of(*TIERS)


class GreenChannel(Contract):
    """绿色通道: asked for, by which numbered policy, and confirmed by the HR bureau; `talent_class` 1 to 6."""

    claimed = flag()
    confirmed = fields.Boolean(allow_none=True, truthy={True}, falsy={False})
    category = count(99)
    talent_class = count(6)
    postdoc_funded = optional_flag()
    postdoc_stays = optional_flag()


class Skill(Contract):
    """职业技能等级 of a highly skilled worker."""

    level = one_of(*SKILLS)
    obtained_on = day()


class Qualification(Contract):
    """A vocational qualification by its official name."""

    name = text(validate=validate.Length(min=1, max=100))
    obtained_on = day()


class Conversion(Contract):
    """A move from the civil service or the army to an enterprise or institution."""

    origin = one_of("civil_servant", "military")
    on = day()


class Honour(Contract):
    """An honour or prize by its code (shared/policy/data/honours.yaml)."""

    code = text()
    awarded_on = day()


class Programme(Contract):
    """A talent programme by its code, with its term."""

    code = text()
    starts_on = day()
    ends_on = maybe_day()


class Recommendation(Contract):
    """Who recommends the person: bodies, full-senior peers, the unit's expert panel."""

    by = fields.List(fields.String(validate=validate.OneOf(RECOMMENDERS)), validate=validate.Length(max=200))
    peers = count(99)
    expert_panel = optional_flag()


class Epidemic(Contract):
    """Work at the epidemic front line; `confirmed`: the health authority counts the person in."""

    frontline = optional_flag()
    designated = optional_flag()
    confirmed = maybe_flag()


class Discipline(Contract):
    """A disciplinary measure (处分) by its name, with the last day of its term."""

    measure = text(validate=validate.Length(min=1, max=50))
    until = day()


def _rows(schema: type[Schema]) -> fields.List[object]:
    return fields.List(fields.Nested(schema))


class Circumstances(Contract):
    """The parts of a profile that no form shows and that eligibility asks about; what was never stated is absent."""

    kind = optional_one_of(*KINDS)
    origin = optional_one_of(*ORIGINS)
    foreign_permit = optional_flag()
    classified = optional_flag()
    discipline = fields.Nested(Discipline, allow_none=True)
    occupation = optional_one_of(*OCCUPATIONS)
    grassroots_service = _rows(Service)
    outstanding = optional_flag()
    assessment_passed = optional_flag()
    green_channel = fields.Nested(GreenChannel)
    post_since = maybe_day()
    returnee = optional_flag()
    skill = fields.Nested(Skill, allow_none=True)
    qualifications = _rows(Qualification)
    converted = fields.Nested(Conversion, allow_none=True)
    honours = _rows(Honour)
    sector_first_prizes = count(99)
    programmes = _rows(Programme)
    recommendation = fields.Nested(Recommendation)
    epidemic = fields.Nested(Epidemic)
    documented = optional_flag()
    education_related = optional_flag()
    licensed = optional_flag()
    new_achievements = optional_flag()


class Filed(Contract):
    """Another declaration of the year; members as in `shared.policy.Filed`."""

    notice_id = text()
    plan = text()
    series = text()
    level = text()
    level_group = text()
    track = text()
    major = maybe_text()
    round = maybe_text()
    committee = maybe_text()
    channel = maybe_text()
    submitted = flag()
    ending = text()


class Record(Contract):
    """What the register knew of the person over years and notices; members as in `shared.policy.Record`."""

    filed = many(Filed)
    unit_filed = many(Filed)
    rights_used = texts()
    integrity_until = maybe_day()
    under_discipline = maybe_flag()
