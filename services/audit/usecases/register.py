"""Writing an entry of the register: what every way of doing it has to check, keep and announce."""

from __future__ import annotations

from functools import partial

from services.audit.domain.organisation import Organisation
from services.audit.domain.organisation_changes import ChangeKind, OrganisationChange, differences
from services.audit.usecases.access import scope_of
from services.audit.usecases.ports import Ports
from shared.contracts.audit import ORGANISATION_REGISTERED
from shared.contracts.audit.organisation import OrganisationRegistered
from shared.kernel.errors import conflict, forbidden, invalid, not_found
from shared.persistence import Tx
from shared.policy.pack.holders import Search

HIGHEST = 10
"""Bodies above each other that are looked at; there are four tiers."""


def standing_bodies(tx: Tx[Ports]) -> Search[Organisation]:
    """The search for a body that takes new work today."""
    return partial(tx.ports.organisations.search, tx.today)


def entry_of_own_place(tx: Tx[Ports], organisation_id: str, path: str = "organisation_id") -> Organisation:
    """An entry that the caller keeps: not_found `organisation_not_found`, forbidden `region_not_allowed` beyond his
    division."""
    found = tx.ports.organisations.find(organisation_id)
    if found is None:
        raise not_found("organisation_not_found", path=path)
    if not scope_of(tx).governs(found.region):
        raise forbidden("region_not_allowed", path=path)
    return found


def require_parent(tx: Tx[Ports], before: Organisation | None, after: Organisation) -> None:
    """A competent department that is new to the entry has to be there, to stand, and not to lie below it."""
    if after.parent_id is None or (before is not None and before.parent_id == after.parent_id):
        return
    parent = tx.ports.organisations.find(after.parent_id)
    if parent is None or parent.id == after.id:
        raise invalid("parent_organisation_unknown", path="parent_id")
    if parent.state_on(tx.today) in ("ended", "merged"):
        raise conflict("parent_organisation_ended", path="parent_id")
    above: Organisation | None = parent
    for _ in range(HIGHEST):
        above = tx.ports.organisations.find(above.parent_id) if above and above.parent_id else None
        if above is not None and above.id == after.id:
            raise invalid("parent_organisation_below", path="parent_id")


def write(
    tx: Tx[Ports],
    before: Organisation | None,
    after: Organisation,
    kind: ChangeKind,
    *,
    expected_version: int | None = None,
    reason: str | None = None,
) -> None:
    """Keep the entry and the step in its history, and announce its whole state.

    `expected_version` is what the caller saw; without it the entry is replaced as it was read.
    """
    if before is None:
        tx.ports.organisations.add(after)
    else:
        tx.ports.organisations.save(after, expected_version or before.version)
    tx.ports.organisation_changes.add(_step(tx, before, after, kind, reason))
    tx.record(ORGANISATION_REGISTERED, after.id, _announced(after))
    action = "registered" if kind == "replaced" else kind
    tx.trail(f"organisation_{action}", "organisation", after.id, opinion=reason)


def _step(
    tx: Tx[Ports], before: Organisation | None, after: Organisation, kind: ChangeKind, reason: str | None
) -> OrganisationChange:
    return OrganisationChange(
        change_id=tx.new_id(),
        organisation_id=after.id,
        version=after.version,
        at=tx.now,
        by_id=tx.caller.person_id,
        by_name=tx.caller.name,
        kind=kind,
        reason=reason,
        changes=differences(before, after),
    )


def _announced(organisation: Organisation) -> OrganisationRegistered:
    return OrganisationRegistered(
        organisation_id=organisation.id,
        name=organisation.name,
        kind=organisation.kind,
        tier=organisation.tier,
        region=organisation.region,
        sector=organisation.sector,
        nature=organisation.nature,
        parent_id=organisation.parent_id,
        contact=organisation.contact,
        seal_reference=organisation.seal_reference,
        channel=organisation.channel,
        stationed=organisation.stationed,
        entrusted=organisation.entrusted,
        specialised_sme=organisation.specialised_sme,
        under_reform=organisation.under_reform,
        valid_from=organisation.valid_from,
        valid_until=organisation.valid_until,
        merged_into=organisation.merged_into,
    )
