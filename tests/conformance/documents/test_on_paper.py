"""Documents as LibreOffice prints them."""

import re

import pytest

from tests.support.docgen_suite.office import distance, squeeze
from tests.support.telling_glyphs import GLYPHS

A4, A4_ACROSS, A3_ACROSS = (595, 842), (842, 595), (1191, 842)
PAPER = {
    "evaluation_form.docx": A4, "submission_summary.docx": A3_ACROSS, "one_time_notice.docx": A4, "publicity.docx": A4,
    "commitment_letter.docx": A4, "approval_report.docx": A4, "material_list.docx": A4, "score_sheet.xlsx": A4_ACROSS,
    "extension_filing.docx": A4,
    "publicity_report.docx": A4, "certificate.docx": A4_ACROSS, "applicant_roster.xlsx": A3_ACROSS,
    "pass_roster.xlsx": A3_ACROSS, "green_roster.xlsx": A3_ACROSS, "recognition_letter.docx": A4,
}  # fmt: skip
HEADINGS = {
    "form-worst": (["起止时间", "完成情况及效果"], r"2019\.03—2021\.06"),
    "notice-worst": (["存在的问题", "补正要求"], "重新上传"),
    "publicity-roster": (["序号", "工作单位", "职称名称"], r"张\d"),
    "applicants": (["序号", "身份证号", "备注"], r"人\d+150402"),
    "passed": (["序号", "身份证号", "备注"], r"人\d+女"),
}  # fmt: skip


LEFT_OUT = {
    "submission_summary.docx": {
        "audit", "cover.name", "cover.year", "cover.date", "cover.issuer", "basic.former_name", "basic.birth_place",
        "basic.health", "basic.society_posts", "basic.foreign_language", "basic.current_work", "basic.route",
        "achievements_before", "exams", "years", "vote.members", "vote.present", "vote.yes", "vote.no", "vote.remarks",
    },
    "applicant_roster.xlsx": {"level"},
    "green_roster.xlsx": {
        "level", "profession_years", "title_years", "exceptional", "mode", "group",
    },
}  # fmt: skip
"""Values that a form does not print: the sheet is a summary, and two rosters have one source."""


def values_of(value, left_out, path=""):
    """Every text and number in a context, without the paths left out."""
    if path in left_out:
        return []
    if isinstance(value, dict):
        return [v for name, item in value.items() for v in values_of(item, left_out, f"{path}.{name}".lstrip("."))]
    if isinstance(value, list):
        return [v for item in value for v in values_of(item, left_out, path)]
    return [str(value)]


def test_no_mark_of_the_template_is_left(case):
    _, _, printout = case
    assert not re.search(r"\{\{|\}\}|\{%|%\}|placeholder", printout.text)


def test_paper_and_orientation(case):
    _, order, printout = case
    sheets = printout.pages[:-1] if order.template.endswith(".xlsx") else printout.pages  # last: 填表说明, upright
    assert {(round(width), round(height)) for width, height in sheets} == {PAPER[order.template]}


def test_every_value_is_on_paper(case):
    _, order, printout = case
    left_out = LEFT_OUT.get(order.template, set())
    groups = [[group.heading, group.rows] for group in order.groups]
    expected = [*values_of(dict(order.context), left_out), *values_of(groups, left_out)]
    missing = [value for value in set(expected) if not on_paper(value, printout.text)]
    assert missing == []


def on_paper(value, text):
    """Lines of neighbouring cells interleave where cells wrap: then every pair of characters is looked for, on one line
    or over the end of one."""
    squeezed = squeeze(value)
    pairs = [squeezed[start : start + 2] for start in range(len(squeezed) - 1)]
    torn = [pair for pair in pairs if pair not in text]
    allowed = 0 if len(squeezed) < 6 else max(1, len(squeezed) // 10)
    return squeezed in text or (len(torn) <= allowed and all(character in text for character in squeezed))


@pytest.mark.parametrize("name", ["summary", "summary-worst"])
def test_the_submission_summary_is_one_a3_sheet_of_two_pages(printouts, name):
    printout = printouts[name]
    assert len(printout.pages) == 2
    assert "推荐、评审与审批意见" in printout.texts[1]


@pytest.mark.parametrize(
    "name", ["certificate", "certificate-worst", "letter", "materials", "extension", "extension-filed"]
)
def test_certificate_and_letter_are_one_page(printouts, name):
    assert len(printouts[name].pages) == 1


@pytest.mark.parametrize("name", HEADINGS)
def test_heading_rows_repeat_on_every_page_that_continues_a_table(printouts, name):
    words, mark = HEADINGS[name]
    body = [text for text in map(squeeze, printouts[name].texts) if re.search(mark, text)]
    assert len(body) > 1
    assert [text[:40] for text in body if not all(word in text for word in words)] == []


@pytest.mark.parametrize("name", ["form", "form-approved", "form-worst"])
def test_every_page_of_the_evaluation_form_carries_audit_line_digest_and_page_number(printouts, name):
    pages = printouts[name].texts
    for number, page in enumerate(pages, start=1):
        text = squeeze(page)
        assert "审核人：" in text
        assert "ab" * 32 in text
        assert f"第{number}页共{len(pages)}页" in text


def test_opinions_stand_in_the_order_of_the_audit(printouts):
    text = squeeze(printouts["form-approved"].texts[-1])
    places = [text.index(word) for word in ("推荐意见", "呈报单位", "专家组", "出席人数", "确认其具备")]
    assert places == sorted(places)


@pytest.mark.parametrize("name", ["form-nasty", "summary-nasty"])
def test_a_long_opinion_leaves_seal_and_signature_on_paper(printouts, name):
    text = squeeze("".join(printouts[name].texts))
    assert text.count("红山区第一小学（盖章") == text.count("赤峰市红山区教育局（盖章") == 1
    assert "王五" in text


def test_the_cover_of_the_evaluation_form_is_one_page_for_the_longest_names(printouts):
    first, second = (squeeze(text) for text in printouts["form-nasty"].texts[:2])
    assert "人力资源和社会保障局制" in first
    assert "一、基本情况" in second


def test_the_signature_of_a_letter_never_stands_alone_on_a_page(printouts):
    for name, words in (
        ("notice", "审核人"),
        ("notice-worst", "审核人"),
        ("publicity-unit", "盖章"),
        ("letter", "经办人"),
        ("posting", "（盖章"),
        ("posting-none", "（盖章"),
        ("approval", "（盖章"),
    ):
        (page,) = [squeeze(text) for text in printouts[name].texts if words in text]
        assert re.search("[。：；]", page.split(words)[0])


def test_fonts_are_embedded(case):
    _, _, printout = case
    fonts = printout.fonts()
    assert any("CJK" in name for name, _ in fonts)
    assert all(embedded for _, embedded in fonts)


def test_chinese_glyphs_are_the_simplified_ones(printouts):
    """The CJK collections share one font name, so the shapes are compared: 直骨返 differ between SC and JP faces."""
    images = {name: printouts[f"glyphs-{name}"].image(dpi=60) for name in GLYPHS}
    assert distance(images["form"], images["sc"]) == 0
    assert distance(images["form"], images["jp"]) > 0.05


def test_pages_are_not_blank(case):
    _, _, printout = case
    for page in range(1, len(printout.pages) + 1):
        assert squeeze(printout.texts[page - 1])
