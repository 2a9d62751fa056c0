"""kombu's view of the embedded broker: connections with an inbox instead of a socket."""

from __future__ import annotations

import queue
import socket
from typing import Any
from urllib.parse import urlsplit

from kombu.exceptions import ChannelError
from kombu.transport import base

from shared.messaging.embedded.broker import EmbeddedBroker, broker_named
from shared.messaging.embedded.channel import EmbeddedChannel
from shared.messaging.embedded.subscriber import as_message


class EmbeddedConnection:
    """One connection: its channels and the deliveries that wait for drain_events."""

    def __init__(self, client: Any, broker: EmbeddedBroker) -> None:
        self.client = client
        self.broker = broker
        self.channels: list[EmbeddedChannel] = []
        self.inbox: queue.Queue[Any] = queue.Queue()
        self.connected = True

    def channel(self) -> EmbeddedChannel:
        """Open a channel."""
        return EmbeddedChannel(self)

    def drain_events(self, timeout: float | None = None) -> None:
        """Run the callback of one delivery; socket.timeout after `timeout` seconds without any."""
        while True:
            try:
                subscriber, tag, copy = self.inbox.get(timeout=timeout)
            except queue.Empty:
                raise TimeoutError from None
            channel = subscriber.channel
            if copy.is_late and tag in channel.unacked:  # it waited here while the process stood still
                channel.basic_reject(tag, requeue=False)
            elif subscriber in channel.subscribers.values() and (subscriber.no_ack or tag in channel.unacked):
                subscriber.callback(as_message(copy, channel, tag))
                return
            elif tag in channel.unacked:  # its consumer was cancelled before it could look
                channel.basic_reject(tag, requeue=True)

    def collect(self) -> None:
        """kombu's hook for a broken connection: same as closing."""
        self.connected = False
        for channel in list(self.channels):
            channel.close()


class Transport(base.Transport):
    """Registered under the alias `embedded`."""

    default_port = None
    driver_type = driver_name = "embedded"
    connection_errors = recoverable_connection_errors = (ConnectionError,)
    channel_errors = (ChannelError,)
    recoverable_channel_errors = ()
    implements = base.Transport.implements.extend(
        asynchronous=False, heartbeats=False, exchange_type=frozenset(["direct", "topic", "fanout"])
    )

    def driver_version(self) -> str:
        """Version of the driver, for kombu's introspection."""
        return "1"

    def establish_connection(self) -> EmbeddedConnection:
        """Connect to the broker that the URI names."""
        return EmbeddedConnection(self.client, broker_named(getattr(self.client, "hostname", None) or ""))

    def verify_connection(self, connection: EmbeddedConnection) -> bool:
        """Whether the connection is open."""
        return connection.connected

    def create_channel(self, connection: EmbeddedConnection) -> EmbeddedChannel:
        """Open a channel."""
        return connection.channel()

    def close_connection(self, connection: EmbeddedConnection) -> None:
        """Close all channels; their unsettled messages go back."""
        connection.collect()

    def drain_events(self, connection: EmbeddedConnection, **kwargs: Any) -> None:
        """Deliver one message or raise socket.timeout; `timeout` in seconds."""
        connection.drain_events(**kwargs)


def connection_inside(uri: str) -> EmbeddedConnection:
    """A connection of a caller to the broker that `embedded://name` names."""
    return EmbeddedConnection(None, broker_named(urlsplit(uri).hostname or ""))


assert issubclass(socket.timeout, TimeoutError)
