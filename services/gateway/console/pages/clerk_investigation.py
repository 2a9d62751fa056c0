"""Objections to results that the committee's office has sent to the unit or bureau that examines the material."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from services.gateway.console import visit
from services.gateway.console.forms import attempt, given
from services.gateway.console.pages.clerk_common import overtaken, sent, version_of

pages = Blueprint("clerk_investigation", __name__, url_prefix="/investigations")

TOLD = "result_objection_to_investigate"


@pages.get("")
def waiting() -> str:
    """Those that one's house was told of."""
    messages = visit.current().every("notify.list_messages", filter={})
    return render_template("clerk/investigations.html", told=[one for one in messages if one["kind"] == TOLD])


@pages.route("/<objection_id>", methods=["GET", "POST"])
def objection(objection_id: str) -> str | AnyResponse:
    """The objection and what was found."""
    here, fault = visit.current(), None
    if sent():
        fault = attempt(
            lambda: here.tell(
                "committee.report_investigation",
                objection_id=objection_id,
                expected_version=version_of(given("expected_version")),
                finding=given("finding") or "",
                findings=given("findings") or "",
            )
        )
        if fault is None:
            return redirect(url_for("clerk_investigation.objection", objection_id=objection_id), 303)
    shown = here.ask("committee.get_objection", objection_id=objection_id)
    version = shown["version"] if "refresh" in request.form else given("expected_version") or shown["version"]
    return render_template(
        "clerk/investigation.html", objection=shown, fault=fault, version=version, overtaken=overtaken(fault)
    )
