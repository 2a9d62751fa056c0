"""What the methods on people take."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from marshmallow import fields, validate

from services.declaration.requests.sections import PHONE, PROFILE_PARTS, Profile, Telephone
from services.declaration.requests.words import (
    WORK,
    ChangePerson,
    Digest,
    Id,
    Line,
    ObjectKey,
    Opinion,
    Size,
    Word,
)
from shared.policy.terms.basics import Level
from shared.wire.requests import Command, ListQuery, Query, sorted_by
from shared.wire.types import Doc, record


@record
class RegisterPerson(Command):
    """The caller's own account; sex and birth date are read from the ID number."""

    name: Word
    id_number: Annotated[str, validate.Length(max=30)]
    unit_id: Id
    ethnicity: Word
    work_started_on: date
    current_work: Annotated[str, WORK]
    phone: Annotated[str | None, Telephone(validate=PHONE)] = None
    former_name: Line | None = None
    birth_place: Line | None = None
    health: Line | None = None
    party: Line | None = None
    administrative_post: Line | None = None
    society_posts: Line | None = None
    foreign_language: Line | None = None


@record
class UpdateProfile(ChangePerson):
    """Any parts; each part given replaces the stored one whole."""

    # Stays a dict: the parts are stored as they came, and what was not given must not look as if it were null.
    profile: Annotated[dict[str, Any], fields.Nested(Profile)]


@record
class CorrectIdNumber(ChangePerson):
    """Another number in place of one that nobody has looked at, or that is somebody else's."""

    id_number: Annotated[str, validate.Length(max=30)]


@record
class OpenPhotoUpload(Command):
    """What will be put."""

    person_id: Id
    size: Annotated[Size, Doc("bytes")]
    media_type: Annotated[str, validate.Length(max=100), Doc("image/jpeg, image/png")]
    sha256: Annotated[Digest, Doc("hex")]


@record
class SetPhoto(ChangePerson):
    """A picture that was put."""

    object_key: Annotated[ObjectKey, Doc("as open_photo_upload gave it")]


@record
class VerifyProfile(ChangePerson):
    """The unit's word, or that of the body above it."""

    opinion: Opinion
    substitute_reason: Annotated[
        Opinion | None, Doc("why the body above the unit does it: its only clerk is the person")
    ] = None


@record
class ProfileRemarkLine:
    """What is to be mended in one part."""

    part: Annotated[str, validate.OneOf(PROFILE_PARTS), Doc("a field of the basic data, or a part of the profile")]
    text: Annotated[str, validate.Length(min=1, max=500)]


@record
class ReturnProfile(ChangePerson):
    """The profile as it stands is sent back to the person."""

    opinion: Opinion
    items: Annotated[tuple[ProfileRemarkLine, ...], validate.Length(max=50), Doc("each part once")] = ()


@record
class WaitingFilter:
    """Which profiles."""

    returned: Annotated[bool | None, Doc("sent back, and nothing was changed since")] = None


@record
class ListWaitingProfiles(ListQuery):
    """Profiles of one unit that nobody vouches for as they stand."""

    unit_id: Annotated[Id | None, Doc("null: the caller's own; the body above the unit names it")] = None
    filter: WaitingFilter = WaitingFilter()
    sort: Annotated[str | None, sorted_by("name")] = None


@record
class SettleIdNumber(ChangePerson):
    """The number of this person's account is his."""

    opinion: Annotated[Opinion, Doc("what was looked at, and why it is his")]


@record
class GetPerson(Query):
    """One person."""

    person_id: Id


@record
class CheckEligibility(Query):
    """A plan, or series and level."""

    person_id: Id
    plan_id: Annotated[str | None, Doc("or series and level")] = None
    notice_id: Annotated[str | None, Doc("where several notices have the plan")] = None
    series: str | None = None
    level: Level | None = None
    major: Annotated[str | None, Doc("code or Chinese name")] = None
    at: Annotated[datetime | None, Doc("to judge at; now when absent")] = None
