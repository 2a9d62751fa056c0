"""Writing to a channel that somebody else reads, and publishing with a confirm that cannot wait for ever."""

from __future__ import annotations

import threading
from typing import Any

import amqp
from amqp import spec
from kombu import Connection

from shared.calls.addresses import tls_options
from shared.calls.connections import ANSWER_SECONDS, CONNECT_SECONDS
from shared.calls.wire import Headers
from shared.messaging.base.errors import Undeliverable


def connection_to(amqp_uri: str, heartbeat: float = 0) -> Any:
    """A lazy kombu connection that gives up on a silent broker instead of waiting for ever; TLS: `tls_options`."""
    make: Any = Connection
    if amqp_uri.startswith("embedded:"):
        return make(amqp_uri)
    limits = {"heartbeat": heartbeat, "connect_timeout": CONNECT_SECONDS}
    if amqp_uri.startswith("amqps:"):
        return make(amqp_uri.partition("?")[0], ssl=tls_options(amqp_uri), **limits)
    return make(amqp_uri, **limits)


def connect(connection: Any, *, max_retries: int | None = 1, **patience: Any) -> None:
    """Connect, and never wait longer than ANSWER_SECONDS for an answer of the broker from then on.

    A declaration, a cancellation or a farewell on a connection that is half open would otherwise wait for as long as
    the kernel believes in it; waiting for messages has time limits of its own.
    """
    connection.ensure_connection(max_retries=max_retries, **patience)
    transport = getattr(connection.connection, "transport", None)
    if isinstance(connection.connection, amqp.Connection) and transport is not None:
        transport.sock.settimeout(ANSWER_SECONDS)


def publish_beside(channel: Any, message: Any, exchange: str, routing_key: str) -> None:
    """Publish on a consumer's channel from another greenlet: only writes, because the consumer is reading."""
    if isinstance(channel, amqp.Channel):
        channel.send_method(spec.Basic.Publish, "Bssbb", (0, exchange, routing_key, False, False), message)
    else:
        channel.basic_publish(message, exchange=exchange, routing_key=routing_key)


class ConfirmingPublisher:
    """One message at a time, persistent, mandatory and confirmed; reconnects once when its connection went stale."""

    def __init__(self, amqp_uri: str, timeout: float) -> None:
        self._uri = amqp_uri
        self._timeout = timeout
        self._lock = threading.Lock()
        self._connection: Any = None
        self._channel: Any = None
        self._returned = False

    def publish(self, body: bytes | str, exchange: str, routing_key: str, headers: Headers, **properties: Any) -> None:
        """Returns once the broker has it; Undeliverable without a queue, a transport error when it does not answer."""
        with self._lock:
            try:
                self._publish(body, exchange, routing_key, headers, properties)
            except Undeliverable:
                raise
            except Exception:
                self._drop()
                self._publish(body, exchange, routing_key, headers, properties)

    def declare(self, *queues: Any) -> None:
        """kombu's queues with their bindings, on the connection that publishes."""
        with self._lock:
            try:
                for queue in queues:
                    queue(self._open()).declare()
            except Exception:
                self._drop()
                raise

    def _publish(
        self, body: bytes | str, exchange: str, routing_key: str, headers: Headers, properties: Headers
    ) -> None:
        channel = self._open()
        message = channel.prepare_message(
            body, 0, "application/json", "utf-8", headers=headers, properties={"delivery_mode": 2, **properties}
        )
        self._returned = False
        try:
            channel.basic_publish_confirm(
                message, exchange=exchange, routing_key=routing_key, mandatory=True, confirm_timeout=self._timeout
            )
        except Exception as error:
            if "NO_ROUTE" in str(error):
                raise Undeliverable(f"no queue for {exchange}/{routing_key}") from None
            self._drop()
            raise
        if self._returned:
            raise Undeliverable(f"no queue for {exchange}/{routing_key}")

    def _open(self) -> Any:
        if self._channel is None:
            self._connection = connection_to(self._uri)
            connect(self._connection, interval_start=0, timeout=CONNECT_SECONDS)
            self._channel = self._connection.channel()
            if isinstance(self._channel, amqp.Channel):
                self._channel.events["basic_return"].add(self._note_return)
        return self._channel

    def _note_return(self, *details: Any) -> None:
        self._returned = True

    def _drop(self) -> None:
        connection, self._connection, self._channel = self._connection, None, None
        if connection is not None:
            connection.collect()

    def close(self) -> None:
        """Close the connection."""
        with self._lock:
            self._drop()
