"""Every entry of every role's menu, as an office sees it: it answers, fits the screen, speaks Chinese, bars nobody."""

import pytest

from shared.policy import shipped_text
from tests.support.web.looking import barriers, come_in, complaints, menu_of

pytestmark = pytest.mark.timeout(1800)
ROLES = (
    "applicant", "unit_clerk", "department_clerk", "hr_clerk", "committee_office", "supervisor", "publisher",
    "operator",
)  # fmt: skip
DEEPER = {
    "applicant": ("/mine/declarations", "/mine/declarations/"),
    "hr_clerk": ("/cases", "/cases/"),
    "committee_office": ("/office", "/office/"),
    "publisher": ("/publish", "/publish/new"),
    "operator": ("/accounts", "/accounts/"),
}
"""Of a list, the page that its first line leads to."""
MEETING = {
    "meeting_on": "2026-09-16", "panel_size": "9", "place": "三楼会议室", "measures": "按专业分组评议",
    "procedure": "集中评议，无记名投票",
}  # fmt: skip


@pytest.mark.parametrize("role", ROLES)
def test_every_entry_of_the_menu_may_be_shown_to_anybody(page, site, role):
    come_in(page, site.people(role)[0], role)
    entries = menu_of(page)
    assert len(entries) == len(set(entries)) > 5
    assert [line for address in entries for line in complaints(page, address)] == []


@pytest.mark.parametrize("role", DEEPER)
def test_what_a_list_leads_to_may_be_shown_as_well(page, site, role):
    listing, begins = DEEPER[role]
    come_in(page, site.people(role)[0], role)
    page.goto(listing)
    address = page.locator(f"main a[href^='{begins}']").first.get_attribute("href")
    assert complaints(page, address) == []


def test_a_look_finds_what_bars_people(page, site):
    page.goto("/sign-in")
    assert barriers(page) == []
    page.evaluate("document.querySelector('main').append(document.createElement('select'))")
    assert [line for line in barriers(page) if line.startswith("select-name")]


def test_a_publisher_checks_a_notice_before_anything_is_published(page, site):
    come_in(page, site.people("publisher")[0], "publisher")
    page.goto("/publish/new")
    page.fill("#f-pack", shipped_text("chifeng-2026"))
    page.get_by_role("button", name="检查").click()
    assert "检查通过" in page.inner_text("main [role=status]")
    assert barriers(page) == []
    page.fill("#f-pack", shipped_text("chifeng-2026").replace("notice:", "notices:", 1))
    page.get_by_role("button", name="检查").click()
    assert "通知数据不合格" in page.inner_text("main [role=alert]")


def test_the_board_of_an_office_shows_the_step_in_progress(page, site):
    come_in(page, site.people("committee_office")[0], "committee_office")
    page.goto("/office")
    page.locator("main table a").first.click()
    page.get_by_role("link", name="安排评审会议").first.click()
    for name, text in MEETING.items():
        page.fill(f"[name={name}]", text)
    page.get_by_role("button", name="确认办理").click()
    page.get_by_role("link", name="2026年9月16日评审会议").click()
    assert complaints(page, page.url) == []
    assert "正在办理" in page.inner_text("tr.board-now[aria-current=step]")
    page.get_by_role("link", name="改期").click()
    assert page.get_attribute("[name=then]", "value").startswith("/office/sessions/")
