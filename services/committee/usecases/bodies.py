"""Who may act for a committee's office and who for its authority: organisations by the pack, people never for both."""

from __future__ import annotations

from collections.abc import Iterable

from services.committee.domain import scope
from services.committee.domain.bodies import are_one_body, region_meant
from services.committee.domain.committee import Committee
from services.committee.domain.organisation import KnownOrganisation
from services.committee.usecases.access import scope_of
from services.committee.usecases.ports import Ports
from shared.kernel.catalogue import text
from shared.kernel.errors import forbidden, refused
from shared.persistence import Tx
from shared.policy import CommitteeSpec, Pack, cited
from shared.policy.pack.plans import Holder

OFFICE, AUTHORITY = "office", "authority"


def act_for_office(tx: Tx[Ports], committee: Committee) -> None:
    """The caller's organisation is the office or its substitute, and he has not acted for the authority."""
    scope_of(tx).require(scope.body(committee), scope.OFFICES, forbidden("organisation_not_allowed"))
    take_side(tx, committee, OFFICE)


def act_for_authority(
    tx: Tx[Ports], committee: Committee, spec: CommitteeSpec, *, results: bool = False
) -> KnownOrganisation:
    """The organisation that the notice makes the authority, if the caller acts for it and never acted for the office.

    Where the notice makes one body both, these are two sections of it: two people, the answer says so (`same_body`).
    """
    authority = authority_of(tx, spec, committee.region, committee.office_id, results=results)
    subject = scope.authority(committee, authority.id, results=results)
    scope_of(tx).require(subject, scope.AUTHORITIES, forbidden("organisation_not_allowed"))
    take_side(tx, committee, AUTHORITY, spec.cited)
    return authority


def authority_of(
    tx: Tx[Ports], spec: CommitteeSpec, region: str, office_id: str, *, results: bool = False
) -> KnownOrganisation:
    """By role, kind and division, from the pack alone; refused("authority_unknown") while it is not registered."""
    holder = spec.results if results and spec.results is not None else spec.authority
    if holder.relation == "committee_office":
        found = tx.ports.organisations.find(office_id)
    else:
        found = _registered(tx, holder, region)
    if found is None:
        raise refused("authority_unknown", clause=spec.cited)
    return found


def spec_under(tx: Tx[Ports], pack: Pack, committee: Committee) -> CommitteeSpec:
    """What the session's notice says of the committee, or the youngest notice that names it."""
    found = _named_in((pack,), committee) or _named_in(tx.ports.packs.latest(), committee)
    if found is None:
        raise refused("committee_rules_unknown")
    return found


def clause_of_body(tx: Tx[Ports], committee: Committee) -> str | None:
    """By what the youngest notice that names the committee sets it up; None when none does any more."""
    return cited(_named_in(tx.ports.packs.latest(), committee))


def _named_in(packs: Iterable[Pack], committee: Committee) -> CommitteeSpec | None:
    named = (spec for pack in packs for spec in pack.committees)
    return next((spec for spec in named if spec.code_for(committee.region) == committee.code), None)


def results_authority(tx: Tx[Ports], pack: Pack, committee: Committee) -> KnownOrganisation:
    """Who confirms the committee's results under the notice."""
    spec = spec_under(tx, pack, committee)
    return authority_of(tx, spec, committee.region, committee.office_id, results=True)


def same_body(tx: Tx[Ports], committee: Committee, spec: CommitteeSpec, authority: KnownOrganisation) -> bool:
    """Whether office and authority are sections of one body; answers say so, with `body_note` for people."""
    office = tx.ports.organisations.find(committee.office_id)
    return office is not None and are_one_body(spec, office, authority)


def body_note(one: bool) -> str | None:
    """The sentence for people where they are one body."""
    return text("same_body_note") if one else None


def _registered(tx: Tx[Ports], holder: Holder, region: str) -> KnownOrganisation | None:
    return tx.ports.organisations.search(tx.today, holder.kind or "", holder.sector, region_meant(holder, region))


def take_side(tx: Tx[Ports], committee: Committee, side: str, clause: str | None = None) -> None:
    """Keep for which side the person acts; forbidden("acted_for_other_side") once he has acted for the other."""
    if tx.ports.sides.take(committee.id, tx.caller.person_id, side) != side:
        raise forbidden("acted_for_other_side", clause=clause)
