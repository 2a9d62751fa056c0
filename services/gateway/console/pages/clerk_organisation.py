"""What the register says of the clerk's own organisation."""

from __future__ import annotations

from flask import Blueprint, render_template

from services.gateway.console import visit
from shared.kernel.errors import not_found

pages = Blueprint("clerk_organisation", __name__, url_prefix="/organisation")


@pages.get("")
def own() -> str:
    """The entry, its competent department, and the bodies below it."""
    here = visit.current()
    if here.caller is None or here.caller.organisation_id is None:
        raise not_found("organisation_not_found")
    house = here.ask("audit.get_organisation", organisation_id=here.caller.organisation_id)
    above = here.ask("audit.get_organisation", organisation_id=house["parent_id"]) if house["parent_id"] else None
    below = here.ask("audit.list_organisations", filter={"parent_id": house["organisation_id"]}, limit=200)
    return render_template("clerk/organisation.html", house=house, above=above, below=below)
