"""Reading a described table out of a workbook: good rows, everything that is wrong, everything that is odd."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from shared.kernel.errors import ZhipingError
from shared.workbooks.cells import Cell, holds, letters
from shared.workbooks.columns import Column, columns_by_heading
from shared.workbooks.findings import BadCell, Finding, Warn
from shared.workbooks.header import Header, find_header
from shared.workbooks.opening import OpenBook, opened
from shared.workbooks.parts import Notes, Part

WORKBOOK_BYTES = 10 * 1024 * 1024
Meanings = dict[str, Any]
"""Column name -> what its cell means, None for what is empty; of which kind, the column says that reads it."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row without a wrong cell; `line` counts from 1."""

    sheet: str
    line: int
    values: Meanings
    header: Header

    def place(self, column: str) -> str:
        """The cell of a column; column A stands for one that is not there."""
        return letters(self.header.places.get(column, 0)) + str(self.line)

    def wrong(self, column: str, reason: str, **details: Any) -> Finding:
        """A finding of the importer's own about a cell of this row."""
        return Finding(self.sheet, self.line, column, self.place(column), reason, details)


@dataclass(slots=True)
class Reading:
    """Where columns are `missing` or `doubled`, nothing has been read."""

    missing: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    warnings: list[Warn] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A visible sheet with the best header that it offers."""

    part: Part
    notes: Notes
    rows: list[list[Any]]
    header: Header


def read_workbook(
    content: bytes, columns: Sequence[Column], path: str | None = None, limit: int = WORKBOOK_BYTES
) -> Reading:
    """The table of the visible sheet that holds most of the columns, the first of equal ones.

    Raises invalid `workbook_*` and `file_*` at `path` for what is no readable workbook of at most `limit` bytes.
    """
    known = columns_by_heading(columns)
    with opened(content, limit, path) as book:
        sheets, too_large = _visible_sheets(book, known)
        chosen = max(sheets, key=lambda one: len(one.header.places), default=None)
        header = Header(0, {}) if chosen is None else chosen.header
        reading = Reading(missing=header.missing(columns), doubled=list(header.doubled))
        if reading.missing and too_large:
            raise too_large[0]
        if chosen is None or reading.missing or reading.doubled:
            return reading
        _Rows(chosen, columns, book.formats, reading).read()
        reading.warnings += [*_hidden(chosen), *_left_out(book, sheets, chosen)]
        return reading


def _visible_sheets(book: OpenBook, known: Mapping[str, Column]) -> tuple[list[_Sheet], list[ZhipingError]]:
    """Sheets that may hold the table, and the refusals of those that are too large to be looked at."""
    sheets, too_large = [], []
    for part in (part for part in book.sheets if not part.hidden):
        try:
            notes = book.notes(part)
        except ZhipingError as error:
            too_large.append(error)
            continue
        rows, merged = ([], []) if notes.empty else book.table(part)
        sheets.append(_Sheet(part, notes, rows, find_header(rows, merged, known)))
    return sheets, too_large


class _Rows:
    """Goes through the rows under the header and fills the reading."""

    def __init__(self, sheet: _Sheet, columns: Sequence[Column], formats: Mapping[int, str], reading: Reading) -> None:
        self._sheet = sheet
        self._columns = [column for column in columns if column.name in sheet.header.places]
        self._absent = {column.name: None for column in columns if column.name not in sheet.header.places}
        self._formats = formats
        self._reading = reading
        self._taken: dict[tuple[str, Any], str] = {}
        self._whole: dict[tuple[Any, ...], int] = {}

    def read(self) -> None:
        """Every row in which a described column holds something."""
        noted = {line for line, _ in self._sheet.notes.formulas | self._sheet.notes.errors}
        for line in range(self._sheet.header.row + 2, len(self._sheet.rows) + 1):
            row = self._sheet.rows[line - 1]
            if row.count("") == len(row) and line not in noted:
                continue  # most rows of a sheet with something far down
            cells = {column.name: self._cell(line, column) for column in self._columns}
            if any(cell.formula or cell.error or holds(cell.value) for cell in cells.values()):
                self._read_row(line, cells)

    def _read_row(self, line: int, cells: Mapping[str, Cell]) -> None:
        values, found = dict(self._absent), []
        for column in self._columns:
            try:
                values[column.name] = _meaning(column, cells[column.name])
            except BadCell as bad:
                found.append(self._finding(column, cells[column.name], bad))
        self._warn_of_twins(line, cells)
        found = found or self._doubles(cells, values)
        if found:
            self._reading.findings += found
            return
        self._remember(cells, values)
        self._reading.rows.append(Row(self._sheet.part.name, line, values, self._sheet.header))

    def _cell(self, line: int, column: Column) -> Cell:
        row, index = self._sheet.rows[line - 1], self._sheet.header.places[column.name]
        place, notes = (line, index), self._sheet.notes
        style = notes.numbers.get(place)
        return Cell(
            self._sheet.part.name, line, index, row[index] if index < len(row) else "",
            None if style is None else self._formats.get(style), place in notes.formulas, place in notes.errors,
        )  # fmt: skip

    def _finding(self, column: Column, cell: Cell, bad: BadCell) -> Finding:
        return Finding(cell.sheet, cell.row, column.name, cell.place, bad.reason, bad.details)

    def _doubles(self, cells: Mapping[str, Cell], values: Meanings) -> list[Finding]:
        unique = [column for column in self._columns if column.unique and values[column.name] is not None]
        firsts = [(column, self._taken.get((column.name, values[column.name]))) for column in unique]
        return [
            self._finding(column, cells[column.name], BadCell("duplicate", first=first))
            for column, first in firsts if first is not None
        ]  # fmt: skip

    def _remember(self, cells: Mapping[str, Cell], values: Meanings) -> None:
        for column in self._columns:
            if column.unique and values[column.name] is not None:
                self._taken[column.name, values[column.name]] = cells[column.name].place

    def _warn_of_twins(self, line: int, cells: Mapping[str, Cell]) -> None:
        """Rows that agree in everything but what has to be unique: one of them is a slip, or somebody stands twice."""
        alike = [column.name for column in self._columns if not column.unique]
        first = self._whole.setdefault(tuple(cells[name].text() for name in alike), line)
        if first != line:
            self._reading.warnings.append(
                Warn(self._sheet.part.name, f"A{line}", "row_doubled", {"first": first, "row": line})
            )


def _meaning(column: Column, cell: Cell) -> Any:
    if cell.formula:
        raise BadCell("formula")
    if cell.error:
        raise BadCell("error_value")
    if holds(cell.value):
        return column.read(cell)
    if column.required:
        raise BadCell("empty")
    return None


def _hidden(sheet: _Sheet) -> Iterator[Warn]:
    """Rows and columns that were read although nobody sees them."""
    name, header, notes = sheet.part.name, sheet.header, sheet.notes
    for line in sorted(notes.hidden_rows):
        if header.row + 1 < line <= len(sheet.rows) and any(holds(value) for value in sheet.rows[line - 1]):
            yield Warn(name, f"A{line}", "row_hidden", {"row": line})
    for column, index in sorted(header.places.items(), key=lambda place: place[1]):
        if index in notes.hidden_columns:
            told = {"column": column, "letters": letters(index)}
            yield Warn(name, f"{letters(index)}{header.row + 1}", "column_hidden", told)


def _left_out(book: OpenBook, sheets: Sequence[_Sheet], chosen: _Sheet) -> Iterator[Warn]:
    """Sheets that hold something and were not read: hidden ones, and visible ones with columns of the table."""
    for part in book.sheets:
        if part.hidden and book.holds_something(part):
            yield Warn(part.name, "", "sheet_hidden", {"sheet": part.name})
    for sheet in sheets:
        if sheet is not chosen and sheet.header.places:
            yield Warn(sheet.part.name, "", "sheet_not_read", {"sheet": sheet.part.name, "chosen": chosen.part.name})
