"""Portals' own accounts in the operator's hands."""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from services.gateway.console import visit
from services.gateway.console.forms import Fault, attempt, given, number
from services.gateway.console.navigation import ROLE_NAMES, offer
from services.gateway.domain.grant import PROPOSERS, require_role
from services.gateway.domain.service_account import PortalScope, counting
from services.gateway.usecases import service_accounts
from shared.kernel.errors import ZhipingError

pages = Blueprint("portals", __name__, url_prefix="/portals")
offer("portals.listed", "接口账号", "operator")
HOURS = 24


@pages.get("")
def listed() -> str:
    """All of them, and the form for a new one."""
    return _listed(None)


@pages.post("")
def add() -> str | tuple[str, int]:
    """Make one; its secret stands in this answer alone, which is therefore no redirect."""
    here = visit.current()
    try:
        scope = PortalScope(
            tuple((given("methods") or "").split()), given("role"), given("organisation_id"), given("region")
        )
        with here.gateway.transaction(here.actor) as tx:
            lasts = timedelta(days=number("days") or 0)
            _, bearer = service_accounts.add(tx, given("name") or "", scope, lasts)
    except ZhipingError as error:
        return _listed(Fault.of(error)), 422
    return render_template("accounts/bearer.html", bearer=bearer, name=given("name"))


@pages.post("/<account_id>/secret")
def renew(account_id: str) -> str | tuple[str, int]:
    """A successor of its secret, shown once; the old one counts a while longer."""
    here = visit.current()
    hours = number("hours")
    try:
        with here.gateway.transaction(here.actor) as tx:
            overlap = timedelta(hours=max(0, min(hours if hours is not None else HOURS, 24 * 30)))
            bearer = service_accounts.renew_secret(tx, account_id, overlap)
    except ZhipingError as error:
        return _listed(Fault.of(error)), 422
    return render_template("accounts/bearer.html", bearer=bearer, name=request.form.get("name"))


@pages.post("/<account_id>/revoke")
def revoke(account_id: str) -> AnyResponse | tuple[str, int]:
    """It calls nothing any more."""
    here = visit.current()

    def work() -> None:
        with here.gateway.transaction(here.actor) as tx:
            service_accounts.revoke(tx, account_id)

    fault = attempt(work)
    return (_listed(fault), 422) if fault else redirect(url_for("portals.listed"), 303)


def _listed(fault: Fault | None) -> str:
    here = visit.current()
    require_role(here.actor, PROPOSERS)
    with here.gateway.reading() as tx:
        found = [(one, len(counting(tx.ports.service_accounts.secrets_of(one.id), tx.now)))
                 for one in tx.ports.service_accounts.every()]  # fmt: skip
    roles = {role: name for role, name in ROLE_NAMES.items() if role != "operator"}
    return render_template("accounts/portals.html", portals=found, roles=roles, fault=fault)
