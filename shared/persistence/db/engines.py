"""Engines tuned for each database: what a connection is told before anybody uses it."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.pool import PoolProxiedConnection, StaticPool

from shared.kernel.canonical import canonical_json
from shared.kernel.transport_security import certificate_fault
from shared.telemetry import get_logger

BUSY_MILLISECONDS = 5000
"""How long SQLite waits for a writer in another process (a migration, say); inside the process see write_gate."""


def postgres_engine(url: URL, pool_size: int, statement_timeout: float) -> Engine:
    """psycopg2, green under eventlet; statements are cut after `statement_timeout` seconds by the server."""
    _green_if_patched()
    milliseconds = int(statement_timeout * 1000)
    options = (
        f"-c statement_timeout={milliseconds} -c idle_in_transaction_session_timeout={milliseconds * 4} -c timezone=UTC"
    )
    engine = create_engine(
        url,
        pool_size=pool_size,
        max_overflow=2,
        pool_timeout=statement_timeout,
        hide_parameters=True,
        executemany_mode="values_plus_batch",
        json_serializer=lambda value: canonical_json(value).decode(),
        connect_args={"options": options, "connect_timeout": 5, "keepalives_idle": 30},
    )
    event.listen(engine, "do_connect", _connect)
    return engine


def _connect(dialect: Any, record: Any, arguments: Any, parameters: dict[str, object]) -> Any:
    """The driver's own connection; a certificate that it refuses is named in the log, for the error is not."""
    try:
        return dialect.connect(*arguments, **parameters)
    except dialect.loaded_dbapi.OperationalError as error:
        if fault := certificate_fault(error):
            get_logger().error("database_refused", certificate=fault)
        raise


def sqlite_engine(url: URL, *, writes: bool, pool_size: int) -> Engine:
    """A WAL database; the writing engine begins each transaction with BEGIN IMMEDIATE, the reading one cannot write."""
    memory = is_memory(url)
    if not memory:
        Path(str(url.database)).parent.mkdir(parents=True, exist_ok=True)
    synchronous = str(url.query.get("synchronous", "FULL"))
    where = url.difference_update_query(["synchronous"])
    make = partial(create_engine, where, connect_args={"check_same_thread": False}, hide_parameters=True)
    engine = make(poolclass=StaticPool) if memory else make(pool_size=pool_size, max_overflow=2)
    event.listen(engine, "connect", lambda raw, _: _tell(raw, synchronous, query_only=not writes))
    engine.dialect.do_begin = _begin_immediate if writes else _begin  # type: ignore[method-assign]
    return engine


def is_memory(url: URL) -> bool:
    """Whether this SQLite url names no file."""
    return url.database in (None, "", ":memory:")


def _tell(raw: Any, synchronous: str, *, query_only: bool) -> None:
    """SQLite's own settings; the driver is kept from opening transactions by itself."""
    raw.isolation_level = None
    for pragma in (
        f"busy_timeout={BUSY_MILLISECONDS}",
        "journal_mode=WAL",
        f"synchronous={synchronous}",
        "foreign_keys=ON",
        f"query_only={'ON' if query_only else 'OFF'}",
    ):
        raw.execute(f"PRAGMA {pragma}")


def _begin_immediate(dbapi_connection: PoolProxiedConnection) -> None:
    """What SQLAlchemy asks of a dialect; a listener to its event, which has to execute, costs a third of a query."""
    dbapi_connection.cursor().execute("BEGIN IMMEDIATE")


def _begin(dbapi_connection: PoolProxiedConnection) -> None:
    dbapi_connection.cursor().execute("BEGIN")


def _green_if_patched() -> None:
    """Only a process that already runs eventlet loads it; command lines and plain tests stay without."""
    if "eventlet" in sys.modules:
        from shared.persistence.db.green import make_green_if_patched

        make_green_if_patched()
