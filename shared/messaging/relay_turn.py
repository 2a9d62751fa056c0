"""Whose turn it is to relay, and when to look: one active relay per database, others stand by.

On PostgreSQL the turn is an advisory lock of a session of its own and the signal is NOTIFY; on SQLite there is one
process, so the turn is always ours and the signal comes from the commit itself.
"""

from __future__ import annotations

import select
import threading
from typing import Any, Protocol

from shared.persistence import Database

LOCK_KEY = 0x0B0C5
STANDBY_SECONDS = 1.0


class Turn(Protocol):
    """The right to relay one database's outbox."""

    def acquire(self) -> bool:
        """Try to get (or keep) the turn; False means that another process has it."""
        ...

    def wait(self, seconds: float) -> bool:
        """Wait for the signal that something was recorded; False after `seconds` without one."""
        ...

    def release(self) -> None:
        """Give the turn back."""
        ...


def turn_for(database: Database) -> Turn:
    """The turn that fits the database."""
    return PostgresTurn(database) if database.is_postgres else LocalTurn(database)


class LocalTurn:
    """Always ours; woken by this process's own commits."""

    def __init__(self, database: Database) -> None:
        self._signal = threading.Event()
        database.wake_on_commit(self._signal.set)

    def acquire(self) -> bool:
        """Always true."""
        return True

    def wait(self, seconds: float) -> bool:
        """Until the next commit that recorded something."""
        signalled = self._signal.wait(seconds)
        self._signal.clear()
        return signalled

    def release(self) -> None:
        """Nothing to give back."""


class PostgresTurn:
    """A session that holds the advisory lock and listens."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._session: Any = None
        self._mine = False

    def acquire(self) -> bool:
        """Try the lock; the session stays open while we have it."""
        if self._session is None:
            self._session = self._open()
        if not self._mine:
            with self._session.cursor() as cursor:
                cursor.execute("SELECT pg_try_advisory_lock(%s)", (LOCK_KEY,))
                self._mine = bool(cursor.fetchone()[0])
                if self._mine:
                    cursor.execute("LISTEN outbox")
        return self._mine

    def wait(self, seconds: float) -> bool:
        """Until a NOTIFY; raises the driver's error when the session is lost, and with it the turn."""
        if not self._session.notifies:
            select.select([self._session], [], [], seconds)
            self._session.poll()
        signalled = bool(self._session.notifies)
        self._session.notifies.clear()
        return signalled

    def release(self) -> None:
        """Close the session, which frees the lock."""
        session, self._session, self._mine = self._session, None, False
        if session is not None:
            session.close()

    def _open(self) -> Any:
        proxy = self._database.engine.raw_connection()
        session: Any = proxy.driver_connection
        proxy.detach()
        session.autocommit = True
        return session
