"""nameko's queue consumer, made to survive: it waits for the broker, for handlers in flight, and for nothing else.

Stock behaviour mended here: a broken pipe in an ack ends the process; SIGTERM closes the connection under running
handlers (their messages are delivered again); stopping without a broker hangs; reconnects wait up to 30 seconds.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import eventlet
from greenlet import GreenletExit
from nameko.constants import AMQP_URI_CONFIG_KEY, HEARTBEAT_CONFIG_KEY
from nameko.messaging import QueueConsumer

from shared.kernel.transport_security import certificate_details
from shared.messaging.base.amqp import connect, connection_to
from shared.messaging.base.unopened import leave_unopened
from shared.telemetry import get_logger

CANCEL_SECONDS = 4.0
"""How long a broker may take to confirm that it sends no more messages."""
RECONNECT = {"interval_start": 0.2, "interval_step": 0.3, "interval_max": 2.0}
"""Seconds between attempts to reach the broker, for ever."""


class GracefulQueueConsumer(QueueConsumer):
    """Shared by the entrypoints of one container; `in_flight` holds the messages not settled yet."""

    def __init__(self) -> None:
        super().__init__()
        self._gt: Any = None
        self.in_flight: dict[int, Any] = {}
        self.serving = False
        self.stopping = False

    @property
    def connection(self) -> Any:
        """Parameters of the connection; a fresh lazy object each time, as kombu's mixin expects."""
        config = self.container.config
        return connection_to(config[AMQP_URI_CONFIG_KEY], config.get(HEARTBEAT_CONFIG_KEY) or 0)

    @contextmanager
    def establish_connection(self) -> Iterator[Any]:
        """Try until the broker answers; what arrives is judged before it is opened."""
        with self.create_connection() as connection:
            connect(connection, errback=self.on_connection_error, max_retries=None, **RECONNECT)
            try:
                leave_unopened(connection.default_channel)
                yield connection
            finally:
                self.serving = False

    def run(self, _tokens: int = 1, **kwargs: Any) -> None:
        """Consume until told to stop; nothing but that ends the thread."""
        while not self.should_stop:
            try:
                super().run(_tokens, **kwargs)
            except Exception as error:
                get_logger().error("consumer_restarted", error=type(error).__name__)
                eventlet.sleep(1)

    def consume(self, limit: int | None = None, timeout: float | None = None, **kwargs: Any) -> Any:
        """kombu's loop, looking for requests to stop four times a second."""
        kwargs.setdefault("safety_interval", 0.25)
        return super().consume(limit, timeout, **kwargs)

    # messages
    def handle_message(self, provider: Any, body: Any, message: Any) -> None:
        """Hand a message to its entrypoint, in this greenlet while a worker is free."""
        self.in_flight[id(message)] = message
        if self.container._worker_pool.free() > 0:
            provider.handle_message(body, message)
        else:
            self.container.spawn_managed_thread(lambda: provider.handle_message(body, message))

    def ack_message(self, message: Any) -> None:
        """Acknowledge; when the connection is gone the broker delivers the message again."""
        self.settle(message, message.ack)

    def requeue_message(self, message: Any) -> None:
        """Give the message back."""
        self.settle(message, message.requeue)

    def settle(self, message: Any, how: Callable[[], Any]) -> None:
        """Run an ack or requeue; a transport error is the connection's end, not the process's."""
        try:
            if message.channel is not None and message.channel.connection:
                how()
        except Exception as error:
            get_logger().warning("settle_failed", error=type(error).__name__)
            break_connection(message)
        finally:
            self.in_flight.pop(id(message), None)

    def leave_unsettled(self, message: Any) -> None:
        """Forget a message that could not be dealt with: it comes again with the next connection."""
        self.in_flight.pop(id(message), None)
        break_connection(message)

    # life
    def on_connection_error(self, exc: Exception, interval: float) -> None:
        """The broker does not answer yet."""
        why = certificate_details(exc)
        get_logger().warning("broker_unreachable", error=type(exc).__name__, retry_seconds=interval, **why)

    def on_consume_ready(self, connection: Any, channel: Any, consumers: Any, **kwargs: Any) -> None:
        """Connected (again) and consuming."""
        self.serving = True
        super().on_consume_ready(connection, channel, consumers, **kwargs)

    def on_iteration(self) -> None:
        """Cancel consumers on request; stop only when no handler is running any more."""
        self._cancel_consumers_if_requested()
        if not self._consumers and not self.in_flight:
            self.should_stop = True

    def unregister_provider(self, provider: Any) -> None:
        """Stop consuming for an entrypoint; gives up the connection when the broker does not answer."""
        if provider not in self._providers:
            return
        self.stopping = True
        removed = eventlet.event.Event()
        self._pending_remove_providers[provider] = removed
        deadline = time.monotonic() + CANCEL_SECONDS
        while self.serving and not removed.ready():
            with eventlet.Timeout(0.2, False):
                removed.wait()
            if time.monotonic() > deadline:
                self.serving = False
        self._consumers.pop(provider, None)
        self._providers.discard(provider)
        if not self._providers and not self._last_provider_unregistered.ready():
            self._last_provider_unregistered.send()

    def start(self) -> None:
        """Start consuming without waiting for the broker: a service may be up before it."""
        if self._gt is None:
            self._gt = self.container.spawn_managed_thread(self.run)

    def stop(self) -> None:
        """Wait for the handlers in flight, then close the connection."""
        self.wait_for_providers()
        self.stopping = self.should_stop = True
        while self.serving and self.in_flight:
            eventlet.sleep(0.05)
        if not self.serving:
            self._end_thread()
        with eventlet.Timeout(5, False):
            self._join()
        self._end_thread()

    def kill(self) -> None:
        """Stop at once; what is not acknowledged comes again."""
        self.should_stop = True
        self._end_thread()

    def _end_thread(self) -> None:
        if self._gt is not None and not self._gt.dead:
            self._gt.kill()

    def _join(self) -> None:
        try:
            if self._gt is not None:
                self._gt.wait()
        except GreenletExit:
            pass


def break_connection(message: Any) -> None:
    """Make the reader of the message's connection notice that it is unusable, so that it connects anew."""
    connection = getattr(message.channel, "connection", None)
    transport = getattr(connection, "transport", None)
    sock = getattr(transport, "sock", None)
    try:
        if sock is not None:
            sock.shutdown(2)
    except OSError:
        pass
