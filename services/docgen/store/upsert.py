"""INSERT that tolerates the row being there already, on either database."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def insert_if_absent(connection: Connection, table: Table, values: Mapping[str, Any]) -> bool:
    """Insert unless some unique key is taken; tells whether a row was written."""
    return connection.execute(_insert(connection, table).values(**values).on_conflict_do_nothing()).rowcount == 1


def put(connection: Connection, table: Table, values: Mapping[str, Any]) -> None:
    """Insert, or replace the row with the same primary key."""
    keys = [column.name for column in table.primary_key.columns]
    rest = {name: value for name, value in values.items() if name not in keys}
    statement = _insert(connection, table).values(**values)
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=rest))


def _insert(connection: Connection, table: Table) -> Any:
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)
