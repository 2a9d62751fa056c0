"""What each kind of column makes of a cell, and what it refuses."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.workbooks import Cell, choice, day, identifier, text, whole_number, years, yes_no
from shared.workbooks.cells import is_shown_as_it_is, letters, number_text
from shared.workbooks.findings import BadCell

ANSWER = yes_no({"是", "Y"}, {"否", "n"})
LEVEL = choice({"副高级": 4, "中级": 3})
AGE = whole_number(0, 99)
DAY = day(datetime.date(1950, 1, 1), datetime.date(2026, 12, 31))
YEARS = years(2016, 2026)
MIDNIGHT = datetime.datetime(2026, 5, 8)  # noqa: DTZ001 (a workbook knows no zone)


def cell(value, form="General"):
    return Cell("Sheet", 2, 0, value, form)


def refusal(read, *args):
    with pytest.raises(BadCell) as caught:
        read(cell(*args))
    return caught.value.reason


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (7.0, "General", True), (13900000001.0, "General", True), (-7.0, "General", True), (12.5, "General", True),
        (7.0, "0", True), (7.0, "@", True), (7.0, "#", True), (7.0, "0_ ", True), (7.0, "[Red]0", True),
        (7.0, "0;-0", True), (123456789012345.0, "0", True), (7.0, "[$-804]0", True), (0.0, "0", True),
        (139000000012.0, "General", False), (1 / 3, "General", False), (12.0, "0000", False), (1234.0, "#,##0", False),
        (7.0, "0.00", False), (0.5, "0%", False), (7.0, "0.00E+00", False), (7.0, '"E"0', False), (7.0, '0"号"', False),
        (7.0, ";;;", False), (12.6, "0", False), (7.0, "[<5]0;00", False), (1001.0, "00-00", False), (7.0, None, False),
        (0.0, "#", False), (7.0, "yyyy", False), (-7.0, "0;(0)", False),
    ],
)  # fmt: skip
def test_whether_a_number_is_shown_as_it_is_kept(value, form, shown):
    assert is_shown_as_it_is(value, form) is shown


@given(st.integers(-(10**10), 10**10))
def test_a_whole_number_of_the_common_format_becomes_its_digits(number):
    assert identifier()(cell(float(number))) == str(number) == number_text(float(number))


@given(st.integers(10**15, 10**30))
def test_a_number_longer_than_a_cell_keeps_is_never_text(number):
    assert refusal(identifier(), float(number)) == refusal(text(), float(number), "0") == "long_number"


@pytest.mark.parametrize(
    "written", ["Z1", " Z1", "Z1\u3000", "\ufeffZ1", "Z\u200b1", "Ｚ１", "Z 1", "\u202aZ1\u202c", "Z1\n", "Z\u00ad1"]
)
def test_one_identifier_has_one_spelling(written):
    assert identifier()(cell(written)) == "Z1"


@pytest.mark.parametrize("value", [datetime.date(2026, 5, 8), datetime.time(9), datetime.timedelta(hours=30)])
def test_a_day_or_time_is_no_identifier(value):
    assert refusal(identifier(), value) == "shown_differs"


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("  张\u200b三 ", "张三"), ("第一\n小学", "第一 小学"), ("学院（东区）", "学院（东区）"), (7.0, "7"),
        (datetime.date(2026, 5, 8), "2026-05-08"), ("长" * 100, "长" * 100),
    ],
)  # fmt: skip
def test_text_stays_as_typed_without_what_nobody_sees(value, kept):
    assert text()(cell(value)) == kept


@pytest.mark.parametrize(
    ("value", "reason"),
    [("长" * 101, "too_long"), ("a\u202eb", "characters"), ("a\x07b", "characters"), (1e15, "long_number")],
)
def test_text_that_cannot_be_kept_is_refused(value, reason):
    assert refusal(text(), value) == reason


@pytest.mark.parametrize(
    ("value", "meaning"),
    [("是", True), ("是 ", True), ("ｙ", True), ("\ufeff否", False), ("N", False), (True, True), (False, False)],
)
def test_yes_and_no(value, meaning):
    assert ANSWER(cell(value)) is meaning


@pytest.mark.parametrize("value", ["也许", "是否", "—", 1.0, datetime.date(2026, 1, 1)])
def test_what_is_neither_yes_nor_no_is_refused(value):
    assert refusal(ANSWER, value) == "unknown_value"


def test_choices_are_compared_as_people_read_them():
    assert [LEVEL(cell(word)) for word in ("副高级", "副 高级", "\u3000副高级", "中级\u200b")] == [4, 4, 4, 3]
    assert refusal(LEVEL, "正高") == "unknown_value"


@pytest.mark.parametrize(("value", "number"), [(2.0, 2), ("2", 2), (" ２ ", 2), ("0", 0), (99.0, 99), ("007", None)])
def test_whole_numbers(value, number):
    assert (refusal(AGE, value) if number is None else AGE(cell(value))) == (
        "not_a_number" if number is None else number
    )


@pytest.mark.parametrize(
    "value", [2.5, -1.0, 100.0, True, "二", "2年", "1e1", "", datetime.date(2026, 5, 8), datetime.time(9), "2.0"]
)
def test_what_is_no_whole_number_within_bounds_is_refused(value):
    assert refusal(AGE, value) == "not_a_number"


@pytest.mark.parametrize(
    "value",
    [
        datetime.date(2026, 5, 8), MIDNIGHT, "2026-05-08", "2026-5-8", "2026/5/8", "2026.5.8",
        "20260508", "2026年5月8日", "２０２６－０５－０８", " 2026-05-08\u200b", "2026-05-08 00:00:00", 20260508.0,
    ],
)  # fmt: skip
def test_days_as_people_and_tools_write_them(value):
    assert DAY(cell(value)) == datetime.date(2026, 5, 8)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("2026-02-30", "not_a_day"), ("05/08/2026", "not_a_day"), ("8.5.26", "not_a_day"), (46150.0, "not_a_day"),
        ("2026", "not_a_day"), ("2026-05", "not_a_day"), (MIDNIGHT.replace(hour=9), "not_a_day"),
        (datetime.time(9), "not_a_day"), (True, "not_a_day"), ("2026-05-08 09:00", "not_a_day"),
        ("1949-12-31", "day_out_of_range"), ("2027-01-01", "day_out_of_range"),
    ],
)  # fmt: skip
def test_what_is_no_day_within_bounds_is_refused(value, reason):
    assert refusal(DAY, value) == reason


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (2024.0, (2024,)), ("2023、2024", (2023, 2024)), ("2024,2023", (2023, 2024)), ("2021-2023", (2021, 2022, 2023)),
        ("2021至2023年", (2021, 2022, 2023)), ("2023年，2025年", (2023, 2025)), ("2024；2024", (2024,)),
    ],
)  # fmt: skip
def test_years(value, found):
    assert YEARS(cell(value)) == found


@pytest.mark.parametrize(
    "value", ["2015", "2027", "2023-2021", "23、24", "三年", "", 20232024.0, True, datetime.date(2024, 1, 1), "2023、"]
)
def test_what_are_no_years_within_bounds_is_refused(value):
    assert refusal(YEARS, value) == "not_years"


def test_columns_have_the_letters_of_the_sheet():
    assert [letters(index) for index in (0, 25, 26, 51, 701, 702)] == ["A", "Z", "AA", "AZ", "ZZ", "AAA"]
