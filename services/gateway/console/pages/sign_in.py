"""Signing in and out, and choosing in which capacity to act."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from services.gateway.console import visit
from services.gateway.console.navigation import home_of
from services.gateway.usecases import logins

pages = Blueprint("sign_in", __name__)


@pages.get("/")
def home() -> AnyResponse:
    """Where the role starts; whoever is nobody sees what is public."""
    here = visit.current()
    if here.signed_in is not None and here.signed_in.capacity is None:
        return redirect(url_for("sign_in.capacities"))
    return redirect(url_for(home_of(here.role)))


@pages.get("/sign-in")
def sign_in() -> str:
    """The ways in; on a demonstration site, its people."""
    here = visit.current()
    people = []
    if here.gateway.settings.demo:
        with here.gateway.reading() as tx:
            people = tx.ports.accounts.every()
    return render_template("sign_in/sign_in.html", people=people)


@pages.post("/sign-in/demo")
def sign_in_as() -> AnyResponse:
    """One click, on a demonstration site only."""
    here = visit.current()
    if not here.gateway.settings.demo:
        abort(404)
    with here.gateway.transaction() as tx:
        secret, _ = logins.open_login(tx, request.form.get("account_id", ""))
    return _with_cookie(redirect(url_for("sign_in.home")), secret)


@pages.get("/capacities")
def capacities() -> str:
    """One's capacities, to choose from."""
    return render_template("sign_in/capacities.html")


@pages.post("/capacities")
def choose() -> AnyResponse:
    """Act in another one from now on."""
    here = visit.current()
    if here.signed_in is None:
        abort(403)
    with here.gateway.transaction() as tx:
        logins.choose_capacity(tx, here.signed_in, request.form.get("capacity_id", ""))
    return redirect(url_for("sign_in.home"))


@pages.post("/sign-out")
def sign_out() -> AnyResponse:
    """End the login here and in the database."""
    here = visit.current()
    if here.signed_in is not None:
        with here.gateway.transaction() as tx:
            logins.end_login(tx, here.signed_in.login)
    answer = redirect(url_for("sign_in.home"))
    answer.delete_cookie(visit.COOKIE)
    return answer


def _with_cookie(answer: AnyResponse, secret: str) -> AnyResponse:
    secure = request.is_secure
    answer.set_cookie(visit.COOKIE, secret, httponly=True, secure=secure, samesite="Lax", path="/")
    return answer
