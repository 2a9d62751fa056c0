"""Holding a name instead of a row, until the end of the transaction: for what depends on a row that another transaction
may just be writing, or that does not exist yet.

Many may share a name, one may hold it alone; whoever waits is served in his turn, so a steady stream of sharers keeps
nobody out. On SQLite a transaction that writes holds everything from its beginning.
"""

from __future__ import annotations

from sqlalchemy import Connection, TextClause, text

_SPACE = 0x4E414D
"""Sets these locks apart from those with one number."""
_SHARE = text("SELECT pg_advisory_xact_lock_shared(:space, hashtext(:name))")
_HOLD = text("SELECT pg_advisory_xact_lock(:space, hashtext(:name))")


def share_name(connection: Connection, name: str) -> None:
    """Wait for whoever holds the name alone; what is read from here on holds until this transaction ends."""
    _wait(connection, _SHARE, name)


def hold_name(connection: Connection, name: str) -> None:
    """Wait for everybody who has the name, and have it alone."""
    _wait(connection, _HOLD, name)


def _wait(connection: Connection, statement: TextClause, name: str) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(statement, {"space": _SPACE, "name": name})
