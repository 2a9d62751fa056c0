"""One connection with the answers to what it sends; it carries one call at a time."""

from __future__ import annotations

import json
import time
from typing import Any

import amqp

from shared.calls.connections import open_connection
from shared.calls.errors import Reply
from shared.kernel.errors import unavailable
from shared.kernel.ids import new_id

RPC_EXCHANGE = "nameko-rpc"
DIRECT_REPLY = "amq.rabbitmq.reply-to"
"""RabbitMQ's pseudo-queue: who consumes it on the channel that publishes gets the answers without owning a queue."""
DRY_RUN = "zhiping.dry_run"
"""A header beside nameko's: the command is tried and leaves nothing behind."""
TRUSTED_SECONDS = 1.0
"""A connection that rested longer is looked at before it carries a call: the broker may have closed it meanwhile."""
LONGEST_REST = 60.0
"""A connection that rested longer is made anew: what lies between may have forgotten it without a word."""
LOOK_SECONDS = 0.001
Headers = dict[str, Any]
"""Headers, properties and arguments as the broker carries them: whatever was sent; who reads one looks first."""


class Wire:
    """Opens its connection with the first call."""

    def __init__(self, amqp_uri: str) -> None:
        self._uri = amqp_uri
        self._connection: Any = None
        self._channel: Any = None
        self._used_at = 0.0
        self._waiting_for = ""
        self._reply: Reply | None = None
        self._returned = False

    def call(self, method: str, body: bytes, headers: Headers, deadline: float) -> Reply:
        """The reply as the service sent it; `rpc_timeout`, `service_unavailable`, or what broke the connection."""
        channel = self._open(deadline)
        self._waiting_for, self._reply, self._returned = new_id(), None, False
        properties: Headers = {
            "reply_to": DIRECT_REPLY,
            "correlation_id": self._waiting_for,
            "expiration": str(max(1, int((deadline - time.monotonic()) * 1000))),
            "delivery_mode": 1,
        }
        self._publish(channel, body, headers, properties, method)
        while self._reply is None:
            if self._returned:
                raise unavailable("service_unavailable", method=method)
            self._drain(deadline)
        self._used_at = time.monotonic()
        return self._reply

    def discard(self) -> None:
        """Drop the connection, and with it whatever answer is still under way."""
        connection, self._connection, self._channel = self._connection, None, None
        if connection is not None:
            connection.collect()

    def _publish(self, channel: Any, body: bytes, headers: Headers, properties: Headers, method: str) -> None:
        known = {"content_type": "application/json", "content_encoding": "utf-8"}
        if isinstance(channel, amqp.Channel):
            message = amqp.Message(body, application_headers=headers, **known, **properties)
            channel.send_method(amqp.spec.Basic.Publish, "Bssbb", (0, RPC_EXCHANGE, method, True, False), message)
            return
        message = channel.prepare_message(body, 0, *known.values(), headers=headers, properties=properties)
        if not channel.basic_publish(message, exchange=RPC_EXCHANGE, routing_key=method):
            self._returned = True

    def _drain(self, deadline: float) -> None:
        try:
            self._connection.drain_events(timeout=max(LOOK_SECONDS, deadline - time.monotonic()))
        except TimeoutError:
            raise unavailable("rpc_timeout") from None

    def _open(self, deadline: float) -> Any:
        if self._channel is not None and self._still_there():
            return self._channel
        self.discard()
        self._connection = open_connection(self._uri, max(0.1, deadline - time.monotonic()))
        channel = self._connection.channel()
        channel.basic_consume(queue=DIRECT_REPLY, no_ack=True, callback=self._on_reply, consumer_tag="reply")
        if isinstance(channel, amqp.Channel):
            channel.events["basic_return"].add(self._on_return)
        self._channel = channel
        return channel

    def _still_there(self) -> bool:
        rested = time.monotonic() - self._used_at
        if rested > LONGEST_REST or not self._connection.connected:
            return False
        return rested <= TRUSTED_SECONDS or self._looks_well()

    def _looks_well(self) -> bool:
        try:
            self._connection.drain_events(timeout=LOOK_SECONDS)
        except TimeoutError:
            return True
        except (OSError, amqp.exceptions.AMQPError):
            return False
        return bool(self._connection.connected)

    def _on_reply(self, message: Any) -> None:
        if message.properties.get("correlation_id") == self._waiting_for:
            self._reply = json.loads(message.body)

    def _on_return(self, *details: Any) -> None:
        self._returned = True
