"""Workbooks in the shapes that offices send: titles above the header, other sheets, styled emptiness."""

from pathlib import Path

import pytest
from openpyxl.styles import Border, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation

from tests.support.adversary.files import HEADER
from tests.support.cases.books import Import, edited, expert, pool, saved

FILES = Path(__file__).parents[2] / "support/cases/files"
BOTH = ["E1", "E2"]


def rows_above(*titles, merged=None):
    """The pool with these rows over the header."""
    book = pool()
    book.active.insert_rows(1, len(titles))
    for number, title in enumerate(titles, 1):
        for place, text in enumerate(title, 1):
            book.active.cell(number, place, text)
    if merged:
        book.active.merge_cells(merged)
    return book


def moved_right(columns):
    """The pool, beginning some columns further right."""
    book = pool()
    book.active.insert_cols(1, columns)
    return book


def two_storeys():
    """Groups of columns above, merged, and the names below."""
    book = rows_above(["基本情况", None, None, None, None, "评审情况"])
    book.active.merge_cells("A1:E1")
    book.active.merge_cells("F1:M1")
    return book


def tall_header():
    """Each header cell merged over two rows."""
    book = pool()
    book.active.insert_rows(2)
    for letter in "ABCDEFGHIJKLM":
        book.active.merge_cells(f"{letter}1:{letter}2")
    return book


HEADERS_BELOW = {
    "a title": lambda: rows_above(["赤峰市评审专家库"]),
    "a merged title": lambda: rows_above(["赤峰市评审专家库"], merged="A1:M1"),
    "a title and a note": lambda: rows_above(["专家库"], ["填表说明：带星号的为必填项"], merged="A1:M1"),
    "a title, unit and day": lambda: rows_above(["专家库"], ["填报单位：", "赤峰市", None, "填报日期：", "2026-05-08"]),
    "an empty row": lambda: rows_above([None]),
    "three empty rows": lambda: rows_above([None], [None], [None]),
    "a title and an empty row": lambda: rows_above(["专家库"], [None]),
    "a title that names two columns": lambda: rows_above(["专家姓名及工作单位一览", "姓名"]),
    "groups of columns above": two_storeys,
    "a header over two rows": tall_header,
    "an empty column before": lambda: moved_right(1),
    "three empty columns before": lambda: moved_right(3),
}


@pytest.mark.parametrize("make", HEADERS_BELOW.values(), ids=HEADERS_BELOW)
def test_the_header_is_found_where_it_is(committee, make):
    assert Import(committee, make()).kept == BOTH


SPELT = {
    "line break": ("工作单位", "工作\n单位"), "carriage return": ("工作单位", "工作\r\n单位"),
    "star before": ("编号", "*编号"), "star behind": ("姓名", "姓名*"), "full-width star": ("姓名", "＊姓名"),
    "hint in brackets": ("性别", "性别（男/女）"), "hint in narrow brackets": ("性别", "性别(男/女)"),
    "hint in square brackets": ("上年是否参评", "上年是否参评[是/否]"),
    "hint in black brackets": ("上年是否参评", "上年是否参评【是/否】"),
    "hint on a new line": ("职称层级", "职称层级\n（正高级、副高级）"), "spaces between": ("姓名", "姓  名"),
    "ideographic space between": ("姓名", "姓\u3000名"), "no-break space": ("姓名", "姓\u00a0名"),
    "zero width space": ("姓名", "姓\u200b名"), "byte order mark": ("编号", "\ufeff编号"),
    "colon behind": ("系列", "系列："), "star and hint": ("性别", "*性别（必填）"),
    "soft hyphen": ("专业", "专\u00ad业"),
    "brackets never closed": ("专业", "专业（小学语文"), "everything": ("手机", " *手\u3000机\n（11位） "),
}  # fmt: skip


@pytest.mark.parametrize(("name", "text"), SPELT.values(), ids=SPELT)
def test_a_header_that_everybody_reads_is_read(committee, name, text):
    header = tuple(text if one == name else one for one in HEADER)
    assert Import(committee, pool(header=header)).kept == BOTH


@pytest.mark.parametrize("name", ["pool-title-row.xlsx", "pool-header-linebreak.xlsx", "pool-cells-without-place.xlsx",
                                  "pool-styled-empty-last-row.xlsx"])  # fmt: skip
def test_the_listed_files_are_read(committee, name):
    found = Import(committee, (FILES / name).read_bytes())
    assert found.error is None
    assert found.answer["imported"] > 0


def another_sheet(title, position, rows=(), state="visible"):
    """The pool beside a sheet of that title."""
    book = pool()
    sheet = book.create_sheet(title, position)
    for row in rows:
        sheet.append(row)
    sheet.sheet_state = state
    return book


def chart_first():
    """A page with a chart before the pool."""
    book = pool()
    book.create_chartsheet("图", 0)
    return book


SHEETS = {
    "instructions first": lambda: another_sheet("填表说明", 0, [["一、编号不得重复"], ["二、手机必填"]]),
    "an empty sheet first": lambda: another_sheet("Sheet0", 0),
    "a cover with a title": lambda: another_sheet("封面", 0, [["赤峰市评审专家库"]]),
    "a list of words first": lambda: another_sheet("字典", 0, [["男", "女"], ["是", "否"]]),
    "a hidden sheet first": lambda: another_sheet("旧", 0, [HEADER, expert("OLD")], "hidden"),
    "a very hidden sheet first": lambda: another_sheet("旧", 0, [HEADER, expert("OLD")], "veryHidden"),
    "a hidden list behind": lambda: another_sheet("字典", 1, [["男"], ["女"]], "hidden"),
    "a count behind": lambda: another_sheet("统计", 1, [["合计", 2]]),
    "a chart first": chart_first,
    "two other sheets first": lambda: _with_two(),
}


def _with_two():
    book = another_sheet("封面", 0, [["专家库"]])
    book.create_sheet("说明", 1).append(["请勿改动表头"])
    return book


@pytest.mark.parametrize("make", SHEETS.values(), ids=SHEETS)
def test_the_visible_sheet_with_the_header_is_read(committee, make):
    assert Import(committee, make()).kept == BOTH


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_pool_on_a_hidden_sheet_is_not_taken_behind_the_offices_back(committee, state):
    book = another_sheet("说明", 1, [["请勿改动表头"]])
    book.worksheets[0].sheet_state = state
    book.active = 1
    found = Import(committee, book)
    assert found.error is not None
    assert found.kept == []


THIN = Border(*[Side("thin")] * 4)


def styled(*places):
    """The pool with a border round empty cells."""
    book = pool()
    for place in places:
        book.active[place].border = THIN
    return book


def filled(place):
    """A coloured empty cell."""
    book = pool()
    book.active[place].fill = PatternFill("solid", "FFFF00")
    return book


def choices():
    """A list of choices for every row that Excel has."""
    book = pool()
    rule = DataValidation(type="list", formula1='"男,女"')
    rule.add("C2:C1048576")
    book.active.add_data_validation(rule)
    return book


def empty_text(place):
    """An empty text far away, as other programs leave it."""
    book = styled(place)
    return edited(
        saved(book),
        (rf'<c r="{place}"([^>]*?)(?: t="n")? ?(?:/>|></c>)', rf'<c r="{place}"\1 t="inlineStr"><is><t/></is></c>'),
    )


def blank_text(place):
    """A text of spaces far away."""
    book = pool()
    book.active[place] = " \u3000"
    return book


EMPTY = {
    "the last row": lambda: styled("A1048576"),
    "the last column": lambda: styled("XFD2"),
    "the last cell": lambda: styled("XFD1048576"),
    "a row far down": lambda: styled("A60000", "M60000"),
    "a column far right": lambda: styled("ZZ1"),
    "a coloured cell": lambda: filled("B900000"),
    "a number format": lambda: _formatted("D800000"),
    "choices for every row": choices,
    "an empty text": lambda: empty_text("A70000"),
    "a text of spaces": lambda: blank_text("A70000"),
    "a high row": lambda: _high(1_000_000),
    "an empty merge": lambda: _merged("A500000:M500001"),
    "a link on nothing": lambda: styled("A99999", "XFD99999"),
}


def _formatted(place):
    book = pool()
    book.active[place].number_format = "@"
    return book


def _high(row):
    book = pool()
    book.active.row_dimensions[row].height = 40
    return book


def _merged(place):
    book = pool()
    book.active.merge_cells(place)
    return book


@pytest.mark.parametrize("make", EMPTY.values(), ids=EMPTY)
def test_only_cells_with_content_count(committee, make):
    assert Import(committee, make()).kept == BOTH
