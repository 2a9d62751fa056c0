"""Signing in and out, and choosing in which capacity to act."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from services.gateway.console import cookies, visit
from services.gateway.console.forms import Fault
from services.gateway.console.navigation import home_of
from services.gateway.domain.sign_in import safe_next
from services.gateway.usecases import logins, signing_in, vouching
from services.gateway.usecases.secret_digests import new_secret
from services.gateway.usecases.signing_in import CodeWanted, Opened
from shared.kernel.errors import Kind, ZhipingError

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
    return _ways_in()


@pages.post("/sign-in")
def by_password() -> AnyResponse | tuple[str, int]:
    """With a local account; what was typed as a password is not shown again."""
    here, form = visit.current(), request.form
    try:
        found = signing_in.by_password(
            here.gateway, form.get("login_name", ""), form.get("password", ""), here.where, form.get("next", "/")
        )
    except ZhipingError as error:
        return _ways_in(Fault.of(error)), _status(error)
    if isinstance(found, CodeWanted):
        answer = redirect(url_for("sign_in.code"), 303)
        cookies.put(answer, cookies.STEP, found.secret)
        return answer
    return _let_in(found)


@pages.get("/sign-in/code")
def code() -> str:
    """The second step."""
    return render_template("sign_in/code.html", fault=None)


@pages.post("/sign-in/code")
def by_code() -> AnyResponse | tuple[str, int]:
    """With the code of the app, or a recovery code."""
    here = visit.current()
    try:
        found = signing_in.by_code(here.gateway, cookies.read(cookies.STEP), request.form.get("code", ""), here.where)
    except ZhipingError as error:
        return render_template("sign_in/code.html", fault=Fault.of(error)), _status(error)
    return _let_in(found)


@pages.post("/sign-in/outside/<source>")
def leave(source: str) -> AnyResponse:
    """To an identity source, by a page: the policy for forms lets none of them lead to another site, by a redirect
    neither."""
    here = visit.current()
    url, secret = vouching.depart(here.gateway, source, _callback(source), here.where, request.form.get("next", "/"))
    label = here.gateway.sources[source].label
    answer = make_response(render_template("sign_in/leaving.html", url=url, label=label))
    answer.headers["Refresh"] = f"0; url={url}"
    cookies.put(answer, cookies.STEP, secret)
    return answer


@pages.get("/sign-in/back/<source>")
def back(source: str) -> AnyResponse:
    """Back from an identity source."""
    here = visit.current()
    answer = request.args.to_dict()
    found = vouching.arrive(here.gateway, source, _callback(source), answer, cookies.read(cookies.STEP), here.where)
    return _let_in(found)


@pages.post("/sign-in/demo")
def sign_in_as() -> AnyResponse:
    """One click, on a demonstration site only."""
    here = visit.current()
    if not here.gateway.settings.demo:
        abort(404)
    with here.gateway.transaction() as tx:
        secret, found = logins.open_login(tx, request.form.get("account_id", ""), "demo", here.where)
    return _let_in(Opened(secret, found.account.id))


@pages.get("/capacities")
def capacities() -> str:
    """One's capacities, to choose from."""
    visit.current().must_be_signed_in()
    return render_template("sign_in/capacities.html", next=safe_next(request.args.get("next")))


@pages.post("/capacities")
def choose() -> AnyResponse:
    """Act in this one."""
    here = visit.current()
    found = here.must_be_signed_in()
    with here.gateway.transaction() as tx:
        secret = logins.choose_capacity(tx, found, request.form.get("capacity_id", ""))
    answer = redirect(safe_next(request.form.get("next")), 303)
    cookies.put(answer, cookies.LOGIN, secret)
    return answer


@pages.post("/sign-out")
def sign_out() -> AnyResponse:
    """End the login here and in the database."""
    here = visit.current()
    if here.signed_in is not None:
        with here.gateway.transaction() as tx:
            logins.end_login(tx, here.signed_in.login, here.where)
    answer = redirect(url_for("sign_in.home"), 303)
    cookies.drop(answer, cookies.LOGIN, cookies.STEP, cookies.FORM)
    return answer


def _ways_in(fault: Fault | None = None) -> str:
    here = visit.current()
    people: list[Any] = []
    if here.gateway.settings.demo:
        with here.gateway.reading() as tx:
            people = tx.ports.accounts.every()
    asked = safe_next(request.values.get("next"))
    return render_template(
        "sign_in/sign_in.html", people=people, sources=here.gateway.sources.values(), next=asked, fault=fault
    )


def _let_in(found: Opened) -> AnyResponse:
    """A fresh secret; a login that this browser had before ends, and its marks are made anew."""
    here = visit.current()
    if here.signed_in is not None:
        with here.gateway.transaction() as tx:
            logins.end_login(tx, here.signed_in.login, here.where)
    answer = redirect(safe_next(found.next_path), 303)
    cookies.put(answer, cookies.LOGIN, found.secret)
    cookies.put(answer, cookies.DEVICE, f"{found.account_id}.{new_secret()[:22]}")
    cookies.drop(answer, cookies.STEP, cookies.FORM)
    return answer


def _callback(source: str) -> str:
    """The address that an identity source leads back to: the site's own as settings say, not as a request says."""
    path = url_for("sign_in.back", source=source)
    return (visit.current().gateway.settings.url or request.host_url.rstrip("/")) + path


def _status(error: ZhipingError) -> int:
    if error.slug == "too_many_attempts":
        return 429
    return 503 if error.kind is Kind.UNAVAILABLE else 403
