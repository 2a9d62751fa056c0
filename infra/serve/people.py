"""Who can be chosen on the visitors' page: one account for each part that the demonstration has played."""

from __future__ import annotations

from collections.abc import Iterator

from infra.demo.organisations import DemoOrganisation
from infra.demo.steps.opening import PUBLISHER
from infra.demo.summary import INSPECTOR
from infra.demo.world import World
from services.gateway.bootstrap import Gateway
from services.gateway.domain.account import Account, Capacity
from shared.kernel.caller import Caller
from shared.kernel.ids import new_id

APPLICANTS = 8
OFFICES = 2


def open_accounts(gateway: Gateway, world: World) -> None:
    """Write the accounts of a freshly played site."""
    with gateway.transaction() as tx:
        for account in _accounts(world):
            tx.ports.accounts.add(account, tx.now)


def _accounts(world: World) -> Iterator[Account]:
    seen: set[str] = set()
    for applicant in sorted(world.applicants, key=lambda one: one.number):
        if applicant.fate not in seen and len(seen) < APPLICANTS:
            seen.add(applicant.fate)
            yield _account(applicant.caller)
    for place in _places(world):
        caller = world.office_clerk(place) if place.kind == "hr_bureau" else world.clerk(place)
        yield _account(caller, place.name)
        if place.kind == "hr_bureau":
            yield _account(world.approver(place), place.name)
    region = world.pack.notice.issuer.region
    for caller in (INSPECTOR, PUBLISHER, Caller("operator", "运维人员", roles=frozenset({"operator"}))):
        yield _account(caller, region=region)


def _places(world: World) -> Iterator[DemoOrganisation]:
    """A few of each kind: units with applicants first."""
    with_people = {id(one.unit) for one in world.applicants}
    taken: dict[str, int] = {}
    for place in sorted(world.places.all, key=lambda one: id(one) not in with_people):
        if taken.get(place.kind, 0) < OFFICES:
            taken[place.kind] = taken.get(place.kind, 0) + 1
            yield place


def _account(caller: Caller, organisation_name: str | None = None, region: str | None = None) -> Account:
    capacities = tuple(
        Capacity(new_id(), role, caller.organisation_id, organisation_name, caller.region or region)
        for role in sorted(caller.roles)
    )
    return Account(new_id(), caller.person_id, caller.name, capacities)
