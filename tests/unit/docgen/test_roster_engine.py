"""Excel templates: what is written is what openpyxl and calamine read."""

import html
import io
import json
import zipfile
from dataclasses import asdict, dataclass, replace

import openpyxl
import pytest
import python_calamine

from services.docgen.domain.kinds import APPLICANT_ROSTER
from services.docgen.domain.order import RowGroup
from services.docgen.rendering.errors import RenderFault, TemplateFault
from services.docgen.rendering.library import TEMPLATES, Library
from services.docgen.rendering.xlsx import XlsxForm
from services.docgen.usecases.trail_heads import with_heads
from shared.contracts.trail import TrailHead
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


def sheet_xml(data):
    """The first sheet as it lies in the file."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return parts.read("xl/worksheets/sheet1.xml").decode()


@dataclass
class Printed:
    """A document of a kind."""

    kind: object


@dataclass
class InStore:
    """Heads that have left their services, by key."""

    heads: dict

    def list(self, prefix):
        return [key for key in self.heads if key.startswith(prefix)]

    def get(self, key):
        (head,) = TrailHead.found_in(self.heads[key])
        return json.dumps(asdict(head)).encode()


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


@pytest.mark.parametrize(("number", "key", "found"), [(1, "t1", 2), (10**9, "ring", 2), (1, "k" * 40, 1)])
def test_a_page_footer_prints_whole_heads_and_never_more_than_excel_takes(number, key, found):
    heads = [TrailHead(one, "2026-06-15", number, "f" * 64, key).printed for one in ("audit", "declaration")]
    files = {f"heads/{head.split()[0]}/2026-06-15.json": head for head in heads}
    order = with_heads(orders.applicants(1), Printed(APPLICANT_ROSTER), InStore(files))
    told = sheet_xml(Library().fill(order)).partition("<oddFooter>")[2].partition("</oddFooter>")[0]
    assert [one.printed for one in TrailHead.found_in(told)] == heads[:found]
    assert len(html.unescape(told)) <= 255


def test_what_a_footer_prints_begins_no_code_of_its_own():
    order = orders.applicants(1)
    data = Library().fill(replace(order, context={**order.context, "heads": "a&B<c>"}))
    assert "&amp;6a&amp;&amp;B&lt;c&gt;</oddFooter>" in sheet_xml(data)


def test_a_missing_value_and_a_template_without_rows_are_refused():
    with pytest.raises(RenderFault):
        filled(small_template(["{{ r.x }}"]), {}, [RowGroup({}, [{}])])
    with pytest.raises(TemplateFault):
        XlsxForm(small_template(["题"]))
    with pytest.raises(TemplateFault):
        XlsxForm(b"nothing")
