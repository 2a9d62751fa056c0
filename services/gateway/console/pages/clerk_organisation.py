"""What the register says of the clerk's own organisation."""

from __future__ import annotations

from flask import Blueprint, render_template

from services.gateway.console import visit
from services.gateway.console.pages.clerk_common import house

pages = Blueprint("clerk_organisation", __name__, url_prefix="/organisation")


@pages.get("")
def own() -> str:
    """The entry, its competent department, and the bodies below it."""
    here = visit.current()
    mine = here.ask("audit.get_organisation", organisation_id=house())
    above = here.ask("audit.get_organisation", organisation_id=mine["parent_id"]) if mine["parent_id"] else None
    below = here.ask("audit.list_organisations", filter={"parent_id": mine["organisation_id"]}, limit=200)
    return render_template("clerk/organisation.html", house=mine, above=above, below=below)
