"""Connections that calls share one after the other: as many as are under way at once, up to a limit."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from shared.calls.wire import Wire
from shared.kernel.errors import unavailable


class WirePool:
    """No call waits for another's answer; one that finds all connections busy waits for a free one."""

    def __init__(self, amqp_uri: str, most: int) -> None:
        self._uri = amqp_uri
        self._room = threading.BoundedSemaphore(most)
        self._lock = threading.Lock()
        self._idle: list[Wire] = []

    @contextmanager
    def wire(self, seconds: float) -> Iterator[Wire]:
        """One connection for one call; `rpc_timeout` when none becomes free in time."""
        if not self._room.acquire(timeout=seconds):
            raise unavailable("rpc_timeout")
        try:
            yield self._take()
        finally:
            self._room.release()

    def give_back(self, wire: Wire) -> None:
        """It may carry another call; who has lost faith in it discards it instead."""
        with self._lock:
            self._idle.append(wire)

    def _take(self) -> Wire:
        with self._lock:
            return self._idle.pop() if self._idle else Wire(self._uri)

    def close(self) -> None:
        """Close every idle connection."""
        with self._lock:
            wires, self._idle[:] = list(self._idle), []
        for wire in wires:
            wire.discard()
