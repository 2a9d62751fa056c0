"""Rows to dataclasses and back, where columns hold a record as JSON, or several columns make one value."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Generic, TypeVar

from sqlalchemy import Row

from shared.persistence.db.rows import RowValues, from_mapping, values_of
from shared.wire.hints import hints_of
from shared.wire.plain import reader_of, writer_of

T = TypeVar("T")


class JsonRows(Generic[T]):
    """Rows whose column names are the field names of `kind`.

    `columns` hold JSON of records. The fields named in `apart` are values whose own fields are columns of the row.
    """

    def __init__(self, kind: type[T], *columns: str, apart: Mapping[str, type] | None = None) -> None:
        hints, known = hints_of(kind), apart or {}
        self._kind = kind
        self._apart = {name: part for name, part in known.items() if name in hints}
        self._names = tuple(name for name in hints if name not in self._apart)
        self._readers = {name: read for name in columns if (read := reader_of(hints[name]))}
        self._writers = {name: write for name in columns if (write := writer_of(hints[name]))}

    def read(self, row: Row[Any]) -> T:
        """The dataclass of a row; no rule of the domain is applied again."""
        return self.of(row._mapping)

    def of(self, mapping: Mapping[Any, object]) -> T:
        """The same of column names and values."""
        values: RowValues = {name: mapping[name] for name in self._names}
        values |= {name: read(values[name]) for name, read in self._readers.items()}
        return self._kind(**values, **{name: from_mapping(part, mapping) for name, part in self._apart.items()})

    def values(self, thing: T) -> RowValues:
        """The columns of a dataclass."""
        values = values_of(thing)
        values |= {name: write(values[name]) for name, write in self._writers.items()}
        for name in self._apart:
            values |= values_of(values.pop(name))
        return values
