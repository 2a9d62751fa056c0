"""Rows to dataclasses and back, where columns hold a record or a list of records as JSON."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from sqlalchemy import Row

from shared.persistence import values_of
from shared.wire.hints import hints_of
from shared.wire.plain import reader_of, writer_of

T = TypeVar("T")


class JsonRows(Generic[T]):
    """Rows whose column names are the field names of `kind`; `columns` are those that hold JSON of records."""

    def __init__(self, kind: type[T], *columns: str) -> None:
        hints = hints_of(kind)
        self._kind, self._names = kind, tuple(hints)
        self._readers = {name: read for name in columns if (read := reader_of(hints[name]))}
        self._writers = {name: write for name in columns if (write := writer_of(hints[name]))}

    def read(self, row: Row[Any]) -> T:
        """The dataclass of a row; no rule of the domain is applied again."""
        values = {name: row._mapping[name] for name in self._names}
        return self._kind(**values | {name: read(values[name]) for name, read in self._readers.items()})

    def values(self, thing: T) -> dict[str, Any]:
        """The columns of a dataclass."""
        values = values_of(thing)
        return values | {name: write(values[name]) for name, write in self._writers.items()}
