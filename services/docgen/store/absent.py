"""Writing several rows at once where they are not there yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table

from shared.persistence import insert_into


def add_absent(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert those rows of which no unique key is taken."""
    if rows:
        connection.execute(insert_into(connection, table).on_conflict_do_nothing(), rows)
