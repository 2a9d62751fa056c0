"""Keyed indexes made anew after their key was retired, from the sealed text beside each. The service stands still."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, MetaData, Table, select, update

from shared.security import BlindIndex, Keyring


@dataclass(frozen=True, slots=True)
class _Stale:
    """A value under a retired key: where it stands, and what is to stand there."""

    table: Table
    row: list[ColumnElement[bool]]
    column: Column[Any]
    index: str


def stale_indexes(connection: Connection, tables: MetaData, ring: Keyring) -> int:
    """How many values were made with a retired index key."""
    return sum(1 for _ in _stale(connection, tables, ring))


def reindex(connection: Connection, tables: MetaData, ring: Keyring) -> int:
    """Make them all anew, in the one transaction of the connection; returns how many they were."""
    found = list(_stale(connection, tables, ring))
    for one in found:
        connection.execute(update(one.table).where(*one.row).values({one.column: one.index}))
    return len(found)


def _stale(connection: Connection, tables: MetaData, ring: Keyring) -> Iterator[_Stale]:
    for table in tables.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, BlindIndex):
                yield from _stale_in(connection, table, column, table.c[column.type.of], ring)


def _stale_in(
    connection: Connection, table: Table, column: Column[Any], text: Column[Any], ring: Keyring
) -> Iterator[_Stale]:
    key = list(table.primary_key.columns)
    for *ids, sealed, index in connection.execute(select(*key, text, column).where(column.is_not(None))).all():
        plain = ring.open(sealed)
        if index in ring.retired_indexes(plain):
            row = [one == value for one, value in zip(key, ids, strict=True)]
            yield _Stale(table, row, column, ring.blind_index(plain))
