"""Who can sign in, and in which capacities he may act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from shared.kernel.caller import Caller
from shared.kernel.scope import APPLICANT, CLERKS, EXPERT, OPERATOR, PUBLISHER, SUPERVISOR

OFFICES = CLERKS | {SUPERVISOR, PUBLISHER, OPERATOR}
"""Roles with power over others: nobody is given one by a single person."""
ROLES = OFFICES | {APPLICANT, EXPERT}


@dataclass(frozen=True, slots=True)
class Capacity:
    """One hat of a person: a role, and the organisation for which it is worn.

    `organisation_id` is None for applicants, experts and whoever acts for no organisation; `region` is the division
    (six digits) that supervisors and publishers act in. `source` names the identity source whose claims give it, which
    may take it away again; None where an administrator gave it.
    """

    id: str
    role: str
    organisation_id: str | None = None
    organisation_name: str | None = None
    region: str | None = None
    source: str | None = None

    @property
    def place(self) -> tuple[str, str | None, str | None]:
        """What makes two capacities of a person the same."""
        return self.role, self.organisation_id, self.region


@dataclass(frozen=True, slots=True)
class Account:
    """A person as the door knows him; `person_id` is what every service calls him by.

    `id_number_index`: of the ID number that an identity source has verified. Whoever is blocked since `blocked_at`
    cannot sign in and his logins count no more.
    """

    id: str
    person_id: str
    name: str
    capacities: tuple[Capacity, ...] = ()
    id_number_index: str | None = None
    blocked_at: datetime | None = None
    must_change_password: bool = False

    def capacity(self, capacity_id: str | None) -> Capacity | None:
        """The one with that id; the only one where none is named; None where he has to choose."""
        if capacity_id is None:
            return self.capacities[0] if len(self.capacities) == 1 else None
        return next((one for one in self.capacities if one.id == capacity_id), None)

    def holds(self, role: str) -> bool:
        """Whether one of his capacities has the role."""
        return any(one.role == role for one in self.capacities)

    def caller(self, capacity: Capacity) -> Caller:
        """Him in that capacity, as services see him."""
        return Caller(
            self.person_id,
            self.name,
            organisation_id=capacity.organisation_id,
            roles=frozenset({capacity.role}),
            region=capacity.region,
            id_number_index=self.id_number_index,
        )
