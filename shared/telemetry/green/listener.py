"""A listening socket that slow connections cannot fill: bounded in number and in time, the oldest make room."""

from __future__ import annotations

import socket
from collections import deque
from collections.abc import Callable
from typing import Any

import eventlet
from eventlet import greenio

MOST_CONNECTIONS = 64
"""Open at a time; a probe sends its request at once and is answered before so many others have come."""
LONGEST_SECONDS = 10.0
"""From accepting a connection to its end: the request, three checks of two seconds each, the answer."""
_PAUSE_SECONDS = 0.05


class LimitedListener:
    """What `eventlet.wsgi.server` asks of a socket; accepts for ever, whatever happens to single connections."""

    def __init__(self, host: str, port: int, wrap: Callable[[Any], Any] = lambda connection: connection) -> None:
        """`wrap` makes of an accepted connection what is served, without waiting: one with TLS."""
        self.family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._socket = eventlet.listen((host, port), family=self.family, backlog=512)
        self._open: deque[Any] = deque()
        self._wrap = wrap

    def accept(self) -> tuple[Any, Any]:
        """The next connection; one too many ends the oldest that is still open."""
        while True:
            try:
                accepted, address = self._socket.accept()
                connection = self._wrap(accepted)
            except OSError:  # reset before it was accepted, or no file descriptor left
                if self._socket.fileno() < 0:
                    raise
                eventlet.sleep(_PAUSE_SECONDS)
                continue
            self._open.append(connection)
            eventlet.spawn_after(LONGEST_SECONDS, _end, connection)
            self._make_room()
            return connection, address

    def _make_room(self) -> None:
        if len(self._open) > MOST_CONNECTIONS:
            self._open = deque(one for one in self._open if one.fileno() >= 0)
        while len(self._open) > MOST_CONNECTIONS:
            _end(self._open.popleft())

    def getsockname(self) -> Any:
        """Where it listens."""
        return self._socket.getsockname()

    def close(self) -> None:
        """Listen no more."""
        self._socket.close()


def _end(connection: Any) -> None:
    if connection.fileno() >= 0:
        greenio.shutdown_safe(connection)
