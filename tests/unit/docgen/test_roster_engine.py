"""Excel templates: what is written is what openpyxl and calamine read."""

import io
import zipfile

import openpyxl
import pytest
import python_calamine

from services.docgen.domain.order import RowGroup
from services.docgen.rendering.errors import RenderFault, TemplateFault
from services.docgen.rendering.library import TEMPLATES, Library
from services.docgen.rendering.xlsx import XlsxForm
from tests.support.docgen_suite import orders

NASTY = [
    "=1+1",
    "+1",
    "@SUM(A1)",
    "-2",
    "A&B<c>\"'",
    "_x0041_",
    "甲\n乙",
    "  空格  ",
    "😀𠮷",
    "]]>",
    "{{ title }}",
    "长" * 40000,
    "\x00甲\x1f",
]


def opened(data):
    """The first sheet by openpyxl."""
    return openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]


def by_calamine(data):
    """The first sheet's rows by calamine."""
    return python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()


def small_template(*rows, merge=None):
    """A workbook with the given rows of texts."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if merge:
        book.active.merge_cells(merge)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def filled(raw, head, groups):
    buffer = io.BytesIO()
    XlsxForm(raw).write(buffer, head, groups)
    return buffer.getvalue()


@pytest.mark.parametrize("order", [orders.applicants(40), orders.passed(40)], ids=lambda order: order.template)
def test_the_roster_holds_exactly_the_data_grouped_and_numbered(order):
    data = Library().fill(order)
    names = [
        cell.value.strip("{} ").removeprefix("r.") for cell in opened((TEMPLATES / order.template).read_bytes())[5]
    ]
    expected = []
    for group in order.groups:
        expected.append([group.heading["name"]])
        expected += [[row[name] for name in names] for row in group.rows]
    sheet, calamine = opened(data), by_calamine(data)
    assert [[cell.value for cell in sheet[4 + index]][: len(row)] for index, row in enumerate(expected)] == [
        [None if value == "" else value for value in row] for row in expected
    ]
    assert [calamine[3 + index][: len(row)] for index, row in enumerate(expected)] == expected
    numbers = [row["number"] for group in order.groups for row in group.rows]
    assert numbers == list(range(1, 41))


def test_groups_follow_series_then_major_and_rows_are_sorted_inside():
    order = orders.applicants(30)
    headings = [(group.rows[0]["series"], group.rows[0]["major"]) for group in order.groups]
    assert headings == sorted(set(headings))
    assert len(headings) == 6


@pytest.mark.parametrize("value", NASTY, ids=range(len(NASTY)))
def test_text_stays_text_and_comes_out_as_it_went_in(value):
    raw = small_template(["{{ r.x }}", "{{ r.n }}"])
    data = filled(raw, {}, [RowGroup({}, [{"x": value, "n": 7}])])
    cell = opened(data)["A1"]
    wanted = value.replace("\x00", "").replace("\x1f", "")
    wanted = wanted if len(wanted) <= 32767 else wanted[:32766] + "…"
    assert cell.data_type in ("s", "inlineStr")
    assert by_calamine(data)[0] == [wanted, 7]
    if "_x0041_" not in value:
        assert cell.value == wanted


def test_formulas_of_the_template_stay_and_values_never_become_one():
    data = filled(small_template(["{{ r.x }}"]), {}, [RowGroup({}, [{"x": "=HYPERLINK(1)"}])])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_head_rows_groups_and_rows_below_keep_their_merges():
    raw = small_template(
        ["{{ title }}", ""], ["{{ group.g }}", ""], ["{{ r.a }}", "{{ r.b }}"], ["合计 {{ n }}", ""], merge="A2:B2"
    )
    data = filled(raw, {"title": "题", "n": 3}, [RowGroup({"g": f"组{g}"}, [{"a": 1, "b": "x"}] * 2) for g in (1, 2)])
    sheet = opened(data)
    assert [cell.value for cell in sheet["A"]] == ["题", "组1", 1, 1, "组2", 1, 1, "合计 3"]
    assert {str(area) for area in sheet.merged_cells.ranges} == {"A2:B2", "A5:B5"}


def test_print_set_up_survives():
    for order in (orders.applicants(3), orders.passed(3)):
        sheet = opened(Library().fill(order))
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.print_title_rows == "$1:$3"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.parent.sheetnames == ["花名册", "填表说明"]


def test_the_general_roster_has_the_sixteen_columns_and_five_more():
    headings = [cell.value for cell in opened((TEMPLATES / "applicant_roster.xlsx").read_bytes())[3]]
    assert headings[:16] == [
        "序号", "工作单位", "姓名", "身份证号", "性别", "出生年月", "民族", "学历", "毕业院校及时间", "职称系列",
        "现职称及取得时间", "申报职称名称", "申报资格等级", "现从事专业", "人才类别", "从事专业年限",
    ]  # fmt: skip
    assert len(headings) == 21


def test_the_same_rows_give_the_same_bytes():
    assert Library().fill(orders.applicants(20)) == Library().fill(orders.applicants(20))


def test_an_empty_roster_is_still_a_workbook():
    order = orders.passed(0)
    assert opened(Library().fill(order))["A1"].value == order.context["title"]


def test_a_missing_value_and_a_template_without_rows_are_refused():
    with pytest.raises(RenderFault):
        filled(small_template(["{{ r.x }}"]), {}, [RowGroup({}, [{}])])
    with pytest.raises(TemplateFault):
        XlsxForm(small_template(["题"]))
    with pytest.raises(TemplateFault):
        XlsxForm(b"nothing")
