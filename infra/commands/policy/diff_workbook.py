"""A comparison as a workbook: an overview, then one sheet per section, with Chinese headings, ready to print."""

from __future__ import annotations

from pathlib import Path
from unicodedata import east_asian_width

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from shared.policy.diff import Comparison, PackChange
from shared.policy.diff.labels import label

COLUMNS = {"kind": 6, "subject": 28, "field": 16, "before": 40, "after": 40, "clause_before": 18, "clause_after": 18}
LINE_HEIGHT = 15
"""Points per line of text."""

HEAD = Font(bold=True)
FILL = PatternFill("solid", fgColor="DDE6F0")
LINE = Side(style="thin", color="999999")
BOX = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)
TOP = Alignment(wrap_text=True, vertical="top")
CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
A4 = 9


def write(comparison: Comparison, file: Path) -> None:
    """Writes the workbook."""
    book = Workbook()
    overview = book.active
    assert isinstance(overview, Worksheet)
    _overview(overview, comparison)
    for section, changes in comparison.sections().items():
        _section(book.create_sheet(label("sections", section)), comparison, changes)
    book.save(file)


def _overview(sheet: Worksheet, comparison: Comparison) -> None:
    sheet.title = label("texts", "overview")
    sheet.append([f"{comparison.old} → {comparison.new}"])
    sheet.append([label("columns", "section"), label("columns", "count")])
    for section, changes in comparison.sections().items():
        sheet.append([label("sections", section), len(changes)])
    sheet["A1"].font = Font(bold=True, size=14)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 40, 10
    _boxes(sheet, head=2)


def _section(sheet: Worksheet, comparison: Comparison, changes: list[PackChange]) -> None:
    sheet.append([label("columns", column) for column in COLUMNS])
    for change in changes:
        sheet.append([_cell(change, column) for column in COLUMNS])
    for letter, width in zip("ABCDEFG", COLUMNS.values(), strict=True):
        sheet.column_dimensions[letter].width = width
    _boxes(sheet, head=1)
    for number, row in enumerate(sheet.iter_rows(), start=1):
        lines = (-(-_width(cell.value) // width) for cell, width in zip(row, COLUMNS.values(), strict=True))
        sheet.row_dimensions[number].height = LINE_HEIGHT * max(lines) + 3
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    _printable(sheet, f"{comparison.old} → {comparison.new}  &A")


def _width(text: object) -> int:
    """Columns the text takes on one line, at least one; a Chinese character takes two."""
    return max(1, sum(2 if east_asian_width(letter) in "WF" else 1 for letter in str(text or "")))


def _printable(sheet: Worksheet, header: str) -> None:
    """A4 landscape, as wide as the page, with the notices above and page numbers below."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    for line, text in ((sheet.HeaderFooter.oddHeader, header), (sheet.HeaderFooter.oddFooter, "&P / &N")):
        assert line is not None
        line.center.text = text


def _cell(change: PackChange, column: str) -> str:
    value = getattr(change, column) or ""
    if column == "kind":
        return label("kinds", value)
    if column == "field":
        return "" if change.section == "headlines" else label("fields", value)
    return str(value)


def _boxes(sheet: Worksheet, head: int) -> None:
    for row in sheet.iter_rows(min_row=head):
        for cell in row:
            cell.border, cell.alignment = BOX, CENTRE if cell.row == head else TOP
            if cell.row == head:
                cell.font, cell.fill = HEAD, FILL
