"""The life of a database: one that was restored or copied elsewhere begins a new epoch by itself.

Sequences of events are counted in the database, so a restored one gives numbers that its neighbours have seen
already; the epoch in the envelope tells them apart. A database knows where it lives: on PostgreSQL cluster, timeline
(a restore to a point in time and a fail-over begin another), database and table; on SQLite the file.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, insert, select, text

from shared.kernel.ids import new_id
from shared.persistence.db.database import Database
from shared.persistence.schema.common_tables import EPOCHS

_EPOCH_LOCK = 0xE90C4
_PLACE = text(
    "SELECT system_identifier || '/' || left(pg_walfile_name(pg_current_wal_lsn()), 8) || '/' || "
    "(SELECT oid FROM pg_database WHERE datname = current_database()) || '/' || to_regclass('epochs')::oid "
    "FROM pg_control_system()"
)


def begin_epoch(database: Database, now: datetime) -> str:
    """Look up the present epoch for this process; another begins when the database finds itself elsewhere."""
    with database.begin() as connection:
        database.epoch = _present(connection, database, now)
    return database.epoch


def present_epoch(connection: Connection) -> str:
    """The one that the last process began here, by a read alone; "0" before the first."""
    return connection.scalar(select(EPOCHS.c.id).order_by(EPOCHS.c.id.desc()).limit(1)) or "0"


def _present(connection: Connection, database: Database, now: datetime) -> str:
    if database.is_postgres:
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _EPOCH_LOCK})
    place = str(connection.scalar(_PLACE)) if database.is_postgres else database.file_identity()
    last = connection.execute(select(EPOCHS.c.id, EPOCHS.c.place).order_by(EPOCHS.c.id.desc()).limit(1)).first()
    if last is not None and last.place == place:
        return str(last.id)
    fresh = new_id()
    connection.execute(insert(EPOCHS).values(id=fresh, place=place, began_at=now))
    return fresh
