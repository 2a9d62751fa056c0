"""A person who declares: identity, working life, and whether the unit has vouched for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from services.declaration.domain.life import Life
from services.declaration.domain.rows import Sections
from shared.kernel.errors import conflict
from shared.wire.plain import plain, read_as
from shared.wire.types import record

NumberClaim = Literal["stated", "owned", "void"]
"""What stands behind an ID number: the person's own word, somebody who has looked, or another person's better right."""


@dataclass(frozen=True, slots=True)
class Verification:
    """The unit's word for the profile at one version."""

    at: datetime
    by: str
    organisation_id: str
    opinion: str


@record
class ProfileRemark:
    """What is to be mended in one part of the profile."""

    part: str
    text: str


@record
class ProfileReturn:
    """The unit has looked and sent the profile back; it counts until the person changes something."""

    at: datetime
    by: str
    organisation_id: str
    opinion: str
    items: tuple[ProfileRemark, ...] = ()


@record
class PersonBasics:
    """基本情况 beyond what the ID number says."""

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

    def changed_by(self, stated: Sections) -> PersonBasics:
        """With what was stated anew; parts of the profile are passed over."""
        return read_as(PersonBasics, plain(self) | stated)


BASICS = tuple(PersonBasics.__dataclass_fields__)


@dataclass(slots=True, kw_only=True)
class Person:
    """The aggregate. ID number and telephone are held sealed; `id_number_index` finds equal numbers without opening.

    Any number of people may state one ID number; it is `owned` by one of them at most.

    `profile`: present_title, education, work_history, exams, assessments, continuing_education and what eligibility
    asks about (see the README); dates are ISO texts there.
    """

    person_id: str
    name: str
    unit_id: str
    sex: str
    birth_date: date
    id_number_sealed: str
    id_number_masked: str
    id_number_index: str
    phone_sealed: str | None
    phone_masked: str | None
    basics: PersonBasics
    profile: Sections
    photo_key: str | None = None
    verification: Verification | None = None
    claim: NumberClaim = "stated"
    returned: ProfileReturn | None = None
    version: int = 0

    @property
    def is_verified(self) -> bool:
        """Whether the unit has verified the profile as it stands."""
        return self.verification is not None

    @property
    def waits_for(self) -> str | None:
        """The unit whose word the profile waits for: complete, not seen as it stands; None while nobody can look."""
        seen = self.is_verified or self.returned is not None
        return None if seen or self.claim == "void" or self.missing_parts() else self.unit_id

    @property
    def holds_number(self) -> bool:
        """Whether the number was found to be this person's; a unit's word counts by whatever version it was kept."""
        return self.claim == "owned" or (self.claim == "stated" and self.is_verified)

    def own_number(self) -> None:
        """The number is this person's alone from now on."""
        self.claim = "owned"

    def void_number(self) -> None:
        """The number is somebody else's: it is to be corrected, and the unit has to look again."""
        self.claim = "void"
        self._look_again()

    def refuse_void_number(self) -> None:
        """Raise conflict `id_number_void` while a number stands here that is somebody else's."""
        if self.claim == "void":
            raise conflict("id_number_void", path="id_number")

    def correct_number(self, sealed: str, masked: str, index: str, sex: str, birth_date: date) -> None:
        """Another number is stated; raises conflict `id_number_settled` for one that was found to be this person's."""
        if self.holds_number:
            raise conflict("id_number_settled", path="id_number")
        self.id_number_sealed, self.id_number_masked, self.id_number_index = sealed, masked, index
        self.sex, self.birth_date = sex, birth_date
        self.claim = "stated"
        self._look_again()

    def life(self, today: date) -> Life:
        """What the dates that this person states are held against."""
        return Life(self.birth_date, self.basics.work_started_on.isoformat(), today)

    def change(self, stated: Sections) -> None:
        """Replace the given parts of basics and profile; the unit has to look again."""
        self.basics = self.basics.changed_by(stated)
        self.profile = self.profile | {name: value for name, value in stated.items() if name not in BASICS}
        self._look_again()

    def take_phone(self, sealed: str | None, masked: str | None) -> None:
        """The number under which the person can be reached from now on, or none."""
        self.phone_sealed, self.phone_masked = sealed, masked
        self._look_again()

    def take_photo(self, key: str) -> None:
        """The portrait lies there; the unit has to look again."""
        self.photo_key = key
        self._look_again()

    def move_to(self, unit_id: str) -> None:
        """The person now works elsewhere; the new unit has to verify."""
        self.unit_id = unit_id
        self._look_again()

    def verify(self, clerk_id: str, organisation_id: str, opinion: str, now: datetime) -> None:
        """Keep the word of the unit's clerk, or of the body that stands in; raises conflict `profile_incomplete`,
        `id_number_void`."""
        self.refuse_void_number()
        missing = self.missing_parts()
        if missing:
            raise conflict("profile_incomplete", path=f"profile.{missing[0]}", missing=missing)
        self.verification, self.returned = Verification(now, clerk_id, organisation_id, opinion), None

    def missing_parts(self) -> list[str]:
        """Parts without which nobody can vouch for the profile."""
        return [part for part in ("education", "work_history") if not self.profile.get(part)]

    def send_back(self, word: ProfileReturn) -> None:
        """Keep what is to be mended; conflict `profile_verified` for a profile that is vouched for as it stands."""
        if self.is_verified:
            raise conflict("profile_verified", path="person_id")
        self.returned = word

    def _look_again(self) -> None:
        """Something changed: nobody's word about the profile stands any more."""
        self.verification = self.returned = None
