"""Cells of a pool's workbook that are not what they seem: long numbers, shown texts, marks, blanks, formulas, days."""

import datetime
from pathlib import Path

import pytest
from openpyxl.comments import Comment
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900
from openpyxl.worksheet.formula import ArrayFormula

from tests.support.cases.books import Import, column, edited, expert, pool, saved, with_cells

FILES = Path(__file__).parents[2] / "support/cases/files"
LONG = {
    "an ID number": 150402198510021234,
    "an ID number as a float": 1.50402198510021e17,
    "sixteen digits": 1234567890123456,
    "seventeen digits": 12345678901234567,
    "nineteen digits of a bank card": 6222021234567890123,
    "twenty-five digits": 1234567890123456789012345,
    "a negative one": -150402198510021234,
    "in scientific notation": 6.2220212345678901e18,
    "a fraction with sixteen digits": 123456789.1234567,
}
"""Numbers of more than fifteen significant digits: what was typed is lost."""


@pytest.mark.parametrize("number", LONG.values(), ids=LONG)
@pytest.mark.parametrize("name", ["编号", "账号"])
def test_a_long_number_is_refused_with_the_remedy(committee, number, name):
    place = f"{column(name)}2"
    found = Import(committee, with_cells({place: number}))
    assert found.names(place, "文本")
    assert len(found.kept) <= 1


def test_the_listed_long_number(committee):
    found = Import(committee, (FILES / "pool-long-number.xlsx").read_bytes())
    assert found.told()
    assert not any(len(number) > 15 for number in found.kept)


SHOWN = {
    "leading zeros": (12, "0000"),
    "leading zeros, one digit": (7, "000"),
    "thousands": (12345, "#,##0"),
    "decimals": (7, "0.00"),
    "a percentage": (0.5, "0%"),
    "scientific": (12000, "0.00E+00"),
    "letters in front": (7, '"E"000'),
    "letters behind": (7, '0"号"'),
    "a day": (45000, "yyyy-mm-dd"),
    "a day, Chinese": (45000, 'yyyy"年"m"月"d"日"'),
    "a time": (0.5, "h:mm"),
    "rounded": (12.6, "0"),
    "hidden": (7, ";;;"),
    "currency": (100, '"¥"#,##0.00'),
    "a fraction": (0.25, "# ?/?"),
    "hyphens": (1001, '00"-"00'),
}
"""Numbers that Excel shows otherwise than they are: whoever typed 0012 sees 0012."""


@pytest.mark.parametrize("value", SHOWN.values(), ids=SHOWN)
def test_a_number_shown_as_another_text_is_no_identifier(committee, value):
    found = Import(committee, with_cells({"A2": value}))
    assert found.names("A2", "文本")
    assert found.kept == ["E2"]


PLAIN = {
    "a small number": ((7, "General"), "7"),
    "shown without decimals": ((7, "0"), "7"),
    "formatted as text": ((7, "@"), "7"),
    "a number typed as text": (("0012", "@"), "0012"),
    "eighteen digits typed as text": (("150402198510021234", "@"), "150402198510021234"),
    "fifteen digits": ((123456789012345, "0"), "123456789012345"),
    "a float that is whole": ((7.0, "General"), "7"),
}


@pytest.mark.parametrize(("value", "kept"), PLAIN.values(), ids=PLAIN)
def test_what_is_shown_as_it_is_is_taken(committee, value, kept):
    assert Import(committee, with_cells({"A2": value})).kept == sorted([kept, "E2"])


MARKS = {
    "zero width space behind": "Z1\u200b", "byte order mark before": "\ufeffZ1", "full width": "Ｚ１",
    "one full-width digit": "Z１", "space behind": "Z1 ", "no-break space before": "\u00a0Z1",
    "ideographic space": "\u3000Z1\u3000", "word joiner inside": "Z\u20601", "soft hyphen inside": "Z\u00ad1",
    "joiner inside": "Z\u200d1", "direction mark behind": "Z1\u200e", "line break behind": "Z1\n", "tab before": "\tZ1",
    "variation selector": "Z1\ufe0f", "mathematical letters": "𝐙𝟏", "superscript digit": "Z¹",
}  # fmt: skip
"""Spellings of Z1."""


@pytest.mark.parametrize("written", MARKS.values(), ids=MARKS)
def test_one_number_in_two_spellings_is_named_as_a_double(committee, written):
    found = Import(committee, pool(expert("Z1"), expert(written, 手机="13900000002")))
    assert found.kept == ["Z1"]
    assert found.names("A3")


@pytest.mark.parametrize("written", MARKS.values(), ids=MARKS)
def test_one_account_in_two_spellings_is_named_as_a_double(committee, written):
    found = Import(committee, pool(expert("E1", 账号="Z1"), expert("E2", 账号=written)))
    assert found.kept == ["E1"]
    assert found.names(f"{column('账号')}3")


@pytest.mark.parametrize("written", MARKS.values(), ids=MARKS)
def test_alone_it_is_kept_in_one_form(committee, written):
    assert Import(committee, pool(expert(written))).kept == ["Z1"]


def test_the_listed_invisible_marks(committee):
    found = Import(committee, (FILES / "pool-invisible-chars.xlsx").read_bytes())
    assert found.kept == ["Z1", "Z2", "Z3", "Z4", "Z5"]
    assert list(found.told()) == ["A3", "A4", "A9"]


REQUIRED = ("编号", "姓名", "性别", "工作单位", "单位性质", "专业", "系列", "职称层级", "连续参评年数", "上年是否参评",
            "是否外单位同行")  # fmt: skip
BLANK = {"nothing": None, "a space": " ", "ideographic spaces": "\u3000\u3000", "a zero width space": "\u200b",
         "a dash": "—"}  # fmt: skip


@pytest.mark.parametrize("name", REQUIRED)
@pytest.mark.parametrize("value", list(BLANK.values())[:4], ids=list(BLANK)[:4])
def test_a_blank_in_a_required_column_is_an_error_of_that_cell(committee, name, value):
    found = Import(committee, with_cells({f"{column(name)}2": value}))
    assert found.names(f"{column(name)}2")
    assert found.kept == ["E2"]


def test_the_listed_blanks(committee):
    found = Import(committee, (FILES / "pool-blank-required.xlsx").read_bytes())
    assert found.told()
    assert not found.answer.get("imported")


WORDS = {
    "gender with a mark": ("性别", "女\u200b"), "yes with a space": ("上年是否参评", "否 "),
    "full-width space before": ("单位性质", "\u3000事业单位"), "no-break space": ("职称层级", "副高级\u00a0"),
    "byte order mark": ("是否外单位同行", "\ufeff是"), "line break": ("系列", "中小学教师系列\n"),
    "full-width years": ("连续参评年数", "２"), "years with a space": ("连续参评年数", " 2 "),
    "years as a float": ("连续参评年数", 2.0), "years with a mark": ("连续参评年数", "2\u200b"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "value"), WORDS.values(), ids=WORDS)
def test_a_word_that_everybody_reads_is_read(committee, name, value):
    assert Import(committee, with_cells({f"{column(name)}2": value})).kept == ["E1", "E2"]


NO_YEARS = {"half a year": 2.5, "negative": -1, "a truth value": True, "a day": datetime.date(2026, 5, 8),
            "a time": datetime.time(9, 30), "a word": "二", "with a unit": "2年", "scientific": "1e1",
            "a thousand": 1000, "a day as a number": (45000, "yyyy-mm-dd")}  # fmt: skip


@pytest.mark.parametrize("value", NO_YEARS.values(), ids=NO_YEARS)
def test_what_is_no_number_of_years_is_named(committee, value):
    place = f"{column('连续参评年数')}2"
    assert Import(committee, with_cells({place: value})).names(place)


DAYS = {"a day": datetime.date(2026, 5, 8), "a later day": datetime.date(2030, 1, 1), "a time": datetime.time(9)}


@pytest.mark.parametrize("epoch", [1900, 1904])
@pytest.mark.parametrize("value", DAYS.values(), ids=DAYS)
def test_a_day_is_no_identifier_in_either_calendar(committee, value, epoch):
    book = with_cells({})
    book.epoch = CALENDAR_MAC_1904 if epoch == 1904 else CALENDAR_WINDOWS_1900
    book.active["A2"] = value
    found = Import(committee, book)
    assert found.names("A2", "文本")
    assert found.kept == ["E2"]


ERRORS = ["#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!"]


@pytest.mark.parametrize("code", ERRORS)
@pytest.mark.parametrize("name", ["编号", "姓名", "上年是否参评", "连续参评年数"])
def test_an_error_value_is_named_and_never_a_text(committee, code, name):
    place = f"{column(name)}2"
    book = pool()
    book.active[place].value, book.active[place].data_type = code, "e"
    found = Import(committee, book)
    assert found.names(place)
    assert found.kept == ["E2"]


CACHED = {"a text": ("str", "E1"), "a number": ("n", "7"), "an error": ("e", "#N/A"), "nothing": ("str", "")}


@pytest.mark.parametrize(("kind", "value"), CACHED.values(), ids=CACHED)
def test_a_formula_counts_by_what_is_shown_or_is_named(committee, kind, value):
    book = pool(expert("REPLACE"), expert("E2"))
    content = edited(
        saved(book), (r'<c r="A2"[^>]*>.*?</c>', f'<c r="A2" t="{kind}"><f>B2&amp;C2</f><v>{value}</v></c>')
    )
    found = Import(committee, content)
    shown = value if kind != "e" else ""
    assert found.names("A2") or (shown and found.kept == sorted([shown, "E2"]))
    assert not (kind == "e" and not found.names("A2"))


def test_an_array_formula_is_named(committee):
    book = pool()
    book.active["A2"] = ArrayFormula("A2:A2", "=B2")
    assert Import(committee, book).names("A2")


def test_a_comment_is_no_content(committee):
    book = pool()
    book.active["A9"].comment = Comment("请核对", "赵六")
    assert Import(committee, book).kept == ["E1", "E2"]


@pytest.mark.parametrize("hidden", [(3,), (2, 3), (3, 4)])
def test_hidden_rows_are_warned_of(committee, hidden):
    book = pool(expert("E1"), expert("E2"), expert("E3"))
    for row in hidden:
        book.active.row_dimensions[row].hidden = True
    found = Import(committee, book)
    assert found.warned(*map(str, hidden))


@pytest.mark.parametrize("name", ["手机", "账号", "单位性质"])
def test_a_hidden_column_is_warned_of(committee, name):
    book = pool()
    book.active.column_dimensions[column(name)].hidden = True
    assert Import(committee, book).warned(name)


def test_rows_that_a_filter_hides_are_warned_of(committee):
    book = pool(expert("E1"), expert("E2"), expert("E3"))
    book.active.auto_filter.ref = "A1:M4"
    book.active.row_dimensions[3].hidden = True
    assert Import(committee, book).warned("3")


@pytest.mark.parametrize("spelt", ["E1", "E1 ", "Ｅ1"])
def test_a_doubled_row_is_named_with_its_place(committee, spelt):
    found = Import(committee, pool(expert("E1"), expert("E2"), expert(spelt)))
    assert found.kept == ["E1", "E2"]
    assert found.names("A4") or found.warned("4")


def test_the_same_person_under_two_numbers_is_warned_of(committee):
    found = Import(committee, pool(expert("E1"), expert("E2")))
    assert found.warned("3")
