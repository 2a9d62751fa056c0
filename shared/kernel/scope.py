"""Whose matters a caller reaches: one rule of role, organisation, place and time for every query and command.

A service says of each thing whom it is about, which bodies have to do with it in what standing, and where it lies
(`Matter`); a use case says which grounds open it. The comparing is done here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from shared.kernel.caller import Caller
from shared.kernel.errors import ZhipingError, forbidden

APPLICANT = "applicant"
UNIT_CLERK = "unit_clerk"
DEPARTMENT_CLERK = "department_clerk"
HR_CLERK = "hr_clerk"
OFFICE_CLERK = "committee_office"
SUPERVISOR = "supervisor"
PUBLISHER = "publisher"
OPERATOR = "operator"
EXPERT = "expert"
_BODIES = frozenset({"department", "talent_service", "association", "service_point"})
KINDS_OF_ROLE: Mapping[str, frozenset[str]] = {
    UNIT_CLERK: _BODIES | {"unit", "hr_bureau"},
    DEPARTMENT_CLERK: _BODIES,
    HR_CLERK: frozenset({"hr_bureau", "committee_office"}),
    OFFICE_CLERK: _BODIES | {"committee_office", "hr_bureau"},
}
"""In which kinds of organisation a clerk's role has force: every employer has a unit clerk, an office may have a
section that confirms results, and a committee's work is done by its office or by a body that stands in for it."""
BODY_CLERKS = frozenset({DEPARTMENT_CLERK, HR_CLERK, OFFICE_CLERK})
CLERKS = BODY_CLERKS | {UNIT_CLERK}
KindOf = Callable[[str], str | None]
"""The kind of an organisation by its id; None while the register's entry is not known to the service."""


class OfKind(Protocol):
    """An organisation, as a service knows it."""

    @property
    def kind(self) -> str | None: ...


def kind_by(find: Callable[[str], OfKind | None]) -> KindOf:
    """The kind of what is found under an organisation's id."""
    return lambda key: known.kind if (known := find(key)) else None


class Ground(StrEnum):
    """Why something is open to a caller."""

    OWN = "own"
    SEAT = "seat"
    HOUSE = "own house"
    UNIT = "own unit"
    HOLDS = "stage held"
    HELD = "stage held before"
    AHEAD = "on the route"
    POSTED = "posted by it"
    OFFICE = "office"
    AUTHORITY = "authority"
    INVESTIGATES = "investigates"
    PLACE = "own place"
    ALL = "all"
    PUBLIC = "public"


OVERSIGHT = frozenset({Ground.PLACE, Ground.ALL})


@dataclass(frozen=True, slots=True)
class Involved:
    """What a body has to do with a thing, and in which roles people act for it there."""

    organisation_id: str | None
    ground: Ground
    roles: frozenset[str]


@dataclass(frozen=True, slots=True)
class Matter:
    """A thing as the rule sees it: the person whom it is about, bodies with a standing, the division it lies in, the
    accounts of the experts who sit about it."""

    person_id: str | None = None
    standings: tuple[Involved, ...] = ()
    region: str | None = None
    seats: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Reach:
    """A caller's reach. `roles` are those with force: a clerk's needs an organisation of a kind that has such clerks,
    a supervisor's and a publisher's the division that it is given for."""

    person_id: str
    organisation_id: str | None
    roles: frozenset[str]
    region: str | None

    @classmethod
    def of(cls, caller: Caller, kind_of: KindOf) -> Reach:
        """What the token claims, less the roles that have no force where it claims them."""
        body, claimed = caller.organisation_id, caller.roles
        kind = kind_of(body) if body is not None and claimed & CLERKS else None
        roles = frozenset(role for role in claimed if _has_force(role, body, kind, caller.region))
        return cls(caller.person_id, body, roles, caller.region)

    @property
    def sees_all(self) -> bool:
        """Whether the caller keeps the system running."""
        return OPERATOR in self.roles

    @property
    def applies(self) -> bool:
        """Whether the caller files for himself."""
        return APPLICANT in self.roles

    @property
    def overseen(self) -> str | None:
        """How the codes of the divisions begin that the caller supervises; None for no supervisor."""
        return places_in(self.region) if SUPERVISOR in self.roles and self.region else None

    def acts_for(self, roles: Collection[str] = CLERKS) -> str | None:
        """The organisation for which the caller acts in one of the roles, None without."""
        return self.organisation_id if not self.roles.isdisjoint(roles) else None

    def grounds(self, subject: Matter) -> frozenset[Ground]:
        """Every ground on which the subject has to do with the caller."""
        found = {
            one.ground
            for one in subject.standings
            if one.organisation_id is not None and one.organisation_id == self.acts_for(one.roles)
        }
        if subject.person_id is not None and subject.person_id == self.person_id:
            found.add(Ground.OWN)
        if EXPERT in self.roles and self.person_id in subject.seats:
            found.add(Ground.SEAT)
        if self.overseen is not None and (subject.region or "").startswith(self.overseen):
            found.add(Ground.PLACE)
        if self.sees_all:
            found.add(Ground.ALL)
        return frozenset(found)

    def ground(self, subject: Matter, grounds: Collection[Ground]) -> Ground | None:
        """The nearest of these grounds on which the subject is open to the caller: his own before any other."""
        found = self.grounds(subject)
        return next((one for one in Ground if one in found and one in grounds), None)

    def reaches(self, subject: Matter, grounds: Collection[Ground]) -> bool:
        """Whether one of these grounds opens the subject to the caller."""
        return not self.grounds(subject).isdisjoint(grounds)

    def require(
        self, subject: Matter, grounds: Collection[Ground], hidden: ZhipingError, known_by: Collection[Ground] = ()
    ) -> None:
        """Raise `hidden` unless one of the grounds opens it, forbidden `organisation_not_allowed` where the caller may
        know of it by another ground."""
        found = self.grounds(subject)
        if found.isdisjoint(grounds):
            raise hidden if found.isdisjoint(known_by) else forbidden("organisation_not_allowed")

    def governs(self, region: str) -> bool:
        """Whether a publisher's register holds organisations of that division: his own and those within it."""
        return PUBLISHER in self.roles and self.region is not None and region.startswith(places_in(self.region))

    def issues_for(self, region: str) -> bool:
        """Whether the caller publishes for the bureau of exactly that division."""
        return PUBLISHER in self.roles and self.region == region


def places_in(region: str) -> str:
    """How the codes of all divisions within one begin: `15`, `1504`, `150404`."""
    return region[:2] if region.endswith("0000") else region[:4] if region.endswith("00") else region


def _has_force(role: str, body: str | None, kind: str | None, region: str | None) -> bool:
    if role in KINDS_OF_ROLE:
        return body is not None and (kind is None or kind in KINDS_OF_ROLE[role])
    return is_division(region) if role in (SUPERVISOR, PUBLISHER) else True


def is_division(region: str | None) -> bool:
    """Whether it is a code of six digits: a shorter one would begin the codes of half the country."""
    return region is not None and len(region) == 6 and region.isascii() and region.isdecimal()
