"""Who was shown whose numbers: the person reads it, and the supervisor of the place for one organisation."""

from __future__ import annotations

from services.declaration.usecases.access import scope_of
from services.declaration.usecases.ports import Ports
from shared.contracts.openings import ListMyOpenings, ListOpenings, OpeningView
from shared.kernel.errors import not_found
from shared.kernel.scope import Ground, Matter
from shared.persistence import Tx
from shared.persistence.openings import my_openings, openings_by
from shared.wire.types import Page


def list_my_openings(tx: Tx[Ports], request: ListMyOpenings) -> Page[OpeningView]:
    """Of the caller's account and dossiers."""
    return my_openings(tx.connection, tx.caller, request, lambda key: _name_of(tx, key))


def list_openings(tx: Tx[Ports], request: ListOpenings) -> Page[OpeningView]:
    """By one organisation of the place that the caller supervises; not_found for any other."""
    organisation = tx.ports.organisations.find(request.organisation_id)
    matter = Matter(region=organisation.region if organisation else None)
    scope_of(tx).require(matter, {Ground.PLACE}, not_found("organisation_not_found", path="organisation_id"))
    return openings_by(tx.connection, request, lambda key: _name_of(tx, key))


def _name_of(tx: Tx[Ports], organisation_id: str) -> str | None:
    organisation = tx.ports.organisations.find(organisation_id)
    return organisation.name if organisation else None
