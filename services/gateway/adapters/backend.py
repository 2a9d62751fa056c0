"""The services behind the door: calls in somebody's name, by tokens that the door signs for a few minutes."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from services.gateway.adapters.room import Room, place_in
from shared.calls import RpcClient
from shared.kernel.caller import Caller
from shared.kernel.clock import Clock
from shared.kernel.ids import new_id
from shared.security import TokenIssuer

LIFETIME = timedelta(minutes=10)
RENEWED_AFTER = timedelta(minutes=5)
KEPT = 4096


@dataclass(frozen=True)
class Speaker:
    """Calls in one person's name; `portal`: the account of the portal that speaks as itself."""

    client: RpcClient
    room: Room | None = field(default=None, repr=False)
    portal: str | None = None

    def call(self, method: str, **params: Any) -> Any:
        """As the client has it; `service_unavailable` when too many wait for that service already."""
        with place_in(self.room, method.partition(".")[0], "service_unavailable"):
            return self.client.call(method, **params)


@dataclass
class Backend:
    """Calls `service.method`; every thread may use it, a call never waits for another's."""

    client: RpcClient
    issuer: TokenIssuer
    clock: Clock
    room: Room | None = None
    """Where threads answer; greenlets are as many as requests come."""
    _signed: OrderedDict[Caller, tuple[datetime, str]] = field(default_factory=OrderedDict, repr=False)

    def ask(self, caller: Caller | None, method: str, **params: Any) -> Any:
        """The answer to a query; `caller` None is nobody. Raises ZhipingError."""
        return self.with_token(self._token(caller)).call(method, **params)

    def tell(
        self, caller: Caller | None, method: str, *, key: str | None = None, dry_run: bool = False, **params: Any
    ) -> Any:
        """The answer to a command; the same `key` again does nothing twice, and nothing is kept of a `dry_run`."""
        return self.ask(caller, method, dry_run=dry_run, idempotency_key=key or new_id(), **params)

    def with_token(self, token: str | None, portal: str | None = None) -> Speaker:
        """The same connections, for a portal that brings a token of its own."""
        return Speaker(self.client.with_token(token), self.room, portal)

    def _token(self, caller: Caller | None) -> str | None:
        if caller is None:
            return None
        now = self.clock.now()
        signed = self._signed.get(caller)
        if signed is None or not now - signed[0] < RENEWED_AFTER:
            signed = now, self.issuer.issue(caller, LIFETIME)
            self._signed[caller] = signed
            while len(self._signed) > KEPT:
                self._signed.popitem(last=False)
        return signed[1]
