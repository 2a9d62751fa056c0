"""Workbooks as other programs write them, and files that are no workbooks at all."""

import io
import re
import zipfile

import pytest

from tests.support.adversary.files import archive, docx
from tests.support.case_tables import refused
from tests.support.cases.books import LOCKED, OLD, SHEET, Import, compound, edited, pool, saved

BOTH = ["E1", "E2"]
NO_CELL = (r'<c r="[A-Z]+\d+"', "<c")
NO_ROW = (r'<row r="\d+"', "<row")
WRITTEN = {
    "cells without a place": [NO_CELL],
    "rows without a number": [NO_ROW],
    "neither": [NO_CELL, NO_ROW],
    "without dimensions": [(r"<dimension [^>]*/>", "")],
    "wrong dimensions": [(r'<dimension ref="[^"]*"', '<dimension ref="A1"')],
    "with a prefix": [(r"<(/?)(?=[a-zA-Z])", r"<\1x:"), ('xmlns="', 'xmlns:x="')],
    "spans that lie": [(r'spans="[^"]*"', 'spans="1:1"')],
    "without spans": [(r' spans="[^"]*"', "")],
    "line breaks between the elements": [("><c ", ">\n  <c "), ("</row>", "\n</row>\n")],
    "attributes in single quotes": [(r' r="([A-Z]+\d+)"', r" r='\1'")],
    "a comment between": [("<sheetData>", "<sheetData><!-- 导出 -->")],
    "without views": [(r"<sheetViews>.*?</sheetViews>", "")],
}
"""What reporting tools write and Excel opens."""


@pytest.mark.parametrize("changes", WRITTEN.values(), ids=WRITTEN)
def test_what_excel_opens_is_read(committee, changes):
    content = saved(pool())
    text = zipfile.ZipFile(io.BytesIO(content)).read(SHEET).decode()
    present = [change for change in changes if re.search(change[0], text)]
    assert Import(committee, edited(content, *present)).kept == BOTH


def inline():
    """Texts inside the sheet instead of the common list."""
    content = edited(saved(pool()), (r'<c r="A2"[^>]*>.*?</c>', '<c r="A2" t="inlineStr"><is><t>E1</t></is></c>'))
    return edited(
        content, (r'<c r="B2"[^>]*>.*?</c>', '<c r="B2" t="inlineStr"><is><r><t>王</t></r><r><t>一</t></r></is></c>')
    )


def test_texts_in_the_sheet_and_texts_of_several_fonts_are_read(committee):
    found = Import(committee, inline())
    assert found.kept == BOTH
    assert {row["name"] for row in committee.rows("experts")} == {"王一", "专家"}


GOOD = saved(pool())
CSV = "编号,姓名\nE1,专家\n".encode("gb18030")
UNREADABLE = {
    "a .csv renamed": (CSV, "另存为"),
    "a .csv in UTF-8 renamed": ("\ufeff编号,姓名\nE1,专家\n".encode(), "另存为"),
    "an .xls renamed": (OLD, "另存为"),
    "an .et renamed": (compound("Workbook", "ETExtData"), "另存为"),
    "a locked workbook": (LOCKED, "密码"),
    "a locked workbook of WPS": (compound("EncryptedPackage", "EncryptionInfo", "\x06DataSpaces"), "密码"),
    "an HTML table renamed": ("<html><table><tr><td>编号</td></tr></table></html>".encode(), "另存为"),
    "an XML workbook of 2003": (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', "另存为"),
    "a Word document": (docx(), "xlsx"),
    "a PDF": (b"%PDF-1.7\n%%EOF", "xlsx"),
    "half a workbook": (GOOD[: len(GOOD) // 2], "xlsx"),
    "a workbook without its end": (GOOD[:-40], "xlsx"),
    "a workbook without its beginning": (GOOD[100:], "xlsx"),
    "an archive of something else": (archive(("readme.txt", "x")), "xlsx"),
    "only letters": (b"hello", "xlsx"),
    "a binary workbook": (archive(("[Content_Types].xml", "<Types/>"), ("xl/workbook.bin", b"x")), "另存为"),
    "only zeros": (bytes(2000), "xlsx"),
}
"""What cannot be read -> the word of the remedy."""


@pytest.mark.parametrize(("content", "word"), UNREADABLE.values(), ids=UNREADABLE)
def test_what_cannot_be_read_is_refused_with_the_remedy(committee, content, word):
    committee.begin()
    error = refused("workbook", committee.import_pool, committee.register(), 1, content)
    assert word in error.message.lower()
    assert committee.rows("experts") == []
