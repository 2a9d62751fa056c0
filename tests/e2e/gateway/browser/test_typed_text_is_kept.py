"""What is typed outlives its tab, and two tabs with one form know of each other."""

import pytest

from tests.support.web.looking import come_in

pytestmark = pytest.mark.timeout(1800)
LONG = "任现职以来主持完成旱作节水技术推广项目三项，累计推广面积十二万亩。" * 8
RESTORED = "已恢复您上次填写但尚未提交的内容"
OPEN_ELSEWHERE = "本表单已在另一个窗口中打开，请只在一个窗口中填写"
FORM = "/mine/profile/parts/trainings"
FIELD = "[name=trainings-0-content]"


@pytest.fixture
def form(page, site):
    """An applicant at the longest form that he has in the summer."""
    come_in(page, next(one for one in site.people("applicant") if "一次通过" in one["story"]), "applicant")
    page.goto(FORM)
    return page


def test_text_typed_right_before_a_tab_is_closed_is_there_when_the_form_is_opened_again(form):
    form.fill(FIELD, LONG)
    with form.expect_event("close"):
        form.close(run_before_unload=True)
    again = form.context.new_page()
    again.goto(FORM)
    assert again.input_value(FIELD) == LONG
    assert RESTORED in notices(again)


def test_who_wants_the_restored_text_no_more_has_what_the_server_keeps(form):
    before = form.input_value(FIELD)
    form.fill(FIELD, LONG)
    form.reload()
    assert form.input_value(FIELD) == LONG
    form.get_by_role("button", name="放弃恢复").click()
    assert form.input_value(FIELD) == before
    form.reload()
    assert (form.input_value(FIELD), notices(form)) == (before, "")


def test_rows_that_were_added_come_back_as_well(form):
    rows = form.locator("[name$='-content']").count()
    for _ in range(2):
        form.get_by_role("button", name="再加一行").click()
        form.fill(f"[name=trainings-{rows}-content]", f"{LONG}第{rows}行")
        rows += 1
    assert RESTORED not in notices(form)
    form.goto(FORM)
    last = f"[name=trainings-{rows - 1}-content]"
    form.wait_for_selector(last)
    assert form.input_value(last) == f"{LONG}第{rows - 1}行"
    assert RESTORED in notices(form)


def test_the_same_form_in_another_tab_is_noticed_in_both(form):
    other = form.context.new_page()
    other.goto(FORM)
    for tab in (form, other):
        tab.get_by_text(OPEN_ELSEWHERE).wait_for()


def notices(page):
    """What the page says above its form of texts and tabs."""
    return page.inner_text("#kept-notices")
