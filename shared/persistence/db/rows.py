"""Small steps that every repository needs: read one row or refuse, write a row once or over, rows to dataclasses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Column, Connection, CursorResult, Row, Select, Table, Update, bindparam, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from shared.kernel.errors import Kind, ZhipingError, conflict, not_found

T = TypeVar("T")
RowValues = dict[str, Any]
"""Values by column as SQLAlchemy takes them; which columns there are, and what each holds, the table says."""


def find(
    connection: Connection,
    *wanted: Table | Column[Any],
    order_by: tuple[str, ...] = (),
    hold: bool = False,
    **equal: Any,
) -> CursorResult[Any]:
    """Rows of one table, whole or some columns, whose columns have these values: `find(c, persons, person_id=key)`.

    `order_by` names columns; `hold` keeps the rows from others until the end of the transaction. None finds nothing.
    """
    return connection.execute(_select_of(wanted, tuple(equal), order_by, hold), equal)


def given(**equal: Any) -> RowValues:
    """What was asked for of conditions that may be left out: those that are not None, for `find`."""
    return {name: value for name, value in equal.items() if value is not None}


@cache
def _select_of(
    wanted: tuple[Table | Column[Any], ...], names: tuple[str, ...], order_by: tuple[str, ...], hold: bool
) -> Select[Any]:
    """Built once: building a statement costs more than SQLite takes to answer it."""
    table: Any = wanted[0] if isinstance(wanted[0], Table) else wanted[0].table
    statement = select(*wanted).where(*(table.c[name] == bindparam(name) for name in names))
    statement = statement.order_by(*(table.c[name] for name in order_by))
    return statement.with_for_update() if hold else statement


def first_or_not_found(found: CursorResult[Any], slug: str, **details: Any) -> Row[Any]:
    """The first row that was found; not_found(slug, **details) without one."""
    row = found.first()
    if row is None:
        raise not_found(slug, **details)
    return row


def update_versioned(
    connection: Connection, table: Table, row_id: str, expected_version: int, values: Mapping[str, object]
) -> int:
    """Write `values` to the row whose single-column primary key is `row_id`, and return its new version.

    Raises StaleRow, a conflict("stale_version"), with the `current` version when the row is not at `expected_version`
    any more (None when it is not there).
    """
    version = expected_version + 1
    named = {_ROW: row_id, _EXPECTED: expected_version}
    if connection.execute(_update_of(table), {**values, "version": version, **named}).rowcount == 0:
        (key,) = table.primary_key.columns
        current = connection.scalar(select(table.c.version).where(key == row_id))
        raise StaleRow(table, row_id, expected_version, current)
    return version


class StaleRow(ZhipingError):
    """Somebody else was faster with a row; whoever holds it before reading it anew is not overtaken again."""

    def __init__(self, table: Table, row_id: str, expected: int, current: int | None) -> None:
        super().__init__("stale_version", Kind.CONFLICT, path="expected_version", expected=expected, current=current)
        self.table = table
        self.row_id = row_id

    @property
    def place(self) -> tuple[str, str]:
        """Table and row; also the order in which rows are held."""
        return self.table.name, self.row_id


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


def insert_if_absent(connection: Connection, table: Table, values: Mapping[str, object]) -> bool:
    """Insert unless some unique key is taken; tells whether a row was written."""
    return connection.execute(_absent_insert_of(table, connection.dialect.name), values).rowcount == 1


def insert_absent(connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    """Insert those rows of which no unique key is taken; all have the same columns."""
    if rows:
        connection.execute(_absent_insert_of(table, connection.dialect.name), rows)


def put(connection: Connection, table: Table, values: Mapping[str, object]) -> None:
    """Insert, or replace the row with the same primary key."""
    connection.execute(_put_of(table, tuple(values), connection.dialect.name), values)


def put_newer(connection: Connection, table: Table, values: Mapping[str, object], when: str) -> None:
    """Insert, or replace the row with the same primary key where it is older by the column `when`."""
    connection.execute(_put_of(table, tuple(values), connection.dialect.name, when), values)


@cache
def _absent_insert_of(table: Table, dialect: str) -> Any:
    return _insert_into(table, dialect).on_conflict_do_nothing()


@cache
def _put_of(table: Table, names: tuple[str, ...], dialect: str, when: str | None = None) -> Any:
    keys = [column.name for column in table.primary_key.columns]
    statement = _insert_into(table, dialect)
    rest = {name: statement.excluded[name] for name in names if name not in keys}
    older = None if when is None else table.c[when] < statement.excluded[when]
    return statement.on_conflict_do_update(index_elements=keys, set_=rest, where=older)


def insert_into(connection: Connection, table: Table) -> Any:
    """An INSERT of the database's own dialect, which knows what to do on conflict."""
    return _insert_into(table, connection.dialect.name)


def _insert_into(table: Table, dialect: str) -> Any:
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)


def from_row(kind: type[T], row: Row[Any]) -> T:
    """The dataclass whose field names are the row's column names; no rule of the domain is applied again."""
    return from_mapping(kind, row._mapping)


def from_mapping(kind: type[T], mapping: Mapping[Any, object]) -> T:
    """The same of column names and values."""
    return kind(**{name: mapping[name] for name in _names(kind)})


def values_of(thing: Any, **more: Any) -> RowValues:
    """The columns of a dataclass."""
    return {name: getattr(thing, name) for name in _names(type(thing))} | more


def _names(kind: Any) -> Iterable[str]:
    names: Iterable[str] = kind.__dataclass_fields__
    return names
