"""The door of a service under attack: each method is called wrongly, in every way, just before it is called rightly."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from shared.kernel.caller import Caller
from shared.kernel.errors import ZhipingError
from shared.messaging.rpc.context import CallContext
from shared.messaging.rpc.endpoint import Endpoint
from shared.messaging.rpc.pipeline import run_rpc
from shared.security import TokenIssuer
from tests.support.adversary import strangers
from tests.support.adversary.answers import faults_of
from tests.support.adversary.breaking import every_wrong
from tests.support.adversary.lists import forged_for, wrong_pages
from tests.support.adversary.tokens import wrong_tokens

ROLES = (
    "applicant", "unit_clerk", "department_clerk", "hr_clerk", "committee_office", "expert", "supervisor", "publisher",
    "operator", "system", "public", "no_role_of_ours",
)  # fmt: skip


class Watch:
    """Says whether anybody has written to a SQLite file since the last look, against a copy made then."""

    def __init__(self, url: str) -> None:
        self._live = sqlite3.connect(url.removeprefix("sqlite:///").partition("?")[0])
        self._kept = sqlite3.connect(":memory:")
        self._keep()

    def _keep(self) -> None:
        self._version = self._look()
        self._live.backup(self._kept)

    def _look(self) -> int:
        return int(self._live.execute("PRAGMA data_version").fetchone()[0])

    def differs(self) -> bool:
        """Whether anything is other than in the copy; a write that leaves every row as it was makes no difference."""
        return self._look() != self._version and _digest(self._live) != _digest(self._kept)

    def changed(self) -> bool:
        """The same, but once per change."""
        differs = self.differs()
        if self._look() != self._version:
            self._keep()
        return differs

    def undo(self) -> None:
        """Everything as it is in the copy."""
        if self._look() != self._version:
            self._kept.backup(self._live)
            self._version = self._look()

    def close(self) -> None:
        """Give the file back."""
        self._live.close()
        self._kept.close()


def _digest(connection: sqlite3.Connection) -> str:
    lines = "\n".join(ascii(line) for line in connection.iterdump() if 'INTO "epochs"' not in line)
    return hashlib.sha256(lines.encode()).hexdigest()


@dataclass
class Situation:
    """One method at a moment when the call is right."""

    app: Any
    context: CallContext
    endpoint: Endpoint
    service: Any
    params: dict[str, Any]

    def call(self, params: dict[str, Any] | None = None, **context: Any) -> Any:
        """The call, with other parameters or another context."""
        sent = self.params if params is None else params
        return run_rpc(self.app, replace(self.context, **context), self.endpoint, self.service, sent)


@dataclass
class Door:
    """Stands in for `run_rpc`; `reached` are the methods attacked at a moment when the call then went well.

    `found` says for each attack that was not answered as it should be: what was tried and what came of it.
    """

    reached: set[str] = field(default_factory=set)
    found: list[str] = field(default_factory=list)
    tried: int = 0

    def run(
        self, app: Any, context: CallContext, endpoint: Endpoint, service: Any, params: dict[str, Any], issuer: Any
    ) -> Any:
        """Attack the method unless that was done before, then make the call."""
        name = endpoint.name
        if name in self.reached:
            return run_rpc(app, context, endpoint, service, params)
        situation = Situation(app, context, endpoint, service, params)
        watch = Watch(app.settings.database_url)
        try:
            for what, attempt, check in attacks(situation, issuer):
                self._try(name, what, attempt, check, watch)
            answer = situation.call()
        finally:
            watch.close()
        self.reached.add(name)
        return answer

    def _try(self, name: str, what: str, attempt: Call, check: Check, watch: Watch) -> None:
        self.tried += 1
        try:
            attempt()
        except ZhipingError as error:
            wrong = [*faults_of(error), *check(error)]
        except Exception as error:
            wrong = [f"{type(error).__name__}: {error}"]
        else:
            wrong = ["it was done"]
        changed = watch.changed()
        self.found += [f"{name} {what}: {one}" for one in wrong] + [f"{name} {what}: something was written"] * changed
        assert not changed, "\n".join(self.found)


Call = Callable[[], Any]
Check = Callable[[ZhipingError], list[str]]
Attack = tuple[str, Call, Check]


def attacks(situation: Situation, issuer: TokenIssuer) -> Iterator[Attack]:
    """Every wrong way to make this call."""
    yield from _by_field(situation)
    yield from _by_page(situation)
    if situation.context.token is not None:
        yield from _by_token(situation, issuer)
        yield from _by_role(situation, issuer)
        yield from _by_house(situation, issuer)


def _by_field(situation: Situation) -> Iterator[Attack]:
    for wrong in every_wrong(situation.endpoint.schema, situation.params):
        where = ".".join(map(str, wrong.place))
        yield f"{where!a} {wrong.what}", _call(situation, wrong.params), _at(wrong.told)


def _by_page(situation: Situation) -> Iterator[Attack]:
    if "cursor" in situation.endpoint.schema.fields:
        for name, value in wrong_pages():
            yield f"{name} {value!a:.60}", _call(situation, situation.params | {name: value}), _at((name,))
        for order in _orders(situation):
            for cursor in forged_for(order):
                yield f"cursor of {order}", _call(situation, situation.params | {"cursor": cursor}), _at(("cursor",))


def _orders(situation: Situation) -> list[str]:
    """The orders that a list offers when it is asked for one that it has not."""
    try:
        situation.call(situation.params | {"sort": "no_such_order"})
    except ZhipingError as error:
        return str(error.details.get("allowed", "")).split(", ")
    return []


def _by_token(situation: Situation, issuer: TokenIssuer) -> Iterator[Attack]:
    caller = situation.app.verifier.verify(situation.context.token)
    public = situation.app.access.is_public(situation.endpoint.name)
    for what, token, slug in wrong_tokens(issuer, caller, situation.app.clock.now()):
        if not (public and token is None) and not situation.endpoint.anonymous:
            yield f"token {what}", _call(situation, None, token=token), _slug(slug)


def _by_role(situation: Situation, issuer: TokenIssuer) -> Iterator[Attack]:
    endpoint, access = situation.endpoint, situation.app.access
    if access.is_public(endpoint.name):
        return
    caller = situation.app.verifier.verify(situation.context.token)
    for role in ROLES:
        if role not in endpoint.roles and not access.allows(role, endpoint.name):
            token = issuer.issue(Caller(caller.person_id, caller.name, caller.organisation_id, frozenset({role})))
            yield f"role {role}", _call(situation, None, token=token), _slug("role_not_allowed")


def _by_house(situation: Situation, issuer: TokenIssuer) -> Iterator[Attack]:
    caller = situation.app.verifier.verify(situation.context.token)
    elsewhere = strangers.stranger(caller)
    name = situation.endpoint.name
    if elsewhere is None or situation.app.access.is_public(name) or strangers.NOBODYS.get(name):
        return
    token = issuer.issue(elsewhere)
    yield "by a stranger", lambda: strangers.refuse_empty(situation.call(token=token)), _as_if_absent(situation, token)


def _as_if_absent(situation: Situation, token: str) -> Check:
    """The stranger hears what he would hear of an object that is not there."""

    def check(error: ZhipingError) -> list[str]:
        for params in strangers.absent(situation.params):
            try:
                situation.call(params, token=token)
            except ZhipingError as other:
                same = strangers.told(error) == strangers.told(other)
                return [] if same else [f"{error.slug}, but {other.slug} for what is not there"]
            return ["what is not there was done"]
        return []

    return check


def _call(situation: Situation, params: dict[str, Any] | None, **context: Any) -> Call:
    return lambda: situation.call(params, **context)


def _slug(wanted: str) -> Check:
    return lambda error: [] if error.slug == wanted else [f"{error.slug} instead of {wanted}"]


def _at(place: tuple[str | int, ...]) -> Check:
    """The error is about the request's form, and its path leads to the place or to what holds it."""

    def check(error: ZhipingError) -> list[str]:
        path = error.path
        on_the_way = [".".join(map(str, place[:end])) for end in range(len(place) + 1)]
        beyond = path is not None and path.startswith(f"{on_the_way[-1]}." if place else "")
        right = path in on_the_way[-2:] or beyond
        wrong = [] if right else [f"{error.slug} at {path!a}"]
        return wrong if error.kind.value == "invalid" else [*wrong, f"{error.slug} is {error.kind.value}"]

    return check
