"""Whose turn it is to relay, and when to look: one active relay per database, others stand by.

On PostgreSQL the turn is an advisory lock of a session of its own and the signal is NOTIFY; batches are taken and
settled in that very session, so a relay that has lost its turn cannot touch the outbox. On SQLite there is one process,
so the turn is always ours and the signal comes from the commit itself.
"""

from __future__ import annotations

import select
import threading
import time
from collections.abc import Sequence
from typing import Any, Protocol

from shared.persistence import Database
from shared.persistence.events.outbox import Batch, OutboxRow, settle, take_batch, turn_over

BATCH = 500
LOCK_KEY = 0x0B0C5
STANDBY_SECONDS = 1.0
SIGN_OF_LIFE_SECONDS = 1.0
LEASE_SECONDS = 25.0
_SESSION = (
    "SELECT set_config('idle_session_timeout', %s, false), "  # a silent holder loses its turn
    "set_config('synchronous_commit', 'off', false)"
)
"""Settling does not wait for the disk: what a crash of the server undoes is published again, and consumers drop it.
The next batch, which would have waited with it, leaves milliseconds earlier."""


class Turn(Protocol):
    """The right to relay one database's outbox."""

    def acquire(self) -> bool:
        """Try to get (or keep) the turn; False means that another process has it."""
        ...

    def wait(self, seconds: float) -> bool:
        """Wait for the signal that something was recorded; False after `seconds` without one."""
        ...

    def turn_over(self, settled: Sequence[OutboxRow], held: Sequence[str], after: int) -> Batch:
        """Delete and count what is settled, and give the next batch; nothing of it is done when this raises.

        `held`: routing keys to leave alone. `after`: a position, heeded where positions follow commits.
        """
        ...

    def release(self) -> None:
        """Give the turn back."""
        ...


def turn_for(database: Database, lease: float = LEASE_SECONDS) -> Turn:
    """The turn that fits the database; `lease` (seconds) must be longer than the relay may wait for the broker."""
    return PostgresTurn(database, lease) if database.is_postgres else LocalTurn(database)


class LocalTurn:
    """Always ours; woken by this process's own commits."""

    def __init__(self, database: Database) -> None:
        self._database = database
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

    def turn_over(self, settled: Sequence[OutboxRow], held: Sequence[str], after: int) -> Batch:
        """Two transactions: readers never wait for the writer."""
        if settled:
            with self._database.begin() as connection:
                settle(connection, settled)
        with self._database.begin_reading() as connection:
            return take_batch(connection, BATCH, after=after, held=held)

    def release(self) -> None:
        """Nothing to give back."""


class PostgresTurn:
    """A session that holds the advisory lock and listens; the server ends it when it is silent for `lease` seconds.

    The lock alone would stay with a stopped process for ever, because its kernel goes on answering for it.
    """

    def __init__(self, database: Database, lease: float = LEASE_SECONDS) -> None:
        self._database = database
        self._lease = lease
        self._session: Any = None
        self._mine = False
        self._spoke_at = 0.0

    def acquire(self) -> bool:
        """Try the lock; the session stays open while we have it. Raises the driver's error when the turn is lost."""
        if self._session is None:
            self._session = self._open()
        if self._mine:
            self._give_sign_of_life()
        else:
            self._spoke_at = time.monotonic()
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

    def turn_over(self, settled: Sequence[OutboxRow], held: Sequence[str], after: int) -> Batch:
        """One statement; signals that came before it are answered by it."""
        self._session.notifies.clear()
        self._spoke_at = time.monotonic()
        return turn_over(self._session, settled, BATCH, held)

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
        with session.cursor() as cursor:
            cursor.execute(_SESSION, (f"{self._lease * 1000:.0f}",))
        return session

    def _give_sign_of_life(self) -> None:
        """Keep the lease, once a second; raises when the session is gone or the server does not answer."""
        if time.monotonic() - self._spoke_at >= SIGN_OF_LIFE_SECONDS:
            with self._session.cursor() as cursor:
                cursor.execute("SELECT 1")
            self._spoke_at = time.monotonic()
