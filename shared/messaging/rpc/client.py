"""Calling services: typed errors, time limits, and no proxy that outlives a transport error.

Works in ordinary threads and in green processes alike. It declares nothing, binds nothing and owns no queue: answers
come by RabbitMQ's direct reply-to, so a broker user who may write to `nameko-rpc`, and nothing else, can call. A
request expires on the broker when its caller has given up, and a service that reads it late gives it back to the
broker: a stale call is not begun.
"""

from __future__ import annotations

import json
import threading
import time
from typing import Any, Self

import amqp

from shared.kernel.errors import ZhipingError, unavailable
from shared.kernel.ids import new_id
from shared.kernel.transport_security import certificate_details
from shared.messaging.base.amqp import CONNECT_SECONDS, connect, connection_to
from shared.messaging.base.errors import error_from_wire
from shared.messaging.rpc.context import DRY_RUN
from shared.messaging.rpc.replies import DIRECT_REPLY, RPC_EXCHANGE
from shared.telemetry import current_traceparent


class RpcClient:
    """Calls `service.method` with keyword arguments; a pool of connections, one per call in progress."""

    def __init__(self, amqp_uri: str, token: str | None = None, *, timeout: float = 20.0) -> None:
        self._uri = amqp_uri
        self._token = token
        self._timeout = timeout
        self._pool: list[_Wire] = []
        self._shared_pool = _PoolLock()

    def with_token(self, token: str | None) -> RpcClient:
        """The same pool, speaking for somebody else."""
        other = RpcClient(self._uri, token, timeout=self._timeout)
        other._pool, other._shared_pool = self._pool, self._shared_pool
        return other

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
        limit = timeout or self._timeout
        headers: dict[str, Any] = {"nameko.auth_token": self._token, "nameko.correlation": correlation}
        headers["nameko.traceparent"] = current_traceparent()
        headers[DRY_RUN] = dry_run
        wire = self._take()
        try:
            reply = wire.call(method, params, {key: value for key, value in headers.items() if value}, limit)
        except ZhipingError as error:
            if error.slug == "service_unavailable":
                self._give(wire)
            else:
                wire.discard()
            raise
        except Exception as error:
            wire.discard()
            raise unavailable("service_unavailable", method=method, **certificate_details(error)) from error
        except BaseException:
            wire.discard()
            raise
        self._give(wire)
        if reply.get("error"):
            raise error_from_wire(reply["error"])
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
        with self._shared_pool.lock:
            wires, self._pool[:] = list(self._pool), []
        for wire in wires:
            wire.discard()

    def _take(self) -> _Wire:
        with self._shared_pool.lock:
            if self._pool:
                return self._pool.pop()
        return _Wire(self._uri)

    def _give(self, wire: _Wire) -> None:
        with self._shared_pool.lock:
            self._pool.append(wire)


class _PoolLock:
    def __init__(self) -> None:
        self.lock = threading.Lock()


class _Wire:
    """One connection with the answers to what it sends; serves one call at a time."""

    def __init__(self, amqp_uri: str) -> None:
        self._uri = amqp_uri
        self._connection: Any = None
        self._channel: Any = None
        self._waiting_for = ""
        self._reply: dict[str, Any] | None = None
        self._returned = False

    def call(self, method: str, params: dict[str, Any], headers: dict[str, Any], timeout: float) -> dict[str, Any]:
        deadline = time.monotonic() + timeout
        channel = self._open()
        self._waiting_for, self._reply, self._returned = new_id(), None, False
        properties = {
            "reply_to": DIRECT_REPLY,
            "correlation_id": self._waiting_for,
            "expiration": str(int(timeout * 1000)),
            "delivery_mode": 1,
        }
        body = json.dumps({"args": [], "kwargs": params}, ensure_ascii=False)
        message = channel.prepare_message(body, 0, "application/json", "utf-8", headers=headers, properties=properties)
        self._publish(channel, message, method)
        while self._reply is None:
            self._drain(deadline)
            if self._returned:
                raise unavailable("service_unavailable", method=method)
        return self._reply

    def _publish(self, channel: Any, message: Any, method: str) -> None:
        if isinstance(channel, amqp.Channel):
            arguments = (0, RPC_EXCHANGE, method, True, False)
            channel.send_method(amqp.spec.Basic.Publish, "Bssbb", arguments, message)
        elif not channel.basic_publish(message, exchange=RPC_EXCHANGE, routing_key=method):
            self._returned = True

    def _drain(self, deadline: float) -> None:
        if self._returned:
            return
        try:
            self._connection.drain_events(timeout=max(0.001, deadline - time.monotonic()))
        except TimeoutError:
            raise unavailable("rpc_timeout") from None

    def _open(self) -> Any:
        if self._channel is not None and self._connection is not None and self._connection.connected:
            return self._channel
        self._connection = connection_to(self._uri)
        connect(self._connection, interval_start=0.1, timeout=CONNECT_SECONDS)
        channel = self._connection.channel()
        channel.basic_consume(queue=DIRECT_REPLY, no_ack=True, callback=self._on_reply, consumer_tag="reply")
        if isinstance(channel, amqp.Channel):
            channel.events["basic_return"].add(self._on_return)
        self._channel = channel
        return channel

    def _on_reply(self, message: Any) -> None:
        if message.properties.get("correlation_id") == self._waiting_for:
            self._reply = json.loads(message.body)

    def _on_return(self, *details: Any) -> None:
        self._returned = True

    def discard(self) -> None:
        """Drop the connection, and with it whatever answer is still under way."""
        connection, self._connection, self._channel = self._connection, None, None
        if connection is not None:
            connection.collect()
