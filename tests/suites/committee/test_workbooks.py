"""Pool workbooks as offices make them, and as nobody should."""

from pathlib import Path

import pytest

from shared.workbooks import letters
from tests.support.adversary.files import HEADER, archive, expert, saved, workbook
from tests.support.committee_suite.refusals import refusal
from tests.support.some import some

FILES = Path(__file__).parents[2] / "support/cases/files"


def imported(world, book):
    """What the import of a workbook answers."""
    world.begin()
    return world.import_pool(world.register(), 1, saved(book))


def told(answer):
    """(cell, reason) of everything rejected."""
    return [(cell["cell"], cell["reason"]) for cell in answer["rejected"]]


def test_every_wrong_cell_of_every_row_is_told_with_its_place(world):
    bad = [
        expert("", 姓名="", 性别="x"), expert("E2"), expert("E3", 连续参评年数="三"), expert("E2"),
        expert("E4", 工作单位="长" * 101), expert("E5", 连续参评年数="9" * 400), expert("E6", 姓名="a\u202eb"),
        expert("E7", 账号="person-1"), expert("E8", 账号="person-1"), expert("E9", 账号="E2"),
    ]  # fmt: skip
    answer = imported(world, workbook(*bad))
    assert told(answer) == [
        ("A2", "empty"), ("B2", "empty"), ("C2", "unknown_value"), ("K4", "not_a_number"), ("A5", "duplicate"),
        ("D6", "too_long"), ("K7", "too_long"), ("B8", "characters"), ("J10", "duplicate"), ("J11", "duplicate"),
    ]  # fmt: skip
    assert all(cell["message"].endswith("。") for cell in some(answer["rejected"]))
    assert [row["expert_no"] for row in world.rows("experts")] == ["E2", "E7"]
    assert world.events("committee.pool_imported")[0]["rejected"] == 8


def test_formulas_are_refused_and_texts_that_look_like_them_stay_texts(world):
    book = workbook(expert("E1", 姓名="=cmd|'/c calc'!A0"), expert("E2", 姓名="x"), expert("E3", 工作单位="@学校"))
    book.active["B3"].value = '=HYPERLINK("http://evil")'
    book.active["B2"].data_type = "s"
    answer = imported(world, book)
    assert told(answer) == [("B3", "formula")]
    assert {row["expert_no"]: row["name"] for row in world.rows("experts")}["E1"] == "=cmd|'/c calc'!A0"


def test_numbers_days_and_merged_cells_are_read_as_they_are_shown(world):
    import datetime

    book = workbook(
        expert(7, 手机=13900000001, 连续参评年数="2"), expert("E2", 姓名=datetime.date(2026, 5, 8)), expert("E3")
    )
    book.active.merge_cells("B3:B4")
    answer = imported(world, book)
    assert told(answer) == [("B4", "empty")]
    assert {row["expert_no"]: row["name"] for row in world.rows("experts")} == {"7": "专家", "E2": "2026-05-08"}


def test_empty_rows_cost_nothing_and_cells_far_away_are_refused(world):
    book = workbook(expert("E1"))
    for row in range(40_000, 40_100):
        book.active.row_dimensions[row].height = 20
    assert imported(world, book)["imported"] == 1


@pytest.mark.parametrize("place", ["XFD1048576", "A60000", "BZ2"])
def test_a_cell_far_away_is_refused(world, place):
    book = workbook(expert("E1"))
    book.active[place] = "x"
    assert refusal(imported, world, book) == "workbook_too_large"


def test_the_visible_sheet_is_read(world):
    book = workbook(expert("E1"))
    hidden = book.create_sheet("旧", 0)
    hidden.append(["什么都不是"])
    hidden.sheet_state = "hidden"
    assert imported(world, book)["imported"] == 1


@pytest.mark.parametrize(
    ("header", "slug"),
    [
        (("编号", "姓名"), "pool_columns_missing"),
        ((*HEADER, "姓名"), "pool_columns_twice"),
        ((), "pool_columns_missing"),
        (tuple(f" {name}\n" for name in HEADER), None),
    ],
)
def test_the_header_is_held_against_the_columns(world, header, slug):
    book = workbook(expert("E1"), header=header)
    if slug is None:
        assert imported(world, book)["imported"] == 1
        return
    assert refusal(imported, world, book) == slug
    assert world.rows("experts") == []


def test_a_workbook_whose_parts_cannot_be_found_is_unreadable(world):
    world.begin()
    made = archive(("[Content_Types].xml", "<Types/>"), ("xl/workbook.xml", "<workbook><sheets/></workbook>"))
    assert refusal(world.import_pool, world.register(), 1, made) == "workbook_unreadable"


def test_columns_have_the_letters_of_the_sheet():
    assert [letters(index) for index in (0, 25, 26, 51, 701, 702)] == ["A", "Z", "AA", "AZ", "ZZ", "AAA"]


CASES = {
    "pool-blank-required.xlsx": ([], [("L2", "empty"), ("M2", "empty")]),
    "pool-cells-without-place.xlsx": (["E1", "E2"], []),
    "pool-header-linebreak.xlsx": (["E1"], []),
    "pool-invisible-chars.xlsx": (
        ["Z1", "Z2", "Z3", "Z4", "Z5"], [("A3", "duplicate"), ("A4", "duplicate"), ("A9", "duplicate")],
    ),
    "pool-long-number.xlsx": ([], [("A2", "long_number"), ("A3", "long_number")]),
    "pool-styled-empty-last-row.xlsx": (["E1"], []),
    "pool-title-row.xlsx": (["E1"], []),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_workbooks_that_real_offices_sent(world, name):
    kept, rejected = CASES[name]
    world.begin()
    answer = world.import_pool(world.register(), 1, (FILES / name).read_bytes())
    assert told(answer) == rejected
    assert [row["expert_no"] for row in world.rows("experts")] == kept
    assert answer["imported"] == len(kept)


def test_what_was_read_although_nobody_sees_it_is_warned_of(world):
    book = workbook(expert("E1"), expert("E2"))
    book.active.row_dimensions[3].hidden = True
    answer = imported(world, book)
    assert [(warning["cell"], warning["reason"]) for warning in answer["warnings"]] == [
        ("A3", "row_doubled"), ("A3", "row_hidden"),
    ]  # fmt: skip
    assert answer["imported"] == 2


@pytest.mark.parametrize(
    ("content", "slug"),
    [
        ("编号,姓名\nE1,专家\n".encode("gb18030"), "workbook_not_xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "workbook_locked"),
    ],
)
def test_another_file_is_refused_with_the_remedy(world, content, slug):
    world.begin()
    assert refusal(world.import_pool, world.register(), 1, content) == slug


def test_terms_of_experts_are_told_as_counts_by_day(world):
    ends = ["2027-12-31", "2026.12.31", "2027-12-31", None, "no day"]
    rows = [(*expert(f"E{number}"), day) for number, day in enumerate(ends)]
    answer = imported(world, workbook(*rows, header=(*HEADER, "聘期截止")))
    assert told(answer) == [(f"{letters(len(HEADER))}6", "not_a_day")]
    [event] = world.events("committee.pool_imported")
    assert event["terms"] == [{"ends_on": "2026-12-31", "experts": 1}, {"ends_on": "2027-12-31", "experts": 2}]
    assert {None, ""}.isdisjoint((event["office_id"], event["committee_name"]))
