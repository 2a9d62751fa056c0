"""Small steps that every repository needs: read one row or refuse, write a row only if nobody else did."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any

from sqlalchemy import Connection, Row, Select, Table, Update, bindparam, select, update
from sqlalchemy.exc import IntegrityError

from shared.kernel.errors import conflict, not_found


def get_or_not_found(connection: Connection, statement: Select[Any], slug: str, **details: Any) -> Row[Any]:
    """The first row of `statement`; not_found(slug, **details) without one."""
    row = connection.execute(statement).first()
    if row is None:
        raise not_found(slug, **details)
    return row


def update_versioned(
    connection: Connection, table: Table, row_id: str, expected_version: int, values: Mapping[str, Any]
) -> int:
    """Write `values` to the row whose single-column primary key is `row_id`, and return its new version.

    Raises conflict("stale_version") with the `current` version when the row is not at `expected_version` any more (None
    when it is not there).
    """
    version = expected_version + 1
    named = {_ROW: row_id, _EXPECTED: expected_version}
    if connection.execute(_update_of(table), {**values, "version": version, **named}).rowcount == 0:
        (key,) = table.primary_key.columns
        current = connection.scalar(select(table.c.version).where(key == row_id))
        raise conflict("stale_version", path="expected_version", expected=expected_version, current=current)
    return version


_ROW, _EXPECTED = "_row", "_expected"
"""Parameters that no column is named like."""


@cache
def _update_of(table: Table) -> Update:
    """Of whatever columns it is executed with; built once, as building costs more than SQLite takes to write."""
    (key,) = table.primary_key.columns
    return update(table).where(key == bindparam(_ROW), table.c.version == bindparam(_EXPECTED))


@contextmanager
def conflict_on_duplicate(slug: str, **details: Any) -> Iterator[None]:
    """Turn a violated unique constraint into conflict(slug, **details); the transaction cannot go on after it."""
    try:
        yield
    except IntegrityError as error:
        raise conflict(slug, **details) from error
