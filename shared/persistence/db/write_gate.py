"""One writer at a time per SQLite file and process.

SQLite allows one writer; a second would spin in busy_timeout inside C and stop the whole eventlet hub, while the first
could never finish. So writers queue here, where waiting lets other greenlets (or threads) run.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from shared.kernel.errors import unavailable


class WriteGate:
    """A lock that knows its holder: a nested write by the holder raises RuntimeError instead of waiting for itself."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._holder: int | None = None

    @contextmanager
    def held(self, seconds: float) -> Iterator[None]:
        """Wait up to `seconds` for the turn; then unavailable("database_busy")."""
        me = threading.get_ident()
        if self._holder == me:
            raise RuntimeError("a write transaction on this database is already open here: pass its tx on")
        if not self._lock.acquire(timeout=seconds):
            raise unavailable("database_busy")
        self._holder = me
        try:
            yield
        finally:
            self._holder = None
            self._lock.release()


_gates: dict[str, WriteGate] = {}


def gate_for(path: str) -> WriteGate:
    """The gate of one database file (absolute path), shared by every Database opened on it in this process."""
    return _gates.setdefault(path, WriteGate())
