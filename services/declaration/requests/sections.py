"""The content of profiles and dossiers: the rows of `shared.contracts.declaration.dossier`, taken strictly.

Each part given replaces the stored one whole; parts not given stay. They are stored as JSON just as they came, and so
are schemas that load dicts, not records: a record would have every part.
"""

from __future__ import annotations

from typing import Annotated, Any

from marshmallow import RAISE, Schema, fields, validate

from services.declaration.requests.words import ID, LINE, WORD, WORK
from shared.contracts.declaration import circumstances, dossier
from shared.kernel.text import compact
from shared.policy import honours
from shared.wire.schemas import kept_schema_of
from shared.wire.text_fields import DayText
from shared.wire.types import OneOf, record

PHONE = validate.Regexp(r"^[0-9+\-]{5,20}\Z")
ROWS = validate.Length(max=200)


def told(remark: str) -> dict[str, str]:
    """What the README says of a part beside its name and type."""
    return {"description": remark}


class Strict(Schema):
    """An object that takes known fields only."""

    class Meta:
        unknown = RAISE


class Telephone(fields.String):
    """A number as it is dialled, however wide or spaced it was typed."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        return compact(super()._deserialize(value, attr, data, **kwargs))


def rows(kind: type) -> fields.List[object]:
    """A table: at most 200 rows, unknown fields refused."""
    return fields.List(fields.Nested(kept_schema_of(kind)(unknown=RAISE)), validate=ROWS)


def maybe_line() -> fields.String:
    """A short text or null."""
    return fields.String(allow_none=True, validate=LINE)


def strictly(kind: type, *, maybe: bool = False) -> fields.Nested:
    """A part whose unknown fields are refused; null only where `maybe`."""
    said = told("left out: stays as it is; null: there is none") if maybe else None
    return fields.Nested(kept_schema_of(kind)(unknown=RAISE), allow_none=maybe, metadata=said)


def optional_flag() -> fields.Boolean:
    """true, false or absent; never null."""
    return fields.Boolean(truthy={True}, falsy={False})


def optional_one_of(*values: str) -> fields.String:
    """A text out of a closed list, or absent; never null."""
    return fields.String(validate=validate.OneOf(values))


def count(most: int) -> fields.Integer:
    """A whole number from 0 to `most`, or absent; never null."""
    return fields.Integer(strict=True, validate=validate.Range(0, most))


HonourCode = Annotated[str, OneOf(tuple(sorted(honours())))]


@record
class CatalogueHonour(circumstances.Honour):
    """An honour or prize that the catalogue knows."""

    code: HonourCode


@record
class CatalogueProgramme(circumstances.Programme):
    """A talent programme that the catalogue knows."""

    code: HonourCode


class Basics(Strict):
    """基本情况 beyond what the ID number says; dates are ISO days."""

    phone = Telephone(allow_none=True, validate=PHONE)
    former_name = maybe_line()
    ethnicity = fields.String(validate=WORD)
    birth_place = maybe_line()
    work_started_on = DayText()
    health = maybe_line()
    party = maybe_line()
    administrative_post = maybe_line()
    society_posts = maybe_line()
    foreign_language = maybe_line()
    current_work = fields.String(validate=WORK)


class Career(Strict):
    """The tables that a profile and a dossier have in common."""

    present_title = strictly(dossier.PresentTitle, maybe=True)
    education = rows(dossier.Education)
    work_history = rows(dossier.Employment)
    trainings = rows(dossier.Training)
    exams = rows(dossier.Exam)
    assessments = rows(dossier.Assessment)
    continuing_education = rows(dossier.ContinuingEducation)


class Profile(Basics, Career):
    """Any of these parts; each part given replaces the stored one whole."""

    unit_id = fields.String(validate=ID, metadata=told("change of unit"))
    kind = optional_one_of(*circumstances.KINDS)
    origin = optional_one_of(*circumstances.ORIGINS)
    foreign_permit = optional_flag()
    classified = optional_flag()
    discipline = strictly(circumstances.Discipline, maybe=True)
    occupation = optional_one_of(*circumstances.OCCUPATIONS)
    grassroots_service = rows(circumstances.GrassrootsService)
    outstanding = optional_flag()
    assessment_passed = optional_flag()
    green_channel = strictly(circumstances.GreenChannel)
    post_since = DayText(allow_none=True)
    returnee = optional_flag()
    skill = strictly(circumstances.Skill, maybe=True)
    qualifications = rows(circumstances.Qualification)
    converted = strictly(circumstances.Conversion, maybe=True)
    honours = rows(CatalogueHonour)
    sector_first_prizes = count(99)
    programmes = rows(CatalogueProgramme)
    recommendation = strictly(circumstances.Recommendation)
    epidemic = strictly(circumstances.Epidemic)
    documented = optional_flag()
    education_related = optional_flag()
    licensed = optional_flag()
    new_achievements = optional_flag()


PROFILE_PARTS = ("name", "id_number", "photo", *Profile().fields)
"""What a clerk may name who sends a profile back."""


class Sections(Career):
    """Any of these sections; each section given replaces the stored one whole."""

    major = fields.String(validate=WORD, metadata=told("code or Chinese name; any text for a series without majors"))
    achievements = rows(dossier.Achievement)
    papers = rows(dossier.Paper)
    awards = rows(dossier.Award)
    patents = rows(dossier.Patent)
    summary = fields.String(validate=validate.Length(min=1, max=20_000))
    route_claimed = fields.String(
        allow_none=True, validate=WORD,
        metadata=told("ordinary, or the id of a path of the notice; null: the system proposes one at submission"),
    )  # fmt: skip
