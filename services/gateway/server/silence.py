"""A database server that says nothing more: threads give it up, where psycopg2 alone would wait for ever.

`statement_timeout` is kept by the server, so a frozen one keeps none; neither do TCP's keep-alives notice it.
"""

from __future__ import annotations

import select

import psycopg2
from psycopg2 import extensions

LONGEST_SILENCE = 10.0
"""Seconds; above the time limit of a statement."""


def give_up_on_silence(seconds: float = LONGEST_SILENCE) -> None:
    """For every connection of this process from now on; a connection that was given up is closed."""

    def wait(connection: extensions.connection) -> None:
        while (state := connection.poll()) != extensions.POLL_OK:
            reading = state == extensions.POLL_READ
            watched = select.poll()
            watched.register(connection.fileno(), select.POLLIN if reading else select.POLLOUT)
            if not watched.poll(seconds * 1000):
                raise psycopg2.OperationalError("the server is silent")

    extensions.set_wait_callback(wait)
