"""Who can sign in, and in which capacities he may act."""

from __future__ import annotations

from dataclasses import dataclass

from shared.kernel.caller import Caller


@dataclass(frozen=True, slots=True)
class Capacity:
    """One hat of a person: a role, and the organisation for which it is worn.

    `organisation_id` is None for applicants, experts and whoever acts for no organisation; `region` is the division
    (six digits) that supervisors and publishers act in.
    """

    id: str
    role: str
    organisation_id: str | None = None
    organisation_name: str | None = None
    region: str | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """A person as the door knows him; `person_id` is what every service calls him by."""

    id: str
    person_id: str
    name: str
    capacities: tuple[Capacity, ...] = ()

    def capacity(self, capacity_id: str | None) -> Capacity | None:
        """The one with that id; the only one where none is named; None where he has to choose."""
        if capacity_id is None:
            return self.capacities[0] if len(self.capacities) == 1 else None
        return next((one for one in self.capacities if one.id == capacity_id), None)

    def caller(self, capacity: Capacity) -> Caller:
        """Him in that capacity, as services see him."""
        return Caller(
            self.person_id,
            self.name,
            organisation_id=capacity.organisation_id,
            roles=frozenset({capacity.role}),
            region=capacity.region,
        )
