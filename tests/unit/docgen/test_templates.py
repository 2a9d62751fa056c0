"""What the shipped templates promise about paper, headings and language, read from their XML."""

import io
import re
import zipfile

import openpyxl
import pytest

from infra.templates.__main__ import BUILDERS
from services.docgen.rendering.library import TEMPLATES, Library
from services.docgen.rendering.row_heights import needed
from tests.support.docgen_suite import orders

WORD = sorted(path.name for path in TEMPLATES.glob("*.docx"))
SHEETS = sorted(path.name for path in TEMPLATES.glob("*.xlsx"))
LETTERS = (
    "one_time_notice.docx",
    "publicity.docx",
    "commitment_letter.docx",
    "recognition_letter.docx",
    "approval_report.docx",
    "publicity_report.docx",
)


def body(name, part="word/document.xml"):
    with zipfile.ZipFile(TEMPLATES / name) as package:
        return package.read(part).decode()


def test_every_template_is_written_by_infra_templates():
    assert sorted(BUILDERS) == sorted([*WORD, *SHEETS])


@pytest.mark.parametrize("name", WORD)
def test_the_language_of_word_templates_is_simplified_chinese(name):
    marks = re.findall(r'<w:lang [^>]*w:eastAsia="([^"]+)"', body(name) + body(name, "word/styles.xml"))
    assert set(marks) == {"zh-CN"}


@pytest.mark.parametrize("name", WORD)
def test_no_row_of_a_word_table_breaks_over_two_pages(name):
    rows = re.findall(r"<w:tr>.*?</w:tr>", body(name), re.S)
    assert [row for row in rows if "<w:cantSplit/>" not in row] == []


@pytest.mark.parametrize("name", [name for name in WORD if "{%tr for" in body(name)])
def test_rows_of_headings_repeat_and_stay_with_the_first_line(name):
    for table in re.findall(r"<w:tbl>.*?</w:tbl>", body(name), re.S):
        rows = re.findall(r"<w:tr>.*?</w:tr>", table, re.S)
        if "{%tr for" in table and name != "submission_summary.docx":
            assert "<w:tblHeader/>" in rows[0]
            assert "<w:keepNext/>" in rows[0]


def test_the_votes_stay_on_the_page_of_the_opinion_they_belong_to():
    rows = re.findall(r"<w:tr>.*?</w:tr>", body("evaluation_form.docx"), re.S)
    votes = [row for row in rows if "出席人数" in row or "vote.present" in row]
    assert len(votes) == 2
    assert all("<w:keepNext/>" in row for row in votes)


@pytest.mark.parametrize("name", LETTERS)
def test_letters_have_the_margins_and_type_sizes_of_official_ones(name):
    text = body(name)
    margins = {
        side: int(re.search(rf'w:pgMar [^>]*w:{side}="(\d+)"', text)[1]) for side in ("top", "bottom", "left", "right")
    }
    millimetres = {side: round(twips * 25.4 / 1440) for side, twips in margins.items()}
    assert millimetres == {"top": 37, "bottom": 35, "left": 28, "right": 26}
    assert '<w:sz w:val="44"/>' in text
    assert '<w:sz w:val="32"/>' in text


@pytest.mark.parametrize("name", [name for name in SHEETS if "roster" in name])
def test_wide_rosters_are_a3_with_repeated_headings_and_a_sheet_of_instructions(name):
    book = openpyxl.load_workbook(TEMPLATES / name)
    sheet = book.worksheets[0]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation, sheet.print_title_rows) == (
        8,
        "landscape",
        "$1:$3",
    )
    assert book.sheetnames[1] == "填表说明"


def test_the_green_channel_roster_has_exactly_sixteen_columns():
    sheet = openpyxl.load_workbook(TEMPLATES / "green_roster.xlsx").worksheets[0]
    headings = [cell.value for cell in sheet[3]]
    assert len(headings) == 16
    assert (headings[0], headings[14], headings[15]) == ("序号", "人才类别", "备注")


def test_rows_of_a_roster_grow_with_long_names_and_keep_their_least_height():
    order = orders.applicants(4, name=orders.NASTY_NAME)
    plain = orders.applicants(4)
    heights = []
    for one in (order, plain):
        sheet = openpyxl.load_workbook(io.BytesIO(Library().fill(one))).worksheets[0]
        heights.append({sheet.row_dimensions[cell.row].height for cell in sheet["A"] if isinstance(cell.value, int)})
    assert heights[1] == {32.0}
    assert min(heights[0]) > 70


@pytest.mark.parametrize(("text", "lines"), [("张三", 1), ("张" * 10, 3), ("a\nb", 2), ("", 1)])
def test_wide_characters_take_two_places_of_a_column(text, lines):
    assert needed([(text, 9)]) == lines * 14 + 4
