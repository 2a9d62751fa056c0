"""How much lies in a service's last queue: looked at by a passive declaration, which also says how many wait."""

from __future__ import annotations

from typing import Any

import eventlet

from shared.calls.connections import CONNECT_SECONDS
from shared.contracts.queues import undelivered
from shared.messaging.base.amqp import connect, connection_to
from shared.messaging.base.application import Application

LOOK_SECONDS = 10.0


class LastQueueWatch:
    """Notes the number in the application and its figures; while the broker is away the last one stands."""

    def __init__(self, app: Application) -> None:
        self._app = app
        self._connection: Any = None
        self._thread: Any = None

    def start(self) -> None:
        """Look at once, and then every LOOK_SECONDS, in a greenlet of its own."""
        self._thread = eventlet.spawn(self._run)

    def stop(self) -> None:
        """Look no more."""
        if self._thread is not None:
            self._thread.kill()
            self._drop()

    def _run(self) -> None:
        while True:
            self.look()
            eventlet.sleep(LOOK_SECONDS)

    def look(self) -> None:
        """One look; a fault of the broker is the business of the checks of readiness."""
        try:
            with self._open().channel() as channel:
                found = channel.queue_declare(queue=undelivered(self._app.name), passive=True)
            self._app.last_queue.waiting = found.message_count
        except Exception:
            self._drop()
        self._app.metrics.undelivered(self._app.last_queue.depth)

    def _open(self) -> Any:
        if self._connection is None:
            connection = connection_to(self._app.settings.amqp_uri)
            connect(connection, interval_start=0, timeout=CONNECT_SECONDS)
            self._connection = connection
        return self._connection

    def _drop(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.collect()
