"""What the methods on people, and those that open an upload, give."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from services.declaration.domain.person import NumberClaim, ProfileRemark
from services.declaration.domain.rows import Sections
from shared.contracts.masked import HiddenNumber
from shared.wire.types import Doc, Opaque, record


@record
class UploadOpened:
    """Where the announced file is to be put."""

    upload_url: Annotated[str, Doc("takes one PUT within 15 minutes")]
    object_key: Annotated[str, Doc("names the file when it is taken")]
    expires_at: datetime


@record
class PersonChanged:
    """A person after a command; any change of the profile makes `verified` false."""

    person_id: str
    version: int
    verified: Annotated[bool, Doc("the unit's word stands for the profile as it is")]


@record
class PersonRegisteredAnswer(PersonChanged):
    """A new account."""

    warnings: Annotated[tuple[str, ...], Doc("what looks odd and refuses nothing: id_number_region_unknown")]


@record
class ProfileReturnView:
    """The unit has sent the profile back; it counts until something is changed."""

    at: datetime
    opinion: str
    items: tuple[ProfileRemark, ...]


@record
class WaitingProfile:
    """A person of the unit whose profile waits for its word."""

    person_id: str
    version: int
    name: str
    unit_id: str
    id_number_claim: NumberClaim
    missing: Annotated[tuple[str, ...], Doc("parts without which nobody can vouch for it")]
    has_photo: bool
    returned_at: Annotated[datetime | None, Doc("sent back then, and nothing was changed since")]


@record
class PersonView(HiddenNumber):
    """A person as the caller may see him."""

    person_id: str
    version: int
    name: str
    unit_id: str
    sex: Annotated[str, Doc("as forms print it; read from the ID number")]
    birth_date: Annotated[date, Doc("read from the ID number")]
    id_number: Annotated[str | None, Doc("null: only the masked one is for the caller")]
    id_number_claim: Annotated[
        NumberClaim,
        Doc("stated: nobody has looked; owned: it is this person's; void: another's, to correct"),
    ]
    phone: Annotated[str | None, Doc("null: not stated, or only the masked one is for the caller")]
    phone_masked: str | None
    former_name: str | None
    ethnicity: str
    birth_place: str | None
    work_started_on: date
    health: str | None
    party: str | None
    administrative_post: str | None
    society_posts: str | None
    foreign_language: str | None
    current_work: str
    profile: Annotated[
        Sections, Opaque("the parts stated so far, as update_profile takes them; each row of a table with its id")
    ]
    photo_key: str | None
    photo_url: Annotated[str | None, Doc("a link for 15 minutes")]
    verified: Annotated[bool, Doc("the unit's word stands for the profile as it is")]
    verified_at: datetime | None
    verification_opinion: str | None
    returned: Annotated[ProfileReturnView | None, Doc("what the unit wants mended")]
