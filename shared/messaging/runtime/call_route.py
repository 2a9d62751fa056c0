"""The way of a call into its service: looked at by calling oneself, and mended when somebody has taken it away.

An exchange or a binding that is deleted takes nothing with it that a consumer would notice: it goes on consuming a
queue that nothing reaches. A passive declaration does not show bindings; a message that comes back does.
"""

from __future__ import annotations

from typing import Any

import eventlet
from kombu import Queue
from nameko.rpc import RPC_QUEUE_TEMPLATE, get_rpc_exchange

from shared.messaging.base.amqp import CONNECT_SECONDS, ConfirmingPublisher, connect, connection_to
from shared.messaging.base.settings import Settings
from shared.messaging.rpc.replies import RPC_EXCHANGE
from shared.telemetry import get_logger

PROBE = "__probe__"
"""The method that a service calls of its own; nobody answers it."""
BEAT_SECONDS = 2.0


class CallRoute:
    """Exchange, binding and queue of one service's calls; `holds` after the last look."""

    def __init__(self, service: str, settings: Settings) -> None:
        self.holds = False
        self._service = service
        self._uri = settings.amqp_uri
        self._publisher = ConfirmingPublisher(settings.amqp_uri, settings.confirm_timeout)
        self._thread: Any = None

    def start(self) -> None:
        """Look at once, and then every BEAT_SECONDS, in a greenlet of its own."""
        self._thread = eventlet.spawn(self._run)

    def stop(self) -> None:
        """Look no more."""
        if self._thread is not None:
            self._thread.kill()
            self._publisher.close()

    def _run(self) -> None:
        while True:
            self.look()
            eventlet.sleep(BEAT_SECONDS)

    def look(self) -> None:
        """Call oneself; what does not arrive is declared anew, and the call repeated."""
        if self._arrives():
            self.holds = True
            return
        if self.holds:
            get_logger().error("call_route_lost")
        self.holds = False
        if self._restored() and self._arrives():
            self.holds = True
            get_logger().warning("call_route_restored")

    def _arrives(self) -> bool:
        lifetime = str(int(BEAT_SECONDS * 1000))
        try:
            key = f"{self._service}.{PROBE}"
            self._publisher.publish(b"", RPC_EXCHANGE, key, {}, expiration=lifetime, delivery_mode=1)
        except Exception:  # returned, no such exchange, or no broker: the way is not there
            return False
        return True

    def _restored(self) -> bool:
        make: Any = Queue
        try:
            with connection_to(self._uri) as connection:
                connect(connection, interval_start=0, timeout=CONNECT_SECONDS)
                name, exchange = RPC_QUEUE_TEMPLATE.format(self._service), get_rpc_exchange({})
                make(name, exchange, routing_key=f"{self._service}.*", durable=True)(connection.channel()).declare()
        except Exception as error:
            get_logger().warning("call_route_not_restored", error=type(error).__name__)
            return False
        return True
