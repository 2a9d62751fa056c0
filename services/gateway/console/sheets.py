"""Parts of a profile or dossier as forms, from the fields that the service declares for them.

A form posts `<part>-<row>-<field>`; what comes out is what update_profile and fill_dossier take. The services judge it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from services.gateway.console.fields.field import Field, help_of, part_label
from services.gateway.console.fields.reading import MOST_ROWS, Form, typed_in, value_of
from services.gateway.console.forms import whole

ROW_ID = "id"
"""The name of a row for good; it travels with the row and nobody types it."""
Shown = dict[str, Any]
"""A row as it stands in the form: texts, and lists where several may be ticked."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A form for one part: a table of rows, one object, or (`flat`) several parts that stand beside each other.

    `nullable`: with nothing filled in an object is sent as null, otherwise it is left out.
    """

    name: str
    label: str
    columns: tuple[Field, ...]
    table: bool = False
    flat: bool = False
    nullable: bool = False

    @property
    def help(self) -> str:
        """What the part is for."""
        return help_of("", self.name)

    def shown(self, stored: Mapping[str, Any]) -> list[Shown]:
        """The rows as they are kept."""
        kept = stored if self.flat else stored.get(self.name)
        rows: list[Any] = list(kept or ()) if self.table else [kept]
        return [self._shown_row(row) for row in rows if row is not None]

    def posted(self, form: Form) -> list[Shown]:
        """The rows as they were sent, without those that are empty or to be removed."""
        rows = [self._posted_row(form, number) for number in self.staying(form)]
        return [row for row in rows if any(row[column.name] for column in self.columns)]

    def staying(self, form: Form) -> list[int]:
        """The numbers of the rows that the form had, without those to be removed."""
        told = whole(form.get(f"{self.name}-rows")) if self.table else 1
        numbers = range(1 if told is None else min(told, MOST_ROWS))
        return [number for number in numbers if f"{self.name}-{number}-remove" not in form]

    def blank(self) -> Shown:
        """A row in which nothing stands yet."""
        return {ROW_ID: ""} | {one.name: [] if one.kind == "choices" else "" for one in self.columns}

    def parts(self, rows: list[Shown]) -> dict[str, Any]:
        """What the service takes, by part."""
        values = [self._value(row) for row in rows]
        if self.table:
            return {self.name: values}
        first = values[0] if values else {}
        if self.flat:
            return {column.name: None for column in self.columns if column.nullable} | first
        return {self.name: first or None} if first or self.nullable else {}

    def path(self, number: int, column: str) -> str:
        """Where faults of this field are found, below `profile` or `sections`."""
        return column if self.flat else f"{self.name}.{number}.{column}" if self.table else f"{self.name}.{column}"

    def place(self, column: str) -> str:
        """The field in whatever row, as clauses and facts name it."""
        return column if self.flat else f"{self.name}.{column}"

    def _value(self, row: Shown) -> dict[str, Any]:
        given = {column.name: value_of(column, row[column.name]) for column in self.columns}
        kept = {ROW_ID: row[ROW_ID]} if row.get(ROW_ID) else {}
        return kept | {name: value for name, value in given.items() if value is not None}

    def _shown_row(self, row: Mapping[str, Any]) -> Shown:
        return {ROW_ID: row.get(ROW_ID) or ""} | {one.name: _text(row.get(one.name), one) for one in self.columns}

    def _posted_row(self, form: Form, number: int) -> Shown:
        at = f"{self.name}.{number}."
        row: Shown = {ROW_ID: form.get(f"{self.name}-{number}-{ROW_ID}", "").strip()}
        return row | {one.name: typed_in(one, form, at + one.name) for one in self.columns}


def sheet_of(field: Field) -> Sheet:
    """The form of a part that is a table or an object."""
    columns = tuple(one for one in field.columns if one.name != ROW_ID)
    return Sheet(field.name, part_label(field.name), columns, field.kind == "rows", nullable=field.nullable)


def flat_sheet(name: str, label: str, fields: Iterable[Field]) -> Sheet:
    """Several fields that stand alone as one form."""
    return Sheet(name, label, tuple(fields), flat=True)


def _text(value: Any, field: Field) -> Any:
    if field.kind == "choices":
        return list(value or ())
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
