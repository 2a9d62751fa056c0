"""How many threads may wait for one thing at once, so that what is frozen never takes them all."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

from shared.kernel.errors import unavailable

WAIT_SECONDS = 2.0
"""For a place: the calls of a healthy service are over long before, a frozen one gives none free."""
LEFT = 2
"""Threads that are never in a call: pages that ask nobody are answered whatever is frozen."""


class Room:
    """Half of the threads for any one service, or the door's own database; all but LEFT for everything together."""

    def __init__(self, threads: int) -> None:
        self._each = max(1, threads // 2)
        self._all = threading.BoundedSemaphore(max(1, threads - LEFT))
        self._of: dict[str, threading.BoundedSemaphore] = {}
        self._lock = threading.Lock()

    @contextmanager
    def place(self, of: str, busy: str) -> Iterator[None]:
        """Wait for this; unavailable(`busy`) when too many do already."""
        with self._lock:
            own = self._of.setdefault(of, threading.BoundedSemaphore(self._each))
        if not own.acquire(timeout=WAIT_SECONDS):
            raise unavailable(busy)
        try:
            if not self._all.acquire(timeout=WAIT_SECONDS):
                raise unavailable(busy)
            try:
                yield
            finally:
                self._all.release()
        finally:
            own.release()


def place_in(room: Room | None, of: str, busy: str) -> AbstractContextManager[None]:
    """A place in it; where greenlets answer there is no room, and a place for everybody."""
    return room.place(of, busy) if room else nullcontext()
