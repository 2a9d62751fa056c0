"""Where the demonstration plays: the bus, the clock, the key that signs tokens, and the people as callers."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol, TypeVar

import eventlet

from shared.calls import RpcClient
from shared.contracts.base import Stream
from shared.contracts.lag import Statuses
from shared.contracts.queues import SUBSCRIPTIONS
from shared.kernel.caller import Caller
from shared.kernel.clock import Clock
from shared.kernel.errors import Kind, ZhipingError
from shared.kernel.ids import new_id
from shared.messaging.ops.drain import Unsettled, wait_until_settled
from shared.security import TokenIssuer
from shared.storage import upload

T = TypeVar("T")
SERVICES = ("declaration", "audit", "committee", "docgen", "notify")
WAKING = (("declaration", "audit", "committee", "docgen"), ("notify",))
"""The order of a morning: what time decides about declarations comes first, reminders follow the facts."""
TOGETHER = 8
"""Calls under way at once."""
PATIENCE = 120.0
"""Real seconds for a call or a settling to succeed, so that a service may be killed and started again meanwhile."""


class MovableClock(Clock, Protocol):
    """A clock that the demonstration sets."""

    def set(self, instant: datetime) -> None:
        """Jump forward."""
        ...


@dataclass
class Actor:
    """One person at the RPC door; signs in anew every virtual half day."""

    driver: Driver
    caller: Caller | None

    def ask(self, method: str, **params: Any) -> Any:
        """A query, repeated while the service is away."""
        return self.driver.patiently(lambda: self._client().call(method, **params))

    def tell(self, method: str, **params: Any) -> Any:
        """A command; its idempotency key makes repeating it harmless."""
        self.driver.note_activity(method.partition(".")[0])
        return self.command(method, **params)

    def command(self, method: str, **params: Any) -> Any:
        """`tell` for a command of which the answer says whether it did anything."""
        key = new_id()
        return self.driver.patiently(lambda: self._client().call(method, idempotency_key=key, **params))

    def every(self, method: str, **params: Any) -> list[dict[str, Any]]:
        """All pages of a list."""
        items, cursor = [], None
        while True:
            page = self.ask(method, cursor=cursor, limit=500, **params)
            items += page["items"]
            cursor = page["next_cursor"]
            if cursor is None:
                return items

    def _client(self) -> RpcClient:
        return self.driver.client.with_token(self.driver.token_of(self.caller) if self.caller else None)


@dataclass
class Driver:
    """One run of the demonstration; `between` is called between steps (progress, or a test that kills something)."""

    client: RpcClient
    clock: MovableClock
    issuer: TokenIssuer
    between: Callable[[str], None] = lambda step: None
    ca_file: str = ""
    """Whom to believe where links lead, if not the system's authorities."""
    subscriptions: dict[str, tuple[Stream, ...]] = field(default_factory=lambda: SUBSCRIPTIONS)
    """What has to be handled before all counts as settled."""
    _moved: set[str] = field(default_factory=lambda: set(SERVICES))
    """Where something may be under way."""
    _settled: Statuses = field(default_factory=dict)
    _tokens: dict[Caller, tuple[datetime, str]] = field(default_factory=dict)

    def actor(self, caller: Caller) -> Actor:
        """That person at the door."""
        return Actor(self, caller)

    def anybody(self) -> Actor:
        """Somebody without a token."""
        return Actor(self, None)

    @property
    def operator(self) -> Actor:
        """The person who runs the system."""
        return self.actor(Caller("operator", "运维人员", roles=frozenset({"operator"})))

    def token_of(self, caller: Caller) -> str:
        """A token that is valid now."""
        now = self.clock.now()
        signed = self._tokens.get(caller)
        if signed is None or (now - signed[0]).total_seconds() > 4 * 3600:
            signed = self._tokens[caller] = (now, self.issuer.issue(caller))
        return signed[1]

    def upload(self, url: str, data: bytes, media_type: str = "application/octet-stream") -> None:
        """PUT a file to a link, while its server is away again and again."""
        self.patiently(lambda: upload(url, data, media_type, ca_file=self.ca_file))

    def patiently(self, attempt: Callable[[], T]) -> T:
        """Try again while a service is away; every other error, a fault inside a service too, is the caller's.

        A call that went unanswered may have been carried out all the same, and so may be what follows from it.
        """
        deadline, pause = time.monotonic() + PATIENCE, 0.05
        while True:
            try:
                return attempt()
            except ZhipingError as error:
                final = error.kind is not Kind.UNAVAILABLE or error.slug == "internal_error"
                if final or time.monotonic() > deadline:
                    raise
            self.note_activity()
            eventlet.sleep(pause)
            pause = min(2 * pause, 1.0)

    def together(self, work: Callable[[Any], Any], items: Iterable[Any]) -> None:
        """Do `work` for every item, several at once; the first failure ends it."""
        pool = eventlet.GreenPool(TOGETHER)
        for _ in pool.imap(work, items):
            pass

    def note_activity(self, *services: str) -> None:
        """Something may be under way from now on: in these services, or anywhere."""
        self._moved.update(services or SERVICES)

    def settle(self) -> None:
        """Wait until everything published has been handled by everybody who listens; Unsettled after PATIENCE."""
        if self._moved:
            self._wait_until_settled()
            self._moved.clear()

    def _wait_until_settled(self) -> None:
        deadline = time.monotonic() + PATIENCE

        def attempt() -> None:
            client = self.client.with_token(self.token_of(self.operator.caller))  # type: ignore[arg-type]
            at_once = eventlet.GreenPool(len(SERVICES)).imap
            self._settled = wait_until_settled(
                client, SERVICES, timeout=PATIENCE, subscriptions=self.subscriptions, pause=0.005,
                sleep=eventlet.sleep, each=at_once, settled=self._settled, moved=self._moved,
            )  # fmt: skip

        while True:
            try:
                return self.patiently(attempt)
            except Unsettled:
                if time.monotonic() > deadline:
                    raise

    def later(self, instant: datetime) -> None:
        """Once all has settled, move time within the day; what becomes due in between is done the next morning."""
        self.settle()
        self.clock.set(instant)

    def at(self, instant: datetime) -> None:
        """Move time, then let every service do what has become due, and wait until all has settled."""
        self.later(instant)
        for services in WAKING:
            self.together(self._wake, services)
            self.settle()

    def _wake(self, service: str) -> None:
        due = self.operator.command(f"{service}.run_due")
        if due["done"]:
            self.note_activity(service)
