"""One service's database: engines, transactions, and the wake-up call after a commit that recorded something."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, make_url
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from shared.kernel.errors import invalid, unavailable
from shared.persistence.db.engines import is_memory, postgres_engine, sqlite_engine
from shared.persistence.db.write_gate import WriteGate, gate_for

if TYPE_CHECKING:
    from shared.security.trail_keys import TrailKeys


class Database:
    """PostgreSQL (`postgresql+psycopg2://...`) or SQLite (`sqlite:///path`, one file per service).

    `pool_size` must not be below the workers that use it at once; `statement_timeout` is in seconds and stays below
    the RPC timeout. SQLite urls may say `?synchronous=NORMAL`: a power cut may then lose the last commits
    (kill -9 loses none).
    """

    def __init__(self, url: str, *, pool_size: int = 12, statement_timeout: float = 8.0) -> None:
        self.url = make_url(url)
        self._patience = statement_timeout
        self._wakers: list[Callable[[], None]] = []
        self._gate: WriteGate | None = None
        self.epoch: str | None = None
        """Set by shared.persistence.events.epoch with the first unit of work."""
        self.trail_keys: TrailKeys | None = None
        """What the service's decisions are signed and sealed with; set by whoever wires it."""
        self.sign_event: Callable[[bytes], str] | None = None
        """Signs what the service announces; set by whoever wires it, None where events are not signed."""
        self.readers: Engine
        if self.is_postgres:
            self.engine = self.readers = postgres_engine(self.url, pool_size, statement_timeout)
            return
        self.engine = sqlite_engine(self.url, writes=True, pool_size=2)
        memory = is_memory(self.url)
        self._gate = WriteGate() if memory else gate_for(str(Path(str(self.url.database)).resolve()))
        self.readers = self.engine if memory else sqlite_engine(self.url, writes=False, pool_size=pool_size)

    @property
    def is_postgres(self) -> bool:
        """Whether this is the real stack's database."""
        return self.url.get_backend_name() == "postgresql"

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """A bare write transaction, for the relay and other book-keeping; committed at the end of the block."""
        with _typed_faults(), self._turn(), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def begin_reading(self) -> Iterator[Connection]:
        """A bare read-only transaction; on SQLite it neither waits for the writer nor holds it up."""
        memory = self._gate is not None and self.readers is self.engine
        with _typed_faults(), self._turn() if memory else nullcontext(), self.readers.connect() as connection:
            reader = connection.execution_options(postgresql_readonly=True) if self.is_postgres else connection
            with reader.begin():
                yield reader

    def file_identity(self) -> str:
        """What tells the SQLite file from a copy of it."""
        if is_memory(self.url):
            return "memory"
        found = Path(str(self.url.database)).stat()
        return f"{found.st_dev}/{found.st_ino}"

    def wake_on_commit(self, callback: Callable[[], None]) -> None:
        """Call `callback` after every commit of this process that recorded an event or a trail entry."""
        self._wakers.append(callback)

    def wake(self) -> None:
        """Tell everybody who waits for recorded events that there are some."""
        for callback in self._wakers:
            callback()

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()
        if self.readers is not self.engine:
            self.readers.dispose()

    def _turn(self) -> AbstractContextManager[None]:
        return self._gate.held(self._patience) if self._gate else nullcontext()


@contextmanager
def _typed_faults() -> Iterator[None]:
    """A lost server, a full disk, a cut statement, a deadlock, an empty pool: unavailable. A text that is longer than
    its column or holds a character the database has no place for: invalid. Everything else stays what it is."""
    try:
        yield
    except PoolTimeout as error:
        raise unavailable("database_busy") from error
    except IntegrityError:
        raise
    except DBAPIError as error:
        if error.connection_invalidated:
            raise unavailable("database_unavailable") from error
        if getattr(error.orig, "pgcode", None) in _NOT_STORABLE:
            raise invalid("text_not_storable") from error
        if getattr(error.orig, "pgcode", None) in _CANNOT_WRITE or _says(error.orig, _CANNOT_WRITE_SQLITE):
            raise unavailable("database_unavailable") from error
        if getattr(error.orig, "pgcode", None) in _TRY_AGAIN or "database is locked" in str(error.orig):
            raise unavailable("database_busy") from error
        if getattr(error.orig, "pgcode", "none") is None:
            raise unavailable("database_unavailable") from error
        raise


def _says(error: BaseException | None, phrases: tuple[str, ...]) -> bool:
    return isinstance(error, sqlite3.Error) and any(phrase in str(error) for phrase in phrases)


_TRY_AGAIN = {"57014", "40001", "40P01", "53300", "55P03"}
"""PostgreSQL: statement cut, serialization failure, deadlock, too many connections, lock not available."""
_CANNOT_WRITE = {"53000", "53100", "53200", "53400", "25006", "58030"}
"""PostgreSQL: out of resources, disk full, out of memory, a limit reached, read only (a stand-by), input or output."""
_CANNOT_WRITE_SQLITE = ("disk is full", "disk I/O error", "readonly database", "unable to open database file")
_NOT_STORABLE = {"22001", "22P05", "22021"}
"""PostgreSQL: text too long, character without a translation, byte sequence that is no text."""
