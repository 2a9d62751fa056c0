"""Organisations that take part in audit, and the search for the one that holds a stage."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from shared.contracts.audit.organisation import Contact
from shared.kernel.errors import conflict, invalid, refused
from shared.kernel.scope import places_in
from shared.policy.pack.holders import Search, find_holder, unit_facts_of
from shared.policy.pack.plans import Holder
from shared.policy.pack.routes import UnitFacts
from shared.policy.terms.basics import Channel, Nature, Tier

OrganisationKind = Literal[
    "unit", "department", "committee_office", "hr_bureau", "talent_service", "association", "service_point"
]  # fmt: skip
OrganisationState = Literal["coming", "standing", "ended", "merged"]
NO_CONTACT = Contact()


@dataclass(slots=True)
class Organisation:
    """单位, 主管部门, 人社局, 评委会办事机构 or a recommending body.

    `region` is a six-digit code, `parent_id` the competent department. Of a unit: `channel` is the body through which a
    non-public one recommends, `stationed` one of the centre or another province, `entrusted` whether its entrustment
    letter and the consent are there, `under_reform` one that is being reorganised. `valid_from` and `valid_until` are
    its first and last day, None where it has no such day; `merged_into` is who took it over.
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
    valid_from: date | None = None
    valid_until: date | None = None
    merged_into: str | None = None
    version: int = 1

    def state_on(self, day: date) -> OrganisationState:
        """What it is on a day: only a standing one takes new work."""
        if self.merged_into is not None:
            return "merged"
        if self.valid_until is not None and self.valid_until < day:
            return "ended"
        return "coming" if self.valid_from is not None and self.valid_from > day else "standing"

    def stands_on(self, day: date) -> bool:
        """Whether new work may come to it on that day."""
        return self.state_on(day) == "standing"

    def require_changeable(self) -> None:
        """Raise conflict `organisation_merged` for one that another has taken over: its entry stays as it was."""
        if self.merged_into is not None:
            raise conflict("organisation_merged", path="organisation_id")

    def require_sound(self) -> None:
        """Raise invalid `organisation_days_reversed` where its last day lies before its first."""
        if self.valid_from is not None and self.valid_until is not None and self.valid_until < self.valid_from:
            raise invalid("organisation_days_reversed", path="valid_from", first=self.valid_from.isoformat(),
                          last=self.valid_until.isoformat())  # fmt: skip

    def end(self, last_day: date | None) -> None:
        """It stands up to and with that day; None: without an end again."""
        self.valid_until = last_day
        if self.valid_from is not None and last_day is not None and last_day < self.valid_from:
            raise invalid("organisation_days_reversed", path="last_day", first=self.valid_from.isoformat(),
                          last=last_day.isoformat())  # fmt: skip

    def merge_into(self, other: Organisation, today: date) -> None:
        """Another one takes its place from today on. Raises invalid `merger_into_itself`, `merger_kinds_differ`,
        conflict `merger_target_not_standing`."""
        if other.id == self.id:
            raise invalid("merger_into_itself", path="into_id")
        if other.kind != self.kind:
            raise invalid("merger_kinds_differ", path="into_id")
        if not other.stands_on(today):
            raise conflict("merger_target_not_standing", path="into_id")
        yesterday = today - timedelta(days=1)
        self.merged_into, self.valid_until = other.id, min(self.valid_until or yesterday, yesterday)

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
