"""Calling services: typed errors, time limits, and no connection that outlives a transport error.

Works in ordinary threads and in green processes alike. It declares nothing, binds nothing and owns no queue: answers
come by RabbitMQ's direct reply-to, so a broker user who may write to `nameko-rpc`, and nothing else, can call. A
request expires on the broker when its caller has given up, and a service that reads it late gives it back to the
broker: a stale call is not begun.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from typing import Any, Self

from amqp.exceptions import AMQPError

from shared.calls.errors import Reply, error_from_wire
from shared.calls.pool import WirePool
from shared.calls.wire import DRY_RUN, Headers, Wire
from shared.kernel.errors import ZhipingError, unavailable
from shared.kernel.ids import new_id
from shared.kernel.transport_security import certificate_details
from shared.telemetry import current_traceparent

MOST_AT_ONCE = 64
"""Connections of one client; a program with more threads than that asks for more."""
TRANSPORT_ERRORS = (OSError, AMQPError)
"""TLS refusals and time limits are OSErrors; whatever else is raised on the way is a bug and stays one."""


class RpcClient:
    """Calls `service.method` with keyword arguments; every thread may use it."""

    def __init__(
        self,
        amqp_uri: str,
        token: str | None = None,
        *,
        timeout: float = 20.0,
        most: int = MOST_AT_ONCE,
        pool: WirePool | None = None,
    ) -> None:
        """`pool` is another client's; without it there is a new one of at most `most` connections."""
        self._uri = amqp_uri
        self._token = token
        self._timeout = timeout
        self._pool = pool or WirePool(amqp_uri, most)

    def with_token(self, token: str | None) -> RpcClient:
        """The same connections, speaking for somebody else."""
        return RpcClient(self._uri, token, timeout=self._timeout, pool=self._pool)

    def call(
        self,
        method: str,
        *,
        timeout: float | None = None,
        correlation: str | None = None,
        dry_run: bool = False,
        **params: Any,
    ) -> Any:
        """The result, or a typed ZhipingError; `rpc_timeout` or `service_unavailable` when nobody answers.

        `dry_run`: the command is tried, answers or fails as it would, and changes nothing.
        """
        headers: Headers = {"nameko.auth_token": self._token, "nameko.correlation": correlation}
        headers |= {"nameko.traceparent": current_traceparent(), DRY_RUN: dry_run}
        body = _encoded(params)
        limit = timeout or self._timeout
        deadline = time.monotonic() + limit
        with self._pool.wire(limit) as wire:
            reply = self._carry(wire, method, body, {key: value for key, value in headers.items() if value}, deadline)
        if error := reply.get("error"):
            raise error_from_wire(error)
        return reply.get("result")

    def command(self, method: str, *, idempotency_key: str | None = None, **params: Any) -> Any:
        """`call` with an idempotency key, fresh unless given."""
        return self.call(method, idempotency_key=idempotency_key or new_id(), **params)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *details: object) -> None:
        self.close()

    def close(self) -> None:
        """Close every idle connection."""
        self._pool.close()

    def _carry(self, wire: Wire, method: str, body: bytes, headers: Headers, deadline: float) -> Reply:
        """A connection comes back to the pool only when nothing is under way on it any more."""
        try:
            reply = wire.call(method, body, headers, deadline)
        except ZhipingError as error:
            if error.slug == "service_unavailable":  # the broker gave the call back: the connection is well
                self._pool.give_back(wire)
            else:
                wire.discard()
            raise
        except TRANSPORT_ERRORS as error:
            wire.discard()
            raise unavailable("service_unavailable", method=method, **certificate_details(error)) from error
        except BaseException:
            wire.discard()
            raise
        self._pool.give_back(wire)
        return reply


def _encoded(params: Mapping[str, object]) -> bytes:
    """UTF-8 JSON; half a character stays the escape that it came as, for the service to judge."""
    return json.dumps({"args": [], "kwargs": params}, ensure_ascii=False).encode("utf-8", "backslashreplace")
