"""The organisation register: who audits whom."""

from __future__ import annotations

from services.audit.domain.division import Division
from services.audit.domain.organisation import Organisation
from services.audit.domain.organisation_changes import OrganisationChange
from services.audit.requests import (
    GetOrganisation,
    ListOrganisationChanges,
    ListOrganisations,
    ListRegions,
    RegisterOrganisation,
)
from services.audit.results import OrganisationRegisteredAnswer, OrganisationView
from services.audit.usecases.access import scope_of
from services.audit.usecases.ports import Ports
from services.audit.usecases.register import require_parent, write
from shared.kernel.errors import forbidden, invalid
from shared.kernel.scope import OVERSIGHT, Matter
from shared.persistence import Tx
from shared.wire.types import Page


def register_organisation(tx: Tx[Ports], request: RegisterOrganisation) -> OrganisationRegisteredAnswer:
    """Register an organisation, or replace the data of one; announces its whole state.

    A publisher keeps the register of his own division and of those within it: forbidden `region_not_allowed` beyond,
    for the entry as it was and as it is to be.
    """
    known = tx.ports.organisations.find(request.organisation_id) if request.organisation_id else None
    scope = scope_of(tx)
    if not all(map(scope.governs, {request.region, known.region if known else request.region})):
        raise forbidden("region_not_allowed", path="region")
    if tx.ports.regions.find(request.region) is None:
        raise invalid("division_unknown", path="region", region=request.region)
    if known is not None:
        known.require_changeable()
    organisation = _from_request(request, request.organisation_id or tx.new_id(), known)
    organisation.require_sound()
    require_parent(tx, known, organisation)
    write(tx, known, organisation, "registered" if known is None else "replaced")
    return OrganisationRegisteredAnswer(organisation_id=organisation.id, version=organisation.version)


def get_organisation(tx: Tx[Ports], request: GetOrganisation) -> OrganisationView:
    """One organisation, public data only."""
    return _view(tx, tx.ports.organisations.get(request.organisation_id))


def list_organisations(tx: Tx[Ports], request: ListOrganisations) -> Page[OrganisationView]:
    """The register, filtered by name, kind, region, sector, parent or state."""
    return tx.ports.organisations.page(request, tx.today).turned(lambda one: _view(tx, one))


def list_organisation_changes(tx: Tx[Ports], request: ListOrganisationChanges) -> Page[OrganisationChange]:
    """The history of an entry, for the publisher and the supervisors of its division and for operators."""
    entry, scope = tx.ports.organisations.get(request.filter.organisation_id), scope_of(tx)
    if not scope.governs(entry.region) and not scope.reaches(Matter(region=entry.region), OVERSIGHT):
        raise forbidden("region_not_allowed", path="filter.organisation_id")
    return tx.ports.organisation_changes.page(request)


def list_regions(tx: Tx[Ports], request: ListRegions) -> Page[Division]:
    """The official divisions that an entry may lie in."""
    return tx.ports.regions.page(request)


def _from_request(request: RegisterOrganisation, organisation_id: str, known: Organisation | None) -> Organisation:
    return Organisation(
        id=organisation_id,
        name=request.name,
        kind=request.kind,
        tier=request.tier,
        region=request.region,
        sector=request.sector,
        nature=request.nature,
        parent_id=request.parent_id,
        contact=request.contact,
        seal_reference=request.seal_reference,
        channel=request.channel,
        stationed=request.stationed,
        entrusted=request.entrusted,
        specialised_sme=request.specialised_sme,
        under_reform=request.under_reform,
        valid_from=request.valid_from or (known.valid_from if known else None),
        valid_until=known.valid_until if known else None,
        version=known.version if known else 1,
    )


def _view(tx: Tx[Ports], organisation: Organisation) -> OrganisationView:
    return OrganisationView(
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
        version=organisation.version,
        valid_from=organisation.valid_from,
        valid_until=organisation.valid_until,
        merged_into=organisation.merged_into,
        state=organisation.state_on(tx.today),
    )
