"""Parts of a profile or dossier as forms: columns come from the contract's records, names from the catalogue.

A form posts `<part>-<row>-<field>`; what comes out is what update_profile and fill_dossier take. The services judge it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from werkzeug.datastructures import MultiDict

from services.gateway.console.forms import whole
from shared.kernel.catalogue import catalogue
from shared.kernel.labels import value_label
from shared.policy import honours, titles
from shared.wire.types import Absent, OneOf

LONG = frozenset({"content", "role", "effect"})
"""Fields with room for several sentences."""
BLANK_ROWS = 1
MOST_ROWS = 200
Shown = dict[str, Any]
"""A row as it stands in the form: texts, and lists where several may be ticked."""
KNOWN: dict[str, Callable[[], tuple[tuple[str, str], ...]]] = {
    "code": lambda: tuple(honours().items()),
    "series": lambda: tuple((code, series.name) for code, series in titles().items()),
}
"""Closed lists that stand in the national catalogues."""
YES_NO = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One field. `nullable`: emptied it is sent as null, otherwise it is left out."""

    name: str
    label: str
    kind: Literal["text", "textarea", "date", "number", "flag", "choice", "many"] = "text"
    options: tuple[tuple[str, str], ...] = ()
    required: bool = False
    nullable: bool = False
    help: str = ""

    def value(self, shown: Any) -> Any:
        """What is sent for what stands in the form; None for nothing."""
        if self.kind == "many":
            return list(shown) or None
        if self.kind == "flag":
            return YES_NO.get(shown)
        if self.kind == "number" and (number := whole(shown)) is not None:
            return number
        return shown or None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A form for one part: a table of rows, one object, or (`flat`) several parts that stand beside each other."""

    name: str
    label: str
    columns: tuple[SheetColumn, ...]
    table: bool = False
    flat: bool = False
    help: str = ""

    def shown(self, stored: Mapping[str, Any]) -> list[Shown]:
        """The rows as they are kept."""
        kept = stored if self.flat else stored.get(self.name)
        rows: list[Any] = list(kept or ()) if self.table else [kept]
        return [self._shown_row(row) for row in rows if row is not None]

    def posted(self, form: MultiDict[str, str]) -> list[Shown]:
        """The rows as they were sent, without those that are empty or to be removed."""
        told = whole(form.get(f"{self.name}-rows")) if self.table else 1
        numbers = range(1 if told is None else min(told, MOST_ROWS))
        rows = [self._posted_row(form, number) for number in numbers if f"{self.name}-{number}-remove" not in form]
        return [row for row in rows if any(row[column.name] for column in self.columns)]

    def parts(self, rows: list[Shown]) -> dict[str, Any]:
        """What the service takes, by part."""
        values = [self._value(row) for row in rows]
        if self.table:
            return {self.name: values}
        first = values[0] if values else {}
        return self._flat_parts(first) if self.flat else {self.name: first or None}

    def path(self, number: int, column: str) -> str:
        """Where faults of this field are found, below `profile` or `sections`."""
        return column if self.flat else f"{self.name}.{number}.{column}" if self.table else f"{self.name}.{column}"

    def _flat_parts(self, given: dict[str, Any]) -> dict[str, Any]:
        nulls = {column.name: None for column in self.columns if column.nullable}
        return nulls | given

    def _value(self, row: Shown) -> dict[str, Any]:
        given = {column.name: column.value(row[column.name]) for column in self.columns}
        kept = {"id": row["id"]} if row.get("id") else {}
        return kept | {name: value for name, value in given.items() if value is not None}

    def _shown_row(self, row: Mapping[str, Any]) -> Shown:
        return {"id": row.get("id") or ""} | {one.name: _text(row.get(one.name), one) for one in self.columns}

    def _posted_row(self, form: MultiDict[str, str], number: int) -> Shown:
        at = f"{self.name}-{number}-"
        row: Shown = {"id": form.get(f"{at}id", "").strip()}
        for one in self.columns:
            row[one.name] = form.getlist(at + one.name) if one.kind == "many" else form.get(at + one.name, "").strip()
        return row


def sheet_of(name: str, record: type, *, table: bool = True, label: str | None = None, help: str = "") -> Sheet:
    """The form of a record of the contract."""
    hints = get_type_hints(record, include_extras=True)
    columns = tuple(column_of(name, each.name, hints[each.name]) for each in fields(record) if each.name != "id")
    known = label or catalogue().get(f"section_{name}") or name_of("circumstances", name)
    return Sheet(name, known, columns, table, help=help)


def flat_sheet(name: str, label: str, record: type, names: Iterable[str], help: str = "") -> Sheet:
    """Several fields of a record as one form."""
    hints = get_type_hints(record, include_extras=True)
    columns = tuple(column_of("circumstances", one, hints[one]) for one in names)
    return Sheet(name, label, columns, flat=True, help=help)


def column_of(part: str, name: str, hint: Any) -> SheetColumn:
    """A field by its type."""
    optional, base, choices = _unwrapped(hint)
    label = name_of(part, name)
    options = KNOWN[name]() if name in KNOWN else _options(name, choices)
    if get_origin(base) is tuple:
        _, _, inner = _unwrapped(get_args(base)[0])
        return SheetColumn(name, label, "many", _options(name, inner))
    kind: Any = {date: "date", int: "number", bool: "flag"}.get(base, "textarea" if name in LONG else "text")
    return SheetColumn(name, label, "choice" if options else kind, options, required=not optional)


def name_of(part: str, name: str) -> str:
    """What forms call a field."""
    words = catalogue()
    keys = (f"field_{part}_{name}", f"field_circumstances_{name}", f"field_{name}")
    return next((words[key] for key in keys if key in words), words["field_unnamed"])


def _unwrapped(hint: Any) -> tuple[bool, Any, tuple[str, ...]]:
    """Whether it may be left out, what is left of the type, and its closed list."""
    optional = False
    choices: tuple[str, ...] = ()
    while True:
        if get_origin(hint) in (Union, UnionType):
            members = [one for one in get_args(hint) if one not in (Absent, type(None))]
            optional, hint = True, members[0]
        elif get_origin(hint) is Annotated:
            hint, *marks = get_args(hint)
            choices = next((one.choices for one in marks if isinstance(one, OneOf)), choices)
        elif get_origin(hint) is Literal:
            return optional, str, get_args(hint)
        else:
            return optional, hint, choices


def _options(name: str, choices: Iterable[str]) -> tuple[tuple[str, str], ...]:
    return tuple((one, value_label(name, one) or one) for one in choices)


def _text(value: Any, column: SheetColumn) -> Any:
    if column.kind == "many":
        return list(value or ())
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
