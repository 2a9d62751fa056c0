"""What is typed outlives its tab, and two tabs with one form know of each other."""

import pytest

from tests.support.web.looking import come_in

pytestmark = pytest.mark.timeout(300)
LONG = "任现职以来主持完成旱作节水技术推广项目三项，累计推广面积十二万亩。" * 40
RESTORED = "已恢复您上次填写但尚未提交的内容"
OPEN_ELSEWHERE = "本表单已在另一个窗口中打开，请只在一个窗口中填写"
SENT_ELSEWHERE = "另一个窗口已提交本表单，请刷新本页后再填写"


@pytest.fixture
def summary(page, site):
    """An applicant at the longest form of his draft; the address of that form."""
    late = next(one for one in site.people("applicant") if "未能提交" in one["story"])
    come_in(page, late, "applicant")
    page.goto("/mine/declarations")
    page.locator("main a[href^='/mine/declarations/']").first.click()
    address = f"{page.url}/sections/main"
    page.goto(address)
    return address


def test_text_typed_right_before_a_tab_is_closed_is_there_when_the_form_is_opened_again(page, summary):
    page.fill("[name=summary]", LONG)
    page.close(run_before_unload=True)
    again = page.context.new_page()
    again.goto(summary)
    assert again.input_value("[name=summary]") == LONG
    assert RESTORED in notices(again)


def test_who_wants_the_restored_text_no_more_has_what_the_server_keeps(page, summary):
    before = page.input_value("[name=summary]")
    page.fill("[name=summary]", LONG)
    page.reload()
    assert page.input_value("[name=summary]") == LONG
    page.get_by_role("button", name="放弃恢复").click()
    assert page.input_value("[name=summary]") == before
    page.reload()
    assert (page.input_value("[name=summary]"), notices(page)) == (before, "")


def test_the_same_form_in_another_tab_is_noticed_in_both_and_so_is_that_it_was_sent(page, summary):
    other = page.context.new_page()
    other.goto(summary)
    for tab in (page, other):
        tab.get_by_text(OPEN_ELSEWHERE).wait_for()
    other.fill("[name=summary]", LONG)
    other.get_by_role("button", name="保存", exact=True).click()
    page.get_by_text(SENT_ELSEWHERE).wait_for()
    page.get_by_role("button", name="刷新").click()
    page.wait_for_load_state()
    assert page.input_value("[name=summary]") == LONG
    assert RESTORED not in notices(page)


def notices(page):
    """What the page says above its form of texts and tabs."""
    return page.inner_text("#kept-notices")
