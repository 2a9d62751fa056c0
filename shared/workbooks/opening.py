"""Opening what was uploaded as a workbook: other kinds of files are refused with the way to make an .xlsx of them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from xml.parsers import expat

from lxml import etree
from python_calamine import CalamineError, CalamineWorkbook

from shared.kernel.errors import ZhipingError, invalid
from shared.storage import check_content, sniff
from shared.workbooks.parts import Notes, Part, TooFar, blank_texts, notes_of, number_formats, worksheets

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The container of .xls and .et, and of every workbook with a password."""
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_BROKEN = (
    CalamineError, zipfile.BadZipFile, etree.XMLSyntaxError, expat.ExpatError, KeyError, IndexError, ValueError,
    RuntimeError, NotImplementedError,
)  # fmt: skip
_SEPARATORS = (",", "\t", ";", "，")
Range = tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class OpenBook:
    """A workbook of which nothing but the list of its sheets has been read."""

    archive: zipfile.ZipFile
    values: Any
    sheets: list[Part]
    formats: dict[int, str]
    blanks: frozenset[str]
    path: str | None

    def notes(self, part: Part) -> Notes:
        """What the sheet says beside its values; raises invalid `workbook_too_large`."""
        try:
            with self.archive.open(part.path) as stream:
                return notes_of(stream, self.blanks)
        except TooFar as far:
            raise invalid("workbook_too_large", path=self.path, sheet=part.name, cell=str(far)) from None

    def holds_something(self, part: Part) -> bool:
        """Whether the sheet has content, however far away."""
        try:
            return not self.notes(part).empty
        except ZhipingError:
            return True

    def table(self, part: Part) -> tuple[list[list[Any]], list[Range]]:
        """All values from A1 on, and first and last cell of every merged range, rows and columns from 0.

        Only after `notes` has found the sheet to be small enough.
        """
        sheet = self.values.get_sheet_by_name(part.name)
        return sheet.to_python(skip_empty_area=False), list(sheet.merged_cell_ranges or ())


@contextmanager
def opened(content: bytes, limit: int, path: str | None) -> Iterator[OpenBook]:
    """Raises what `check_content` does, and invalid `workbook_locked`, `workbook_not_xlsx`, `workbook_unreadable`."""
    _refuse_other_kinds(content, path)
    check_content(content, ("xlsx",), limit, path)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            values = CalamineWorkbook.from_filelike(io.BytesIO(content))
            sheets, formats = worksheets(archive), number_formats(archive)
            yield OpenBook(archive, values, sheets, formats, blank_texts(archive), path)
    except ZhipingError:
        raise
    except _BROKEN as error:
        raise invalid("workbook_unreadable", path=path) from error


def _refuse_other_kinds(content: bytes, path: str | None) -> None:
    if content.startswith(_OLE):
        raise invalid("workbook_locked" if _LOCKED in content else "workbook_not_xlsx", path=path)
    if sniff(content) is not None:
        return
    if content.startswith(b"PK"):
        whole = zipfile.is_zipfile(io.BytesIO(content))
        raise invalid("workbook_not_xlsx" if whole else "workbook_unreadable", path=path)
    if _is_table_as_text(content):
        raise invalid("workbook_not_xlsx", path=path)


def _is_table_as_text(content: bytes) -> bool:
    """Comma-separated text, or a web page or XML that calls itself .xls."""
    head = content[:4096]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    text = next((found for found in (_decoded(head, name) for name in ("utf-8-sig", "gb18030")) if found), "")
    first = text.lstrip().partition("\n")[0]
    return first.startswith("<") or any(mark in first for mark in _SEPARATORS)


def _decoded(head: bytes, encoding: str) -> str | None:
    """None for what is no text in this encoding; a character cut in half at the end is left out."""
    if b"\x00" in head:
        return None
    try:
        return head.decode(encoding)
    except UnicodeDecodeError as error:
        return head[: error.start].decode(encoding) if error.start >= len(head) - 4 > 0 else None
