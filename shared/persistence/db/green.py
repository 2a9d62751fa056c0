"""psycopg2 under eventlet: waiting for the server lets the other greenlets run.

Without this one `pg_sleep` stops the whole process. A greenlet that is killed while it waits leaves a connection in
mid-query: psycopg2 closes it and the pool replaces it.
"""

from __future__ import annotations

import eventlet.patcher
import psycopg2
from eventlet.hubs import trampoline
from psycopg2 import extensions

WAIT_SECONDS = 15
"""Longest silence of a server that is taken for work: above every statement_timeout in use, and below the RPC timeout,
so that whoever calls while the database is frozen or cut off gets an answer."""


def make_green_if_patched() -> None:
    """Install the wait callback when eventlet has patched sockets; in an ordinary threaded process do nothing."""
    if eventlet.patcher.is_monkey_patched("socket"):
        extensions.set_wait_callback(_wait)


def _wait(connection: extensions.connection) -> None:
    """Called by psycopg2 until the running operation is done."""
    while True:
        state = connection.poll()
        if state == extensions.POLL_OK:
            return
        reading = state == extensions.POLL_READ
        silence = psycopg2.OperationalError("the database server does not answer")
        trampoline(connection.fileno(), read=reading, write=not reading, timeout=WAIT_SECONDS, timeout_exc=silence)
