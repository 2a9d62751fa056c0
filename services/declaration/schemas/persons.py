"""Parameters of the methods on people."""

from __future__ import annotations

from marshmallow import fields, validate

from services.declaration.schemas.base import DIGEST, ID, OPINION
from services.declaration.schemas.sections import Basics, Profile
from shared.contracts.base import LEVELS, Day, Instant
from shared.messaging import ChangeSchema, CommandSchema, QuerySchema


class RegisterPerson(Basics, CommandSchema):  # type: ignore[misc]
    """The caller's own account; sex and birth date are read from the ID number."""

    ethnicity = fields.String(required=True, validate=validate.Length(min=1, max=100))
    work_started_on = Day(required=True)
    current_work = fields.String(required=True, validate=validate.Length(min=1, max=200))

    name = fields.String(required=True, validate=validate.Length(min=1, max=100))
    id_number = fields.String(required=True, validate=validate.Length(max=30))
    unit_id = fields.String(required=True, validate=ID)


class UpdateProfile(ChangeSchema):
    """`profile`: any of the basics and of the profile's parts; each part given is replaced whole."""

    person_id = fields.String(required=True, validate=ID)
    profile = fields.Nested(Profile, required=True)


class OpenPhotoUpload(CommandSchema):
    """What will be put: `size` in bytes, `sha256` in hex."""

    person_id = fields.String(required=True, validate=ID)
    size = fields.Integer(required=True, strict=True, validate=validate.Range(min=1))
    media_type = fields.String(required=True, validate=validate.Length(max=100))
    sha256 = fields.String(required=True, validate=DIGEST)


class SetPhoto(ChangeSchema):
    """`object_key` as open_photo_upload gave it."""

    person_id = fields.String(required=True, validate=ID)
    object_key = fields.String(required=True, validate=validate.Length(max=300))


class VerifyProfile(ChangeSchema):
    """The unit's word; `substitute_reason`: why the body above the unit gives it."""

    person_id = fields.String(required=True, validate=ID)
    opinion = fields.String(required=True, validate=OPINION)
    substitute_reason = fields.String(load_default=None, allow_none=True, validate=OPINION)


class GetPerson(QuerySchema):
    """One person."""

    person_id = fields.String(required=True, validate=ID)


class CheckEligibility(QuerySchema):
    """A plan (with its notice where several have it), or series and level. `at`: an ISO instant, now when absent."""

    person_id = fields.String(required=True, validate=ID)
    plan_id = fields.String(load_default=None, allow_none=True)
    notice_id = fields.String(load_default=None, allow_none=True)
    series = fields.String(load_default=None, allow_none=True)
    level = fields.String(load_default=None, allow_none=True, validate=validate.OneOf(LEVELS))
    major = fields.String(load_default=None, allow_none=True)
    at = Instant(load_default=None, allow_none=True)
