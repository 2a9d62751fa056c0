"""A bureau sends a case back with what it has ticked, and refuses one by its clause; the applicant reads why.

Each decision ends the case for the bureau, so each test has a site of its own: a copy of what was played for all.
"""

import pytest

from tests.support.gateway_site import SUMMER, site_at
from tests.support.real_year.desk import OFFICE_SCREEN, Desk
from tests.support.web.looking import barriers, come_in

pytestmark = pytest.mark.timeout(600)
APPLICANT = "一次通过"
TICKED = {
    "summary": ("未写明本人在项目中的作用", "逐项写明本人承担的工作"),
    "materials.ce_card": ("缺2025年度继续教育审验页", "补充上传2025年度审验页"),
}
"""Place in the dossier -> what is wrong with it and what mends it."""
OPINION = "材料尚需补正，现一次性告知。"
REFUSAL = "经核实，所报业绩不属于申报专业范围，不予受理。"


@pytest.fixture
def sitting(chromium):
    """Somebody at a screen of a site that nobody else uses: role and word of the story -> desk."""
    told = []
    with site_at(SUMMER) as own:
        context = chromium.new_context(base_url=own.url, viewport=OFFICE_SCREEN, locale="zh-CN")
        page = context.new_page()
        page.on("pageerror", lambda error: told.append(str(error)))

        def sit_down(role, story):
            context.clear_cookies()
            come_in(page, next(one for one in own.people(role) if story in one["story"]), role)
            return Desk(page, told)

        yield sit_down
        context.close()
    assert told == []


def test_a_bureau_ticks_what_is_wrong_and_the_applicant_finds_each_item_beside_its_field(sitting):
    bureau = _case(sitting).follow("退回补正")
    for place in TICKED:
        bureau.page.locator(f"main input[name=place][value='{place}']").check()
    bureau.press("下一步：填写问题和补正要求")
    for place, (defect, remedy) in TICKED.items():
        bureau.put(f"defect.{place}", defect)
        bureau.put(f"remedy.{place}", remedy)
    bureau.fill(opinion=OPINION, seal_reference="审核专用章").press("下一步：预览一次性告知书")
    assert barriers(bureau.page) == []
    assert all(words in bureau.text() for both in TICKED.values() for words in both)
    bureau.press("确认退回并发出告知书")
    assert "已退回补正" in bureau.text()

    applicant = _declaration(sitting)
    assert OPINION in applicant.text()
    for place, (defect, remedy) in TICKED.items():
        item = applicant.page.locator("section[aria-labelledby=returned] li", has_text=defect)
        assert remedy in item.inner_text()
        assert "依据：" in item.inner_text()
        shown = applicant.page.url
        item.get_by_role("link").click()
        applicant.page.wait_for_load_state()
        assert f"退回意见：{defect}" in _beside(applicant.page, place)
        applicant.open(shown)


def test_a_bureau_refuses_by_a_clause_and_the_applicant_reads_which_one(sitting):
    bureau = _case(sitting).follow("不予受理")
    bureau.put("reason_code", "out_of_scope")
    clause = bureau.page.locator("main [name=clause] option").nth(1)
    cited = clause.inner_text()
    bureau.put("clause", clause.get_attribute("value"))
    bureau.fill(opinion=REFUSAL).press("确认不予受理")
    assert "不予受理" in bureau.page.inner_text("main dl")

    applicant = _declaration(sitting)
    assert REFUSAL in applicant.text()
    assert cited.split()[0] in applicant.text()


def _case(sitting):
    return sitting("hr_clerk", "汇总上报").open("/cases").follow("聂涛")


def _declaration(sitting):
    applicant = sitting("applicant", APPLICANT).open("/mine/declarations")
    applicant.page.locator("main a[href^='/mine/declarations/']").first.click()
    applicant.page.wait_for_load_state()
    return applicant


def _beside(page, place):
    """What stands with the field of this place, or in the box of this file."""
    part, _, item = place.partition(".")
    return page.inner_text(f"#i-{item}" if part == "materials" else f"#h-{place}")
