"""The request in hand: who is there, in which capacity, and calls in his name."""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from flask import current_app, g, request

from services.gateway.bootstrap import Gateway
from services.gateway.usecases import logins
from services.gateway.usecases.logins import SignedIn
from shared.kernel.caller import Caller
from shared.kernel.errors import forbidden

COOKIE = "zhiping_login"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass
class Visit:
    """Who asks for a page. Without a login he is nobody and sees what is public."""

    gateway: Gateway
    signed_in: SignedIn | None = None

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

    def ask(self, method: str, **params: Any) -> Any:
        """The answer to a query in his name, as the service gives it; raises ZhipingError."""
        return self.gateway.backend.ask(self.caller, method, **params)

    def tell(self, method: str, **params: Any) -> Any:
        """The answer to a command in his name. A form that was sent twice does nothing twice: its key comes along."""
        return self.gateway.backend.tell(self.caller, method, key=request.form.get("idempotency_key"), **params)

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
        """What every form of the login carries."""
        return self.signed_in.login.csrf if self.signed_in else ""


def current() -> Visit:
    """The visit of this request."""
    return cast(Visit, g.visit)


def begin() -> None:
    """Before each request of the console: read the cookie, put the login's end off, refuse foreign forms."""
    gateway: Gateway = current_app.extensions["gateway"]
    secret = request.cookies.get(COOKIE)
    g.visit = Visit(gateway, _signed_in(gateway, secret) if secret else None)
    if request.method not in SAFE and g.visit.signed_in is not None:
        _refuse_foreign_form(g.visit)


def _signed_in(gateway: Gateway, secret: str) -> SignedIn | None:
    with gateway.reading() as tx:
        found = logins.login_of(tx, secret)
        stale = found is not None and logins.is_stale(tx, found)
    if found is not None and stale:
        with gateway.transaction() as tx:
            logins.note_use(tx, found.login)
    return found


def _refuse_foreign_form(visit: Visit) -> None:
    given = request.form.get("csrf") or request.headers.get("X-CSRF-Token") or ""
    if not hmac.compare_digest(given.encode(), visit.csrf.encode()):
        raise forbidden("form_not_ours")
