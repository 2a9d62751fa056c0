"""Rosters as Excel workbooks: a sheet with prototype rows, print set-up, and a 填表说明 sheet with an example row."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

_A3, _A4 = 8, 9
_WIDE = 150
"""Characters across that still can be read on A4."""
_THIN = Side(style="thin")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_GREY = PatternFill("solid", fgColor="E7E6E6")


@dataclass(frozen=True)
class RosterColumn:
    """Heading, what a row prints, width in characters, how it is filled in, an example."""

    heading: str
    value: str
    width: float
    note: str
    example: str
    left: bool = False


@dataclass(frozen=True)
class RosterSheet:
    """What differs between the two rosters."""

    title: str
    head: Sequence[str]
    foot: Sequence[str]
    columns: Sequence[RosterColumn]
    notes: Sequence[str]
    footer: str = ""
    """Printed in small type below the page number."""
    sheet: str = "花名册"


def build(roster: RosterSheet) -> bytes:
    """The template file: four head rows, the group prototype, the row prototype, one row below."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = roster.sheet
    last = len(roster.columns)
    _line(sheet, 1, "{{ title }}", last, Font(name="方正小标宋简体", size=20), 36, "center")
    _spread(sheet, 2, roster.head, last)
    _headings(sheet, 3, roster.columns)
    _line(sheet, 4, "{{ group.name }}", last, Font(name="黑体", size=11), 22, "left", fill=_GREY)
    _prototype(sheet, 5, roster.columns)
    _spread(sheet, 6, roster.foot, last)
    _print_setup(sheet, sum(column.width for column in roster.columns), roster.footer)
    _instructions(book, roster)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _line(
    sheet: Worksheet,
    row: int,
    text: str,
    last: int,
    font: Font,
    height: float,
    align: str,
    fill: PatternFill | None = None,
) -> None:
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=last)
    for column in range(1, last + 1):
        cell = sheet.cell(row, column)
        if fill is not None:
            cell.fill, cell.border = fill, _BOX
    first = sheet.cell(row, 1, text)
    first.font, first.alignment = font, Alignment(horizontal=align, vertical="center")
    sheet.row_dimensions[row].height = height


def _spread(sheet: Worksheet, row: int, texts: Sequence[str], last: int) -> None:
    """The texts side by side over the width of the sheet."""
    edges = [round(index * last / len(texts)) for index in range(len(texts) + 1)]
    for text, start, end in zip(texts, edges, edges[1:], strict=False):
        sheet.merge_cells(start_row=row, start_column=start + 1, end_row=row, end_column=end)
        cell = sheet.cell(row, start + 1, text)
        cell.font, cell.alignment = Font(name="仿宋_GB2312", size=12), Alignment(horizontal="left", vertical="center")
    sheet.row_dimensions[row].height = 24


def _headings(sheet: Worksheet, row: int, columns: Sequence[RosterColumn]) -> None:
    for index, column in enumerate(columns, start=1):
        cell = sheet.cell(row, index, column.heading)
        cell.font, cell.border, cell.fill = Font(name="黑体", size=10.5), _BOX, _GREY
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        sheet.column_dimensions[get_column_letter(index)].width = column.width
    sheet.row_dimensions[row].height = 34


def _prototype(sheet: Worksheet, row: int, columns: Sequence[RosterColumn]) -> None:
    for index, column in enumerate(columns, start=1):
        cell = sheet.cell(row, index, column.value)
        cell.font, cell.border = Font(name="宋体", size=10), _BOX
        side = "left" if column.left else "center"
        cell.alignment = Alignment(horizontal=side, vertical="center", wrap_text=True)
        cell.number_format = "@" if "id_number" in column.value else "General"
    sheet.row_dimensions[row].height = 30


def _print_setup(sheet: Worksheet, width: float, below: str) -> None:
    """Landscape, one page wide (A3 where A4 makes the print too small), heading rows and numbers on every page."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A3 if width > _WIDE else _A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
    sheet.print_title_rows = "1:3"
    sheet.freeze_panes = "A4"
    sheet.print_options.horizontalCentered = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top, sheet.page_margins.bottom = 0.6, 0.7
    footer: Any = sheet.oddFooter
    footer.center.text = "第 &P 页 共 &N 页" + (f"&6{below}" if below else "")
    if below:
        sheet.page_margins.footer = 0.2


def _instructions(book: Workbook, roster: RosterSheet) -> None:
    sheet = book.create_sheet("填表说明")
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 24, 62
    sheet.column_dimensions["C"].width = 34
    rows = [(roster.title + "填表说明", "", ""), *((f"{n}. {note}", "", "") for n, note in enumerate(roster.notes, 1))]
    for number, (text, _, _) in enumerate(rows, start=1):
        sheet.merge_cells(start_row=number, start_column=1, end_row=number, end_column=3)
        cell = sheet.cell(number, 1, text)
        cell.font = Font(name="黑体", size=16) if number == 1 else Font(name="仿宋_GB2312", size=12)
        cell.alignment = Alignment(horizontal="center" if number == 1 else "left", vertical="center", wrap_text=True)
        sheet.row_dimensions[number].height = 32
    start = len(rows) + 1
    table = [("栏目", "填写要求", "示例"), *((c.heading, c.note, c.example) for c in roster.columns)]
    for offset, line in enumerate(table):
        for column, text in enumerate(line, start=1):
            cell = sheet.cell(start + offset, column, text)
            cell.border, cell.alignment = _BOX, Alignment(vertical="center", wrap_text=True)
            cell.font = Font(name="黑体" if offset == 0 else "宋体", size=11)
    for offset in range(len(table)):
        sheet.row_dimensions[start + offset].height = 22
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "portrait", _A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
