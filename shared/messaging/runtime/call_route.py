"""The way of a call into its service: looked at by calling oneself, and mended when somebody has taken it away.

An exchange or a binding that is deleted takes nothing with it that a consumer would notice: it goes on consuming a
queue that nothing reaches. A passive declaration does not show bindings; a message that comes back does.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import eventlet

from shared.calls.wire import RPC_EXCHANGE
from shared.kernel.settings import Settings
from shared.messaging.base.amqp import ConfirmingPublisher
from shared.messaging.rpc.call_queues import calls_queue, queries_queue
from shared.telemetry import get_logger

PROBE = "__probe__"
"""The method that a service calls of its own; nobody answers it."""
BEAT_SECONDS = 2.0
BEATS_PER_DECLARATION = 5
"""A call whose queue of queries is gone does not come back, as it reaches the queue of all calls: so that queue and its
bindings are declared again and again, whether anything is lost or not."""


class CallRoute:
    """Exchange, bindings and queues of one service's calls; `holds` after the last look."""

    def __init__(self, service: str, queries: Iterable[str], settings: Settings) -> None:
        self.holds = False
        self._service = service
        self._queues = [calls_queue(service), queries_queue(service, queries)]
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
            for beat in range(BEATS_PER_DECLARATION):
                self.look(declare=not beat)
                eventlet.sleep(BEAT_SECONDS)

    def look(self, *, declare: bool = False) -> None:
        """Call oneself; what does not arrive is declared anew, and the call repeated."""
        held, self.holds = self.holds, self._arrives()
        lost = not self.holds
        if held and lost:
            get_logger().error("call_route_lost")
        if lost:
            self._publisher.close()  # the broker remembers per channel what its user may do: a new one is judged anew
        if lost or declare:
            self.holds = self._declared() and self._arrives()
        if lost and self.holds:
            get_logger().warning("call_route_restored")

    def _arrives(self) -> bool:
        lifetime = str(int(BEAT_SECONDS * 1000))
        try:
            key = f"{self._service}.{PROBE}"
            self._publisher.publish(b"", RPC_EXCHANGE, key, {}, expiration=lifetime, delivery_mode=1)
        except Exception:  # returned, no such exchange, or no broker: the way is not there
            return False
        return True

    def _declared(self) -> bool:
        try:
            self._publisher.declare(*self._queues)
        except Exception as error:
            get_logger().warning("call_route_not_restored", error=type(error).__name__)
            return False
        return True
