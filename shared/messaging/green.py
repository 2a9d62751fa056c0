"""Making a process green; must run before anything that opens sockets or locks is imported."""

from __future__ import annotations

import warnings

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    import eventlet


def patch() -> None:
    """Let sockets, locks, sleeps and queues of this process yield to other greenlets."""
    eventlet.monkey_patch()
