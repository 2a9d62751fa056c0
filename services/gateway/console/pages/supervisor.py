"""Oversight of who was shown what."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from services.gateway.console import visit
from services.gateway.console.navigation import offer

pages = Blueprint("supervisor", __name__, url_prefix="/oversight")
offer("supervisor.openings", "查阅记录", "supervisor")
SOURCES = {"declaration": "申报信息", "docgen": "文书"}


@pages.get("/openings")
def openings() -> str:
    """What people of one organisation were shown about others."""
    here = visit.current()
    organisation = request.args.get("organisation_id", "")
    source = request.args.get("source", "declaration")
    page = None
    if organisation and source in SOURCES:
        page = here.ask(
            f"{source}.list_openings", organisation_id=organisation, sort="-opened_at",
            cursor=request.args.get("cursor"),
        )  # fmt: skip
    organisations = list(here.every("audit.list_organisations", filter={}))
    return render_template(
        "supervisor/openings.html", organisations=organisations, organisation_id=organisation, source=source,
        sources=SOURCES, page=page,
    )  # fmt: skip
