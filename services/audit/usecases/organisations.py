"""The organisation register: who audits whom."""

from __future__ import annotations

from services.audit.domain.organisation import Organisation
from services.audit.requests import GetOrganisation, ListOrganisations, RegisterOrganisation
from services.audit.results import OrganisationRegisteredAnswer, OrganisationView
from services.audit.usecases.access import scope_of
from services.audit.usecases.ports import Ports
from shared.contracts.audit import ORGANISATION_REGISTERED
from shared.contracts.audit.organisation import OrganisationRegistered
from shared.kernel.errors import forbidden, invalid
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
    organisation = _from_request(request, request.organisation_id or tx.new_id())
    _require_parent(tx, organisation)
    if known is None:
        tx.ports.organisations.add(organisation)
    else:
        tx.ports.organisations.save(organisation, known.version)
    tx.record(ORGANISATION_REGISTERED, organisation.id, _registered(organisation))
    tx.trail("organisation_registered", "organisation", organisation.id)
    return OrganisationRegisteredAnswer(organisation_id=organisation.id, version=organisation.version)


def get_organisation(tx: Tx[Ports], request: GetOrganisation) -> OrganisationView:
    """One organisation, public data only."""
    return _view(tx.ports.organisations.get(request.organisation_id))


def list_organisations(tx: Tx[Ports], request: ListOrganisations) -> Page[OrganisationView]:
    """The register, filtered by kind, region, sector or parent."""
    return tx.ports.organisations.page(request).turned(_view)


def _from_request(request: RegisterOrganisation, organisation_id: str) -> Organisation:
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
    )


def _require_parent(tx: Tx[Ports], organisation: Organisation) -> None:
    parent = organisation.parent_id
    if parent == organisation.id or (parent is not None and tx.ports.organisations.find(parent) is None):
        raise invalid("parent_organisation_unknown", path="parent_id")


def _registered(organisation: Organisation) -> OrganisationRegistered:
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
    )


def _view(organisation: Organisation) -> OrganisationView:
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
    )
