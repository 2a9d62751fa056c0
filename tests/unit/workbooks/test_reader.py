"""Finding and reading a described table: header, sheets, blanks, doubles, what is hidden, what is no workbook."""

import datetime
import io
import re
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.styles import Border, Side

from shared.kernel.errors import ZhipingError
from shared.workbooks import Column, choice, day, identifier, read_workbook, text, whole_number, yes_no
from shared.workbooks.columns import columns_by_heading, fold
from tests.support.adversary.files import archive, docx, encrypted, saved, swelling

FILES = Path(__file__).parents[2] / "support/cases/files"
COLUMNS = (
    Column("证件号", identifier(), unique=True, aliases=("身份证号",)),
    Column("姓名", text()),
    Column("在岗", yes_no({"是"}, {"否"})),
    Column("年限", whole_number(0, 60), required=False),
    Column("入职", day(datetime.date(1950, 1, 1), datetime.date(2026, 12, 31)), required=False),
    Column("级别", choice({"中级": 3}), required=False),
)
HEADER = ("证件号", "姓名", "在岗", "年限", "入职", "级别")
ONE = ("A1", "张三", "是", 3, datetime.date(2020, 9, 1), "中级")
TWO = ("A2", "李四", "否", None, None, None)


def book(*rows, header=HEADER):
    made = Workbook()
    for row in (header, *rows):
        made.active.append(list(row))
    return made


def read(made, columns=COLUMNS):
    return read_workbook(made if isinstance(made, bytes) else saved(made), columns, "file")


def numbers(made):
    return [row.values["证件号"] for row in read(made).rows]


def told(made):
    return [(found.cell, found.column, found.reason) for found in read(made).findings]


def rewritten(content, *changes):
    """The first sheet's XML with (pattern, replacement) applied."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name).decode()
            for pattern, replacement in changes if name == "xl/worksheets/sheet1.xml" else ():
                data, times = re.subn(pattern, replacement, data)
                assert times, pattern
            new.writestr(name, data)
    return out.getvalue()


def test_a_row_has_the_meaning_of_every_cell_and_none_for_what_is_empty():
    first, second = read(book(ONE, TWO)).rows
    assert first.values == dict(zip(HEADER, ("A1", "张三", True, 3, datetime.date(2020, 9, 1), 3), strict=True))
    assert (second.values["年限"], second.values["入职"], second.line, second.place("姓名")) == (None, None, 3, "B3")
    assert second.wrong("姓名", "unknown_value").to_wire() == {
        "sheet": "Sheet", "row": 3, "column": "姓名", "cell": "B3", "reason": "unknown_value",
        "message": "不是可识别的取值，请按填表说明填写。",
    }  # fmt: skip


def test_all_findings_are_told_at_once_and_good_rows_stay():
    bad = ("", "长" * 101, "也许", "三", "2026-13-01", "高级")
    reading = read(book(bad, ONE, ("A1", "王五", "是", 1, None, None)))
    assert [(found.cell, found.reason) for found in reading.findings] == [
        ("A2", "empty"), ("B2", "too_long"), ("C2", "unknown_value"), ("D2", "not_a_number"), ("E2", "not_a_day"),
        ("F2", "unknown_value"), ("A4", "duplicate"),
    ]  # fmt: skip
    assert [row.line for row in reading.rows] == [3]
    assert all("{" not in found.message and found.message.endswith("。") for found in reading.findings)
    assert "A3" in reading.findings[-1].message


@pytest.mark.parametrize("blank", [None, "", " ", "\u3000", "\u200b\ufeff", "\u00a0", "\n", "\u2800"])
@pytest.mark.parametrize("index", [0, 1, 2])
def test_a_blank_in_a_required_column_is_an_error_of_that_cell(blank, index):
    row = list(ONE)
    row[index] = blank
    assert told(book(row)) == [("ABC"[index] + "2", HEADER[index], "empty")]


@pytest.mark.parametrize("row", [[None] * 6, ["", " ", "\u3000", None, None, "\u200b"]])
def test_a_row_in_which_nothing_is_to_be_seen_is_no_row(row):
    assert numbers(book(ONE, row, TWO)) == ["A1", "A2"]


@pytest.mark.parametrize(
    "heading",
    ["姓名", " 姓 名 ", "姓\n名", "*姓名", "姓名＊", "姓名（必填）", "姓名(必填)(如张三)", "姓名【必填】", "姓名：",
     "姓名（未完", "\ufeff姓名", "※姓名"],
)  # fmt: skip
def test_headings_are_compared_loosely(heading):
    assert fold(heading) == "姓名"
    assert numbers(book(ONE, header=("身份证号", heading, *HEADER[2:]))) == ["A1"]


@pytest.mark.parametrize("heading", ["姓名2", "曾用姓名", "", "（姓名）"])
def test_another_heading_is_another_column(heading):
    assert read(book(ONE, header=("证件号", heading, *HEADER[2:]))).missing == ["姓名"]


def test_a_column_twice_is_named_and_two_columns_of_one_heading_are_a_mistake():
    reading = read(book((*ONE, "x"), header=(*HEADER, "姓 名")))
    assert (reading.doubled, reading.rows) == (["姓名"], [])
    with pytest.raises(ValueError, match="two columns"):
        columns_by_heading([Column("姓名", text()), Column("姓名（全称）", text())])


@pytest.mark.parametrize(("above", "found"), [(0, True), (1, True), (19, True), (20, False)])
def test_the_header_is_one_of_the_first_rows(above, found):
    made = book(ONE)
    if above:
        made.active.insert_rows(1, above)
        made.active["A1"] = "名册"
    assert (numbers(made) == ["A1"]) is found
    assert (read(made).missing == ["证件号", "姓名", "在岗"]) is not found


def test_a_header_over_two_rows_and_groups_above_it():
    made = book((None, None, None, "满几年", "哪一天", None), ONE)
    for letter in "ABCF":
        made.active.merge_cells(f"{letter}1:{letter}2")
    made.active["D1"], made.active["E1"], made.active["D2"], made.active["E2"] = "工作", None, "年限", "入职"
    made.active.merge_cells("D1:E1")
    assert numbers(made) == ["A1"]


def test_the_visible_sheet_with_most_columns_is_read_and_the_others_are_named():
    made = book(ONE)
    made.create_sheet("说明", 0).append(["姓名", "按身份证填写"])
    for title, state in (("旧", "hidden"), ("更旧", "veryHidden")):
        sheet = made.create_sheet(title)
        sheet.append(HEADER)
        sheet.append(TWO)
        sheet.sheet_state = state
    reading = read(made)
    assert [row.sheet for row in reading.rows] == ["Sheet"]
    assert [(warn.sheet, warn.reason) for warn in reading.warnings] == [
        ("旧", "sheet_hidden"), ("更旧", "sheet_hidden"), ("说明", "sheet_not_read"),
    ]  # fmt: skip
    assert all("{" not in warn.message for warn in reading.warnings)


def test_hidden_rows_and_columns_and_rows_alike_are_warned_of():
    made = book(ONE, TWO, ("A3", *ONE[1:]))
    made.active.row_dimensions[3].hidden = True
    made.active.row_dimensions[9].hidden = True
    made.active.column_dimensions["B"].hidden = True
    made.active.column_dimensions["Z"].hidden = True
    told = [(warn.cell, warn.reason) for warn in read(made).warnings]
    assert told == [("A4", "row_doubled"), ("A3", "row_hidden"), ("B1", "column_hidden")]


@pytest.mark.parametrize("place", ["A1048576", "XFD1048576", "XFD1", "BM70000"])
def test_an_empty_cell_far_away_costs_nothing_and_content_there_is_refused(place):
    made = book(ONE)
    made.active[place].border = Border(*[Side("thin")] * 4)
    assert numbers(made) == ["A1"]
    made.active[place] = "x"
    with pytest.raises(ZhipingError) as caught:
        read(made)
    assert (caught.value.slug, caught.value.details["cell"]) == ("workbook_too_large", place)
    assert "{" not in caught.value.message


def test_blank_texts_far_away_are_no_content_unless_they_cannot_be_laid_out():
    made = book(ONE)
    made.active["C60000"] = "\u3000 "
    assert numbers(made) == ["A1"]
    made.active["XFD1048576"] = " "
    with pytest.raises(ZhipingError, match="workbook_too_large"):
        read(made)


def test_a_large_sheet_beside_the_table_is_left_alone():
    made = book(ONE)
    made.create_sheet("流水")["A60000"] = "x"
    assert numbers(made) == ["A1"]


WRITTEN = {
    "cells without a place": [(r' r="[A-Z]+\d+"', "")],
    "rows without a number": [(r'<row r="\d+"', "<row")],
    "neither": [(r' r="[A-Z]+\d+"', ""), (r'<row r="\d+"', "<row")],
    "a prefix": [(r"<(/?)(?=[a-zA-Z])", r"<\1x:"), ("xmlns=", "xmlns:x=")],
    "line breaks": [("><", ">\n <")],
    "no dimension": [(r"<dimension [^>]*/>", "")],
    "strict": [
        ("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main")
    ],
}


@pytest.mark.parametrize("changes", WRITTEN.values(), ids=WRITTEN)
def test_what_reporting_tools_write_is_read(changes):
    assert numbers(rewritten(saved(book(ONE, TWO)), *changes)) == ["A1", "A2"]


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ('<c r="A2"><f>1+1</f><v>2</v></c>', "formula"), ('<c r="A2" t="str"><f>B2</f><v>A9</v></c>', "formula"),
        ('<c r="A2" t="e"><v>#N/A</v></c>', "error_value"), ('<c r="A2"><v>150402198510021234</v></c>', "long_number"),
        ('<c r="A2"><v>1.5040219851002E+17</v></c>', "long_number"), ('<c r="A2" s="77"><v>7</v></c>', "shown_differs"),
    ],
)  # fmt: skip
def test_what_excel_worked_out_or_damaged_is_refused(cell, reason):
    content = rewritten(saved(book(ONE, TWO)), (r'<c r="A2".*?</c>', cell))
    assert told(content) == [("A2", "证件号", reason)]
    assert numbers(content) == ["A2"]


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
GOOD = saved(book(ONE))
REFUSED = {
    "nothing": (b"", "file_empty"),
    "an old workbook": (OLE + "Workbook".encode("utf-16-le"), "workbook_not_xlsx"),
    "a locked workbook": (OLE + "EncryptedPackage".encode("utf-16-le"), "workbook_locked"),
    "commas": ("姓名,在岗\n张三,是".encode("gb18030"), "workbook_not_xlsx"),
    "commas in UTF-8": ("\ufeff姓名,在岗\n".encode(), "workbook_not_xlsx"),
    "tabs in UTF-16": ("姓名\t在岗\n".encode("utf-16"), "workbook_not_xlsx"),
    "a long text cut in a character": (("姓名,在岗\n" + "三" * 4000).encode(), "workbook_not_xlsx"),
    "a web page": (b"<html><table></table></html>", "workbook_not_xlsx"),
    "a binary workbook": (archive(("xl/workbook.bin", b"x")), "workbook_not_xlsx"),
    "half a workbook": (GOOD[: len(GOOD) // 2], "workbook_unreadable"),
    "no sheets": (
        archive(("[Content_Types].xml", "<Types/>"), ("xl/workbook.xml", "<workbook/>")),
        "workbook_unreadable",
    ),
    "a document": (docx(), "file_kind_not_allowed"),
    "letters": (b"hello", "file_kind_unknown"),
    "zeros": (bytes(5000), "file_kind_unknown"),
    "a document that is encrypted": (encrypted(), "file_kind_not_allowed"),
    "what swells": (swelling(), "file_kind_not_allowed"),
    "broken XML": (rewritten(GOOD, ("</row>", "</raw>")), "workbook_unreadable"),
    "a cell that is nowhere": (rewritten(GOOD, ('r="A2"', 'r="2A"')), "workbook_unreadable"),
}


@pytest.mark.parametrize(("content", "slug"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_workbook_is_refused_by_name_with_the_remedy(content, slug):
    with pytest.raises(ZhipingError) as caught:
        read(content)
    assert (caught.value.slug, caught.value.path) == (slug, "file")
    assert not slug.startswith("workbook") or "另存为 .xlsx" in caught.value.message


def test_a_workbook_beyond_the_limit_is_refused():
    with pytest.raises(ZhipingError, match="file_too_large"):
        read_workbook(GOOD, COLUMNS, "file", limit=len(GOOD) - 1)


def test_days_are_read_in_the_calendar_of_1904():
    made = book(ONE)
    made.epoch = datetime.datetime(1904, 1, 1)  # noqa: DTZ001 (a workbook knows no zone)
    made.active["E2"] = datetime.date(2020, 9, 1)
    assert [row.values["入职"] for row in read(made).rows] == [datetime.date(2020, 9, 1)]
