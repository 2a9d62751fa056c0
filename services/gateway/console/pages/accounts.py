"""Accounts in the operator's hands, and proposed capacities, which a second person confirms."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from services.gateway.console import visit
from services.gateway.console.forms import Fault, attempt, given
from services.gateway.console.navigation import ROLE_NAMES, offer
from services.gateway.console.pages.own_account import log_words
from services.gateway.domain.grant import CONFIRMERS, PROPOSERS, Grant, require_role
from services.gateway.usecases import administration
from services.gateway.usecases.administration import NewAccount
from services.gateway.usecases.ports import Tx
from shared.kernel.errors import ZhipingError

pages = Blueprint("accounts", __name__, url_prefix="/accounts")
offer("accounts.listed", "账号管理", "operator")
offer("accounts.grants", "授权确认", "operator", "supervisor")
offer("accounts.sign_ins", "登录日志", "operator")
PAGE = 50


@pages.get("")
def listed() -> str:
    """All accounts, or those whose name begins so."""
    here = visit.current()
    require_role(here.actor, PROPOSERS)
    text, after = request.args.get("name", "").strip()[:64], request.args.get("cursor", "")
    with here.gateway.reading() as tx:
        found = tx.ports.accounts.search(text, after, PAGE + 1)
    more = found[PAGE - 1].id if len(found) > PAGE else None
    return render_template("accounts/list.html", accounts=found[:PAGE], name=text, cursor=more)


@pages.get("/new")
def new() -> str:
    """The form for a new person."""
    require_role(visit.current().actor, PROPOSERS)
    return render_template("accounts/new.html", fault=None)


@pages.post("")
def add() -> AnyResponse | tuple[str, int] | str:
    """Make a local account; its first password stands in this answer alone, which is therefore no redirect."""
    here, password = visit.current(), administration.first_password()
    wanted = NewAccount(given("name") or "", given("login_name") or "", password, given("person_id"))
    try:
        account_id = administration.add_account(here.gateway, here.actor, wanted)
    except ZhipingError as error:
        return render_template("accounts/new.html", fault=Fault.of(error)), 422
    return render_template("accounts/first_password.html", account_id=account_id, password=password)


@pages.get("/<account_id>")
def one(account_id: str) -> str:
    """One account with its capacities, logins and locks."""
    return _one(account_id, None)


@pages.post("/<account_id>/password")
def reset_password(account_id: str) -> AnyResponse | tuple[str, int] | str:
    """Another first password, shown once."""
    here, password = visit.current(), administration.first_password()
    fault = attempt(lambda: administration.reset_password(here.gateway, here.actor, account_id, password))
    if fault:
        return _one(account_id, fault), 422
    return render_template("accounts/first_password.html", account_id=account_id, password=password)


@pages.post("/<account_id>/capacities")
def propose(account_id: str) -> AnyResponse | tuple[str, int]:
    """Give a capacity, or propose it."""
    here = visit.current()

    def work(tx: Tx) -> object:
        return administration.propose_grant(tx, Grant(
            tx.new_id(), account_id, given("role") or "", given("organisation_id"), given("organisation_name"),
            given("region"), here.actor.person_id, tx.now,
        ))  # fmt: skip

    return _changed(account_id, work)


@pages.post("/<account_id>/capacities/withdraw")
def withdraw(account_id: str) -> AnyResponse | tuple[str, int]:
    """Take a capacity away."""
    capacity_id = given("capacity_id") or ""
    return _changed(account_id, lambda tx: administration.withdraw_capacity(tx, account_id, capacity_id))


@pages.post("/<account_id>/block")
def block(account_id: str) -> AnyResponse | tuple[str, int]:
    """Nobody signs in to it any more."""
    return _changed(account_id, lambda tx: administration.block(tx, account_id))


@pages.post("/<account_id>/unblock")
def unblock(account_id: str) -> AnyResponse | tuple[str, int]:
    """It may be used again, and locks are lifted."""
    return _changed(account_id, lambda tx: administration.unblock(tx, account_id))


@pages.post("/<account_id>/logins/end")
def end_logins(account_id: str) -> AnyResponse | tuple[str, int]:
    """Sign the person out everywhere."""
    return _changed(account_id, lambda tx: administration.end_logins(tx, account_id))


@pages.post("/<account_id>/second-factor/remove")
def remove_second_factor(account_id: str) -> AnyResponse | tuple[str, int]:
    """For somebody who has lost his telephone."""
    return _changed(account_id, lambda tx: administration.remove_second_factor(tx, account_id))


@pages.get("/grants")
def grants() -> str:
    """What waits for a second person."""
    return _grants(None)


@pages.post("/grants/<grant_id>")
def decide(grant_id: str) -> AnyResponse | tuple[str, int]:
    """Confirm or reject."""
    here, confirmed = visit.current(), request.form.get("decision") == "confirm"

    def work() -> None:
        with here.gateway.transaction(here.actor) as tx:
            administration.decide_grant(tx, grant_id, confirmed=confirmed)

    fault = attempt(work)
    return (_grants(fault), 422) if fault else redirect(url_for("accounts.grants"), 303)


@pages.get("/sign-ins")
def sign_ins() -> str:
    """Everybody's log of signing in, latest first."""
    here = visit.current()
    require_role(here.actor, PROPOSERS)
    with here.gateway.reading() as tx:
        lines = tx.ports.sign_ins.listed(None, request.args.get("cursor"), PAGE + 1)
        names = {line.account_id: _name(tx, line.account_id) for line in lines}
    more = lines[PAGE - 1].id if len(lines) > PAGE else None
    return render_template(
        "accounts/sign_ins.html",
        lines=lines[:PAGE],
        names=names,
        cursor=more,
        **log_words(),
    )


def _changed(account_id: str, work: Callable[[Tx], object]) -> AnyResponse | tuple[str, int]:
    here = visit.current()

    def change() -> None:
        with here.gateway.transaction(here.actor) as tx:
            work(tx)

    fault = attempt(change)
    return (_one(account_id, fault), 422) if fault else redirect(url_for("accounts.one", account_id=account_id), 303)


def _one(account_id: str, fault: Fault | None) -> str:
    here = visit.current()
    require_role(here.actor, PROPOSERS)
    with here.gateway.reading() as tx:
        account = administration.the_account(tx, account_id)
        password = tx.ports.passwords.of_account(account_id)
        factor = tx.ports.second_factors.find(account_id)
        locks = administration.locks_of(tx, account_id)
        waiting = [grant for grant in tx.ports.grants.open() if grant.account_id == account_id]
        lines = tx.ports.sign_ins.listed(account_id, None, 20)
    return render_template(
        "accounts/one.html", account=account, login_name=password.login_name if password else None,
        has_second_factor=factor is not None and factor.confirmed_at is not None, locks=locks, waiting=waiting,
        lines=lines, roles=ROLE_NAMES, fault=fault, **log_words(),
    )  # fmt: skip


def _grants(fault: Fault | None) -> str:
    here = visit.current()
    require_role(here.actor, CONFIRMERS)
    with here.gateway.reading() as tx:
        waiting = [(grant, tx.ports.accounts.find(grant.account_id), tx.ports.accounts.of_person(grant.proposed_by))
                   for grant in tx.ports.grants.open()]  # fmt: skip
    return render_template("accounts/grants.html", waiting=waiting, me=here.actor.person_id, fault=fault)


def _name(tx: Tx, account_id: str | None) -> str | None:
    found = tx.ports.accounts.find(account_id) if account_id else None
    return found.name if found else None
