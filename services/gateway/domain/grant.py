"""A capacity with power over others is proposed by one person and confirmed by another."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from services.gateway.domain.account import OFFICES, ROLES, Account, Capacity
from shared.kernel.caller import Caller
from shared.kernel.errors import conflict, forbidden, invalid
from shared.kernel.scope import OPERATOR, SUPERVISOR, Ground, Matter, Reach

State = Literal["proposed", "confirmed", "rejected"]
PROPOSERS = frozenset({OPERATOR})
CONFIRMERS = frozenset({OPERATOR, SUPERVISOR})
FOR_AN_ORGANISATION = frozenset({"unit_clerk", "department_clerk", "hr_clerk", "committee_office"})
FOR_A_REGION = frozenset({"supervisor", "publisher"})
SYSTEM = frozenset({"system"})
"""The command line, for whoever may open the door's database."""


@dataclass(frozen=True, slots=True)
class Grant:
    """A proposal; `proposed_by` and `decided_by` are person ids."""

    id: str
    account_id: str
    role: str
    organisation_id: str | None
    organisation_name: str | None
    region: str | None
    proposed_by: str
    proposed_at: datetime
    state: State = "proposed"
    decided_by: str | None = None
    decided_at: datetime | None = None

    def decided(self, by: Caller, now: datetime, *, confirmed: bool, account: Account) -> Grant:
        """Confirmed or rejected; raises where the same person would do both, or do it for himself."""
        require_role(by, CONFIRMERS)
        if self.state != "proposed":
            raise conflict("grant_decided")
        if confirmed and is_oneself(by, account.person_id):
            raise forbidden("grant_to_oneself")
        if confirmed and is_oneself(by, self.proposed_by):
            raise forbidden("grant_needs_another")
        state: State = "confirmed" if confirmed else "rejected"
        return replace(self, state=state, decided_by=by.person_id, decided_at=now)

    def capacity(self, capacity_id: str) -> Capacity:
        """What a confirmed one gives."""
        return Capacity(capacity_id, self.role, self.organisation_id, self.organisation_name, self.region)


def require_role(caller: Caller, roles: frozenset[str]) -> None:
    """forbidden("role_not_allowed") for whoever has none of them, or has one where it has no force."""
    if not has_role(caller, roles | SYSTEM):
        raise forbidden("role_not_allowed", method="accounts")


def has_role(caller: Caller, roles: frozenset[str]) -> bool:
    """Whether one of them has force for the caller."""
    return not _reach(caller).roles.isdisjoint(roles)


def is_oneself(caller: Caller, person_id: str) -> bool:
    """Whether the matter of that person is the caller's own."""
    return _reach(caller).reaches(Matter(person_id), {Ground.OWN})


def _reach(caller: Caller) -> Reach:
    """The door keeps no register: it gives rights to roles that need no kind of organisation only."""
    return Reach.of(caller, lambda _: None)


def check_grant(grant: Grant, account: Account, by: Caller) -> None:
    """What must hold before anybody is asked: a known role with its organisation or region, and not for oneself."""
    require_role(by, PROPOSERS)
    if grant.role not in ROLES:
        raise invalid("role_unknown", path="role")
    if grant.role in FOR_AN_ORGANISATION and not grant.organisation_id:
        raise invalid("organisation_needed", path="organisation_id")
    if grant.role in FOR_A_REGION and not grant.region:
        raise invalid("region_needed", path="region")
    if is_oneself(by, account.person_id):
        raise forbidden("grant_to_oneself")
    if grant.capacity("").place in {one.place for one in account.capacities}:
        raise conflict("capacity_held")


def needs_another(role: str) -> bool:
    """Whether a second person has to confirm it."""
    return role in OFFICES
