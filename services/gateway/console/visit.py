"""The request in hand: who is there, in which capacity, and calls in his name."""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, cast

from flask import current_app, g, redirect, request, url_for
from werkzeug.wrappers import Response

from services.gateway.bootstrap import Gateway
from services.gateway.console import cookies
from services.gateway.domain.sign_in import LONGEST_AGENT, Where
from services.gateway.usecases import logins
from services.gateway.usecases.logins import SignedIn
from services.gateway.usecases.own_account import caller_of
from services.gateway.usecases.secret_digests import new_secret
from shared.kernel.caller import Caller
from shared.kernel.errors import Kind, ZhipingError, forbidden
from shared.kernel.network import asker

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
WITH_A_PASSWORD_OF_ANOTHER = frozenset({"own_account.password", "own_account.change_password", "sign_in.sign_out"})
"""Where somebody may go who has to choose a password of his own first."""


@dataclass
class Visit:
    """Who asks for a page. Without a login he is nobody and sees what is public. As text it tells nothing."""

    gateway: Gateway = field(repr=False)
    signed_in: SignedIn | None = field(default=None, repr=False)
    is_known: bool = field(default=True, repr=False)
    """False while the door's own database cannot say whose login it is."""

    @property
    def now(self) -> datetime:
        """The present instant in Shanghai."""
        return self.gateway.clock.now()

    @property
    def today(self) -> date:
        """The present day in Shanghai."""
        return self.now.date()

    @property
    def role(self) -> str | None:
        """That of the chosen capacity."""
        return self.signed_in.capacity.role if self.signed_in and self.signed_in.capacity else None

    @property
    def caller(self) -> Caller | None:
        """Him as services see him; None for nobody."""
        found = self.signed_in
        return found.account.caller(found.capacity) if found and found.capacity else None

    @property
    def actor(self) -> Caller:
        """Him as the door's own use cases see him; forbidden("token_missing") for nobody."""
        return caller_of(self.must_be_signed_in())

    def must_be_signed_in(self) -> SignedIn:
        """His login; forbidden("token_missing") for nobody."""
        if self.signed_in is None:
            raise forbidden("token_missing")
        return self.signed_in

    def ask(self, method: str, **params: Any) -> Any:
        """The answer to a query in his name, as the service gives it; raises ZhipingError."""
        return self.gateway.backend.ask(self.caller, method, **params)

    def ask_if_known(self, method: str, **params: Any) -> Any:
        """The same; None where the service has not heard of it yet."""
        try:
            return self.ask(method, **params)
        except ZhipingError as error:
            if error.kind is Kind.NOT_FOUND:
                return None
            raise

    def tell(self, method: str, **params: Any) -> Any:
        """The answer to a command in his name. A form that was sent twice does nothing twice: its key comes along."""
        return self.gateway.backend.tell(self.caller, method, key=request.form.get("idempotency_key"), **params)

    def attempt(self, method: str, **params: Any) -> Any:
        """What a command would answer; nothing of it is kept."""
        return self.gateway.backend.tell(self.caller, method, dry_run=True, **params)

    def every(self, method: str, **params: Any) -> Iterator[Any]:
        """All entries of a list, page by page; for lists that are short by nature."""
        cursor = None
        while True:
            page = self.ask(method, cursor=cursor, limit=500, **params)
            yield from page["items"]
            cursor = page["next_cursor"]
            if cursor is None:
                return

    @property
    def csrf(self) -> str:
        """What every form carries: that of the login, or of the browser before there is one."""
        return self.signed_in.login.csrf if self.signed_in else _form_token(self.gateway)

    @property
    def where(self) -> Where:
        """Where the request comes from."""
        agent = request.user_agent.string[:LONGEST_AGENT]
        forwarded = ",".join(request.headers.getlist("X-Forwarded-For"))
        address = asker(request.remote_addr, forwarded, self.gateway.settings.proxies)
        return Where(address, agent, cookies.read(cookies.DEVICE))


def current() -> Visit:
    """The visit of this request."""
    return cast(Visit, g.visit)


def begin() -> Response | None:
    """Before each request of the console: read the cookie, put the login's end off, refuse foreign forms."""
    gateway: Gateway = current_app.extensions["gateway"]
    secret = cookies.read(cookies.LOGIN)
    g.visit = Visit(gateway, is_known=secret is None)
    if secret:
        g.visit = Visit(gateway, _surely_signed_in(gateway, secret))
    if request.method not in SAFE:
        _refuse_foreign_form(g.visit)
    found = g.visit.signed_in
    if found is not None and found.account.must_change_password and request.endpoint not in WITH_A_PASSWORD_OF_ANOTHER:
        return redirect(url_for("own_account.password"), 303)
    return None


def _surely_signed_in(gateway: Gateway, secret: str) -> SignedIn | None:
    """The first use of the database in a request, and where a restart of its server is noticed: the connections from
    before are dropped with the first of them that fails, so a second look finds a new one."""
    try:
        return _signed_in(gateway, secret)
    except ZhipingError as error:
        if error.slug != "database_unavailable":
            raise
        return _signed_in(gateway, secret)


def _signed_in(gateway: Gateway, secret: str) -> SignedIn | None:
    with gateway.reading() as tx:
        found = logins.login_of(tx, secret)
        stale = found is not None and logins.is_stale(tx, found)
    if found is not None and stale:
        with gateway.transaction() as tx:
            logins.note_use(tx, found.login)
    return found


def _refuse_foreign_form(visit: Visit) -> None:
    """A form counts with the token of the login, or of the browser's own cookie where there is none: nobody is signed
    in by a form of another site, as whomever that wants."""
    given = request.form.get("csrf") or request.headers.get("X-CSRF-Token") or ""
    if visit.signed_in is None and cookies.read(cookies.FORM) is None:
        raise forbidden("form_not_ours")
    if not hmac.compare_digest(given.encode(), visit.csrf.encode()):
        raise forbidden("form_not_ours")


def _form_token(gateway: Gateway) -> str:
    """Of the browser's cookie, which is given to it with the first form that it is shown."""
    value = cookies.read(cookies.FORM) or g.get("form_value")
    if value is None:
        value = g.form_value = new_secret()
        cookies.put_later(cookies.FORM, value)
    return gateway.cookies.token(cookies.FORM, value)
