"""Reading the first visible sheet of an .xlsx workbook as text."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from datetime import date, datetime
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from services.committee.domain.pool_sheet import Sheet
from shared.kernel.errors import ZhipingError, invalid

LAST_ROW, LAST_COLUMN = 50_000, 64
"""Beyond them nothing is read: a reader lays out every cell up to the last one that holds something."""
_CELL = re.compile(rb"<(?:\w+:)?c(?=[\s>])([^>]*[^>/])?>\s*(<(?:\w+:)?f\b)?")
_PLACE = re.compile(rb"\br=\"([A-Z]{1,4})([0-9]{1,9})\"")
_SHEET = re.compile(r"<(?:\w+:)?sheet\b[^>]*>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\b[^>]*>")


def read_sheet(content: bytes) -> Sheet:
    """All rows as trimmed texts, empty cells as "", and which cells are formulas.

    invalid("workbook_unreadable") for a broken file, invalid("workbook_too_large") for cells far away.
    """
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        chosen = _first_visible(book)
        formulas = _formulas(_part_of(content, chosen))
        rows = book.get_sheet_by_name(chosen).to_python(skip_empty_area=False)
    except (CalamineError, zipfile.BadZipFile, KeyError, IndexError, ValueError, UnicodeDecodeError) as error:
        raise _unreadable() from error
    return Sheet([[_text(cell) for cell in row] for row in rows], formulas)


def _first_visible(book: Any) -> str:
    for sheet in book.sheets_metadata:
        if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible:
            return str(sheet.name)
    raise _unreadable()


def _part_of(content: bytes, chosen: str) -> bytes:
    """The XML of a sheet, found by the order of the sheets, which calamine keeps."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = CalamineWorkbook.from_filelike(io.BytesIO(content)).sheet_names
        sheets = _SHEET.findall(archive.read("xl/workbook.xml").decode("utf-8"))
        relations = _RELATION.findall(archive.read("xl/_rels/workbook.xml.rels").decode("utf-8"))
        targets = {_attribute(one, "Id"): _attribute(one, "Target") for one in relations}
        wanted = targets[_attribute(sheets[names.index(chosen)], r"\w+:id")]
        return archive.read(posixpath.normpath(posixpath.join("/xl", wanted)).lstrip("/"))


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf"[\s]{name}\s*=\s*[\"']([^\"']*)", tag)
    if found is None:
        raise KeyError(name)
    return found.group(1)


def _formulas(part: bytes) -> frozenset[str]:
    """Places of formulas; refuses a sheet that reaches too far."""
    if b"\x00" in part[:200]:
        raise _unreadable()
    found = set()
    for cell in _CELL.finditer(part):
        place = _PLACE.search(cell.group(1) or b"")
        if place is None:
            raise _unreadable()
        name = (place.group(1) + place.group(2)).decode()
        if int(place.group(2)) > LAST_ROW or _column_number(place.group(1)) > LAST_COLUMN:
            raise invalid("workbook_too_large", path="object_key", cell=name)
        if cell.group(2):
            found.add(name)
    return frozenset(found)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _unreadable() -> ZhipingError:
    return invalid("workbook_unreadable", path="object_key")


def _text(cell: Any) -> str:
    """Numbers without a needless fraction, days as ISO, yes and no as 是 and 否."""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, (date, datetime)):
        return cell.isoformat()
    return str(cell).strip()
