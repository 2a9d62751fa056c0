"""Taking out of a database what 0.2.0 kept of ID numbers: masks with region and last four, unkeyed request digests."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import Column, Connection, MetaData, Table, Text, cast, delete, func, update
from sqlalchemy.dialects.postgresql import JSONB

from shared.contracts.declaration.digested import CALLS_WITH_NUMBERS
from shared.contracts.masked import HIDDEN_ID_NUMBER
from shared.kernel.masking import MASKED_ID_NUMBER
from shared.persistence.schema.common_tables import KEYED

_APART = "trail"
"""Chained and never changed; no entry has a number."""
_OPEN, _HIDDEN = rf'("{MASKED_ID_NUMBER}": ?)"[0-9][^"]*"', rf'\1"{HIDDEN_ID_NUMBER}"'


def hide_id_numbers(connection: Connection) -> int:
    """Mask again wherever the database has a masked number, as a column or inside JSON, and forget the digests of
    requests with a number; returns how many rows were changed.

    Safe beside 0.2.0, and to be run again for what 0.2.0 has written meanwhile. Dossiers keep their digests: see
    shared.contracts.declaration.digested.
    """
    if connection.dialect.name == "sqlite":
        raw: Any = connection.connection.driver_connection
        raw.create_function("regexp_replace", 4, lambda value, find, put, _: re.sub(find, put, value))
        connection.exec_driver_sql("PRAGMA secure_delete=ON")
    found = MetaData()
    found.reflect(connection)
    tables = [table for name, table in found.tables.items() if name != _APART]
    return sum(_hide(connection, table, column) for table in tables for column in table.columns) + _forget(connection)


def _hide(connection: Connection, table: Table, column: Column[Any]) -> int:
    if column.name == MASKED_ID_NUMBER:
        masked = update(table).where(column != HIDDEN_ID_NUMBER).values({column: HIDDEN_ID_NUMBER})
        return connection.execute(masked).rowcount
    if not isinstance(column.type, (Text, JSONB)):
        return 0
    written = cast(column, Text)
    hidden = func.regexp_replace(written, _OPEN, _HIDDEN, "g")
    concerned = written.contains(f'"{MASKED_ID_NUMBER}"', autoescape=True) & (hidden != written)
    return connection.execute(update(table).where(concerned).values({column: cast(hidden, column.type)})).rowcount


def _forget(connection: Connection) -> int:
    """Digests without a key of requests whose other members stand beside them: the number follows by trying."""
    calls = MetaData()
    calls.reflect(connection, only=["idempotency"])
    told = calls.tables["idempotency"].c
    unkeyed = told.method.in_(CALLS_WITH_NUMBERS) & ~told.digest.startswith(KEYED)
    return connection.execute(delete(calls.tables["idempotency"]).where(unkeyed)).rowcount
