"""What the value reader does not tell: where content stands, formulas, errors, number formats, what is hidden.

Everything streams through an XML parser that keeps nothing, since the value reader lays out every cell up to the last
one: how far a sheet reaches must be known before it is asked.
"""

from __future__ import annotations

import posixpath
import zipfile
from dataclasses import dataclass, field
from typing import IO
from xml.parsers import expat

from lxml import etree
from openpyxl.reader.strings import read_string_table
from openpyxl.styles.numbers import BUILTIN_FORMATS
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string
from openpyxl.utils.exceptions import CellCoordinatesException

from shared.workbooks.cells import GENERAL, holds, letters

LAST_ROW, LAST_COLUMN = 50_000, 64
"""Beyond them no content is taken."""
LAID_OUT = 4_000_000
"""Cells that the value reader may lay out: also up to a far text of which nothing is to be seen."""
_CHUNK = 256 * 1024
_TRUE = frozenset({"1", "true", "on"})
Place = tuple[int, int]
"""Row from 1, column from 0."""


class TooFar(Exception):
    """Content beyond the limits; the argument is its cell."""


@dataclass(frozen=True, slots=True)
class Part:
    """One worksheet: its name, where its XML lies, whether people do not see it."""

    name: str
    path: str
    hidden: bool


@dataclass(slots=True)
class Notes:
    """What a sheet says beside its values; `numbers` are the style numbers of numeric cells."""

    numbers: dict[Place, int] = field(default_factory=dict)
    formulas: set[Place] = field(default_factory=set)
    errors: set[Place] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    empty: bool = True


def worksheets(archive: zipfile.ZipFile) -> list[Part]:
    """All worksheets in the order of the workbook; charts and dialogs are left out."""
    relations = {one.get("Id"): one for one in _tree(archive, "xl/_rels/workbook.xml.rels").iter("{*}Relationship")}
    found = []
    for sheet in _tree(archive, "xl/workbook.xml").iter("{*}sheet"):
        relation = relations.get(next((str(value) for key, value in sheet.items() if str(key).endswith("}id")), ""))
        if relation is not None and str(relation.get("Type")).endswith("/worksheet"):
            hidden = sheet.get("state", "visible") != "visible"
            found.append(Part(str(sheet.get("name")), _path(str(relation.get("Target"))), hidden))
    return found


def number_formats(archive: zipfile.ZipFile) -> dict[int, str]:
    """Style number -> number format."""
    if "xl/styles.xml" not in archive.namelist():
        return {0: GENERAL}
    tree = _tree(archive, "xl/styles.xml")
    own = {int(one.get("numFmtId", -1)): str(one.get("formatCode")) for one in tree.iter("{*}numFmt")}
    styles = next(tree.iter("{*}cellXfs"), None)
    numbers = [] if styles is None else [int(one.get("numFmtId", 0)) for one in styles.iter("{*}xf")]
    known = {style: own.get(number, BUILTIN_FORMATS.get(number)) for style, number in enumerate(numbers)}
    return {0: GENERAL} | {style: form for style, form in known.items() if form is not None}


def blank_texts(archive: zipfile.ZipFile) -> frozenset[str]:
    """Numbers, as cells write them, of the common texts in which nothing is to be seen."""
    if "xl/sharedStrings.xml" not in archive.namelist():
        return frozenset()
    with archive.open("xl/sharedStrings.xml") as stream:
        return frozenset(str(number) for number, text in enumerate(read_string_table(stream)) if not holds(text))


def notes_of(stream: IO[bytes], blanks: frozenset[str]) -> Notes:
    """Read one sheet; raises TooFar, expat.ExpatError for broken XML and ValueError for a cell without a real place."""
    scan = _Scan(blanks)
    while chunk := stream.read(_CHUNK):
        scan.parser.Parse(chunk, False)
    scan.parser.Parse(b"", True)
    return scan.notes


class _Scan:
    """Follows rows and cells; a row or cell that does not say where it is stands after the one before."""

    def __init__(self, blanks: frozenset[str]) -> None:
        self.notes = Notes()
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._begins
        self.parser.EndElementHandler = self._ends
        self.parser.CharacterDataHandler = self._says
        self._blanks = blanks
        self._row, self._column, self._reach = 0, -1, (0, 0)
        self._kind, self._style, self._text = "n", 0, ""
        self._in_text = self._held = False

    def _begins(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "c":
            self._begin_cell(attributes)
        elif name in ("v", "is"):
            self._in_text = self._held = True
        elif name == "f":
            self._held = True
            self.notes.formulas.add((self._row, self._column))
        elif name == "row":
            self._begin_row(attributes)
        elif name == "col":
            self._note_columns(attributes)

    def _begin_row(self, attributes: dict[str, str]) -> None:
        self._row = int(attributes["r"]) if "r" in attributes else self._row + 1
        self._column = -1
        if attributes.get("hidden") in _TRUE:
            self.notes.hidden_rows.add(self._row)

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        place = attributes.get("r")
        if place is None:
            self._column += 1
        else:
            self._row, self._column = _place(place)
        self._kind, self._style = attributes.get("t", "n"), int(attributes.get("s", 0))
        self._text, self._held = "", False

    def _says(self, data: str) -> None:
        if self._in_text:
            self._text += data

    def _ends(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if name in ("v", "is"):
            self._in_text = False
        elif name == "c" and self._held:
            self._note_cell()

    def _note_cell(self) -> None:
        place = (self._row, self._column)
        self._reach = (max(self._reach[0], self._row), max(self._reach[1], self._column + 1))
        if self._reach[0] * self._reach[1] > LAID_OUT:
            raise TooFar(letters(self._column) + str(self._row))
        blank = self._text in self._blanks if self._kind == "s" else not holds(self._text)
        if blank and place not in self.notes.formulas:
            return
        if self._row > LAST_ROW or self._column >= LAST_COLUMN:
            raise TooFar(letters(self._column) + str(self._row))
        self.notes.empty = False
        if self._kind == "e":
            self.notes.errors.add(place)
        elif self._kind == "n":
            self.notes.numbers[place] = self._style

    def _note_columns(self, attributes: dict[str, str]) -> None:
        if attributes.get("hidden") in _TRUE or attributes.get("width") == "0":
            first, last = int(attributes["min"]), min(int(attributes["max"]), LAST_COLUMN)
            self.notes.hidden_columns.update(range(first - 1, last))


def _place(name: str) -> Place:
    try:
        column, row = coordinate_from_string(name)
        return row, column_index_from_string(column) - 1
    except CellCoordinatesException:
        raise ValueError(name) from None


def _tree(archive: zipfile.ZipFile, path: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=False)
    return etree.fromstring(archive.read(path), parser)


def _path(target: str) -> str:
    return posixpath.normpath(posixpath.join("/xl", target.replace("\\", "/"))).lstrip("/")
