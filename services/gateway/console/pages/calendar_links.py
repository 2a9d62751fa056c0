"""Addresses to which calendar programs subscribe: made, shown once, listed, taken back."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from services.gateway.console import visit
from services.gateway.console.forms import Fault, answered, attempt
from services.gateway.console.standing import WHOSE
from shared.kernel.scope import CLERKS

pages = Blueprint("calendar_links", __name__, url_prefix="/deadlines/links")
OF_WHOM = {"mine": WHOSE["mine"], "organisation": WHOSE["house"]}


@pages.get("")
def listed() -> str:
    """Those of the visitor and of his organisation, newest first."""
    return _listed(None)


@pages.post("")
def make() -> str | tuple[str, int]:
    """Its secret stands in this answer alone, which is therefore no redirect."""
    here, whose = visit.current(), request.form.get("whose", "mine")
    made, fault = answered(lambda: here.tell("notify.make_calendar_link", whose=whose))
    if made is None:
        return _listed(fault), 422
    address = (here.gateway.settings.url or request.host_url.rstrip("/")) + made["path"]
    return render_template("deadlines/link_made.html", made=made, address=address, whose=OF_WHOM[made["whose"]])


@pages.post("/<link_id>/revoke")
def revoke(link_id: str) -> AnyResponse | tuple[str, int]:
    """It opens nothing any more."""
    here = visit.current()
    fault = attempt(lambda: here.tell("notify.revoke_calendar_link", link_id=link_id))
    return (_listed(fault), 422) if fault else redirect(url_for("calendar_links.listed"), 303)


def _listed(fault: Fault | None) -> str:
    here = visit.current()
    page = here.ask("notify.list_calendar_links", sort="-made_at", cursor=request.args.get("cursor"), limit=50)
    offered = OF_WHOM if here.role in CLERKS else {"mine": OF_WHOM["mine"]}
    return render_template("deadlines/links.html", page=page, fault=fault, offered=offered, of_whom=OF_WHOM)
