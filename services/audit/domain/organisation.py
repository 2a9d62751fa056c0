"""Organisations that take part in audit, and the search for the one that holds a stage."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Literal

from shared.contracts.audit.organisation import Contact
from shared.kernel.errors import refused
from shared.kernel.scope import places_in
from shared.policy.pack.holders import Search, find_holder, unit_facts_of
from shared.policy.pack.plans import Holder
from shared.policy.pack.routes import UnitFacts
from shared.policy.terms.basics import Channel, Nature, Tier

OrganisationKind = Literal[
    "unit", "department", "committee_office", "hr_bureau", "talent_service", "association", "service_point"
]  # fmt: skip
NO_CONTACT = Contact()


@dataclass(slots=True)
class Organisation:
    """单位, 主管部门, 人社局, 评委会办事机构 or a recommending body.

    `region` is a six-digit code, `parent_id` the competent department. Of a unit: `channel` is the body through which a
    non-public one recommends, `stationed` one of the centre or another province, `entrusted` whether its entrustment
    letter and the consent are there, `under_reform` one that is being reorganised.
    """

    id: str
    name: str
    kind: OrganisationKind
    tier: Tier
    region: str
    sector: str
    nature: Nature
    parent_id: str | None = None
    contact: Contact = NO_CONTACT
    seal_reference: str | None = None
    channel: Channel | None = None
    stationed: bool = False
    entrusted: bool | None = None
    specialised_sme: bool = False
    under_reform: bool = False
    version: int = 1

    def governs(self, regions: Collection[str]) -> bool:
        """Whether the divisions lie in the organisation's own."""
        return all(region.startswith(places_in(self.region)) for region in regions)

    def unit_facts(self) -> UnitFacts:
        """What a route depends on about this unit."""
        return unit_facts_of(self)


def holder_of(
    holder: Holder,
    unit: Organisation,
    get: Callable[[str], Organisation | None],
    find: Search[Organisation],
    issuer: str,
    clause: str,
) -> Organisation:
    """The organisation that `holder` means for a declaration of `unit`; `issuer` is the issuing bureau's region code.

    Refused with `stage_holder_unknown` and the stage's `clause` when the register has none: a route never skips a
    stage silently.
    """
    found = find_holder(holder, unit, get, find, issuer)
    if found is None:
        raise refused(
            "stage_holder_unknown", clause=clause, holder=holder.kind or str(holder.relation), region=unit.region
        )
    return found
