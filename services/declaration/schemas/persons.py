"""Parameters of the methods on people."""

from __future__ import annotations

from marshmallow import fields, validate

from services.declaration.schemas.base import DIGEST, ID, OPINION, told
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
    """Any parts; each part given replaces the stored one whole."""

    person_id = fields.String(required=True, validate=ID)
    profile = fields.Nested(Profile, required=True)


class OpenPhotoUpload(CommandSchema):
    """What will be put."""

    person_id = fields.String(required=True, validate=ID)
    size = fields.Integer(required=True, strict=True, validate=validate.Range(min=1), **told("bytes"))
    media_type = fields.String(required=True, validate=validate.Length(max=100), **told("image/jpeg, image/png"))
    sha256 = fields.String(required=True, validate=DIGEST, **told("hex"))


class SetPhoto(ChangeSchema):
    """A picture that was put."""

    person_id = fields.String(required=True, validate=ID)
    object_key = fields.String(required=True, validate=validate.Length(max=300), **told("as open_photo_upload gave it"))


class VerifyProfile(ChangeSchema):
    """The unit's word, or that of the body above it."""

    person_id = fields.String(required=True, validate=ID)
    opinion = fields.String(required=True, validate=OPINION)
    substitute_reason = fields.String(
        load_default=None, allow_none=True, validate=OPINION,
        **told("why the body above the unit does it: its only clerk is the person"),
    )  # fmt: skip


class GetPerson(QuerySchema):
    """One person."""

    person_id = fields.String(required=True, validate=ID)


class CheckEligibility(QuerySchema):
    """A plan, or series and level."""

    person_id = fields.String(required=True, validate=ID)
    plan_id = fields.String(load_default=None, allow_none=True, **told("or series and level"))
    notice_id = fields.String(load_default=None, allow_none=True, **told("where several notices have the plan"))
    series = fields.String(load_default=None, allow_none=True)
    level = fields.String(load_default=None, allow_none=True, validate=validate.OneOf(LEVELS))
    major = fields.String(load_default=None, allow_none=True, **told("code or Chinese name"))
    at = Instant(load_default=None, allow_none=True, **told("to judge at; now when absent"))
