"""The organisation register: who audits whom."""

from __future__ import annotations

from typing import Any

from services.audit.domain.organisation import Organisation
from services.audit.usecases.ports import Ports
from shared.contracts.audit import ORGANISATION_REGISTERED
from shared.kernel.errors import invalid
from shared.persistence import Tx


def register_organisation(tx: Tx[Ports], request: dict[str, Any]) -> dict[str, Any]:
    """Register an organisation, or replace the data of one; announces its whole state."""
    known = tx.ports.organisations.find(request["organisation_id"]) if request.get("organisation_id") else None
    organisation = _from_request(request, known.id if known else request.get("organisation_id") or tx.new_id())
    _require_parent(tx, organisation)
    if known is None:
        tx.ports.organisations.add(organisation)
    else:
        organisation.version = tx.ports.organisations.save(organisation, known.version)
    tx.record(ORGANISATION_REGISTERED, organisation.id, organisation.as_event())
    tx.trail("organisation_registered", "organisation", organisation.id)
    return {"organisation_id": organisation.id, "version": organisation.version}


def get_organisation(tx: Tx[Ports], request: dict[str, Any]) -> dict[str, Any]:
    """One organisation, public data only."""
    return _view(tx.ports.organisations.get(request["organisation_id"]))


def list_organisations(tx: Tx[Ports], request: dict[str, Any]) -> dict[str, Any]:
    """The register, filtered by kind, region, sector or parent."""
    organisations, cursor, total = tx.ports.organisations.page(request)
    return {"items": [_view(each) for each in organisations], "next_cursor": cursor, "total": total}


def _from_request(request: dict[str, Any], organisation_id: str) -> Organisation:
    return Organisation(
        id=organisation_id,
        name=request["name"],
        kind=request["kind"],
        tier=request["tier"],
        region=request["region"],
        sector=request["sector"],
        nature=request["nature"],
        parent_id=request.get("parent_id"),
        contact=request.get("contact") or {},
        seal_reference=request.get("seal_reference"),
        channel=request.get("channel"),
        stationed=request["stationed"],
        entrusted=request.get("entrusted"),
        specialised_sme=request["specialised_sme"],
        under_reform=request["under_reform"],
    )


def _require_parent(tx: Tx[Ports], organisation: Organisation) -> None:
    parent = organisation.parent_id
    if parent == organisation.id or (parent is not None and tx.ports.organisations.find(parent) is None):
        raise invalid("parent_organisation_unknown", path="parent_id")


def _view(organisation: Organisation) -> dict[str, Any]:
    return organisation.as_event() | {"version": organisation.version}
