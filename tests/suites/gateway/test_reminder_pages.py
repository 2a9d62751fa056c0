"""Rules of reminders tried on a page, and what became of their moments."""

import pytest

from services.gateway.console.reminder_words import moment_words
from services.notify.results import OccurrenceView, PreviewedReminder
from shared.kernel.errors import forbidden, invalid
from shared.wire.plain import read_as
from tests.support.console_suite import Console

LINE = {
    "at": "2026-07-09T08:00:00+08:00", "kind": "audit_stage", "rule": "audit-warning", "token": "wd2",
    "roles": ["superior"], "person_id": None, "organisation_id": "org-7", "organisation_name": "松山区教育局",
    "recipients": 1, "count": 12, "title": "审核还有2天截止", "body": "松山区第一小学尚有12件未审核。",
    "channels": ["mail", "sms"], "not_configured": ["sms"], "batch": True,
}  # fmt: skip
PEOPLE = LINE | {
    "at": "2026-07-06T08:00:00+08:00", "rule": "", "token": "3", "roles": ["applicant"], "organisation_id": None,
    "organisation_name": None, "recipients": 40, "count": 1, "channels": None, "not_configured": [], "batch": False,
}  # fmt: skip
MOMENT = {
    "kind": "audit_stage", "rule": "audit-warning", "token": "late", "notice_id": "chifeng-2026", "person_id": None,
    "organisation_id": "org-7", "organisation_name": "松山区教育局", "due_at": "2026-07-11T00:00:00+08:00",
    "at": "2026-07-03T08:00:00+08:00", "outcome": "missed", "count": 0, "noted_at": "2026-07-03T09:00:00+08:00",
    "message_id": None,
}  # fmt: skip
PREVIEW, OCCURRENCES = "notify.preview_reminders", "notify.list_occurrences"
RULES = "reminders: [{deadline: audit_due, days_before: [9], to: [holder], source: 拟修改}]"


@pytest.fixture(scope="module")
def shared_console(tmp_path_factory):
    made = Console(tmp_path_factory.mktemp("console"))
    made.sign_in("supervisor")
    return made


@pytest.fixture
def console(shared_console):
    shared_console.services.calls = []
    shared_console.services.says = {PREVIEW: listing(LINE, PEOPLE), OCCURRENCES: listing(MOMENT)}
    return shared_console


def listing(*items, cursor=None):
    return {"items": list(items), "next_cursor": cursor, "total": None}


def test_what_stands_in_for_the_service_has_its_shape():
    assert read_as(PreviewedReminder, LINE).channels == ("mail", "sms")
    assert read_as(OccurrenceView, MOMENT).outcome == "missed"


def test_rules_in_force_tell_when_whom_and_what_the_earliest_first(console):
    console.services.says[PREVIEW] = listing(LINE, PEOPLE, PEOPLE | {"recipients": 1})
    page = console.get("/reminders/preview")
    assert page.index("申报人41人") < page.index("松山区教育局（上级部门）")
    assert "2026年7月9日08:00星期四截止日前第2个工作日规则audit-warning" in page
    assert "站内消息、电子邮件、短信本系统未开通：短信并入每日一封的汇总信" in page
    assert "按现行规则" in page
    asked = console.services.told(PREVIEW)
    assert (asked["from_day"], asked["until_day"]) == ("2026-07-05", "2026-08-04")
    assert "rules" not in asked


def test_typed_rules_of_one_kind_are_tried_and_stay_in_the_form(console):
    sent = console.post("/reminders/preview", rules=RULES, notice_id="chifeng-2026", kind="audit_stage")
    assert sent.status_code == 200
    assert console.services.told(PREVIEW)["rules"] == RULES
    assert console.services.told(PREVIEW)["kind"] == "audit_stage"
    assert "拟修改}]</textarea>" in sent.text
    assert "按另拟的规则" in sent.text


def test_what_is_wrong_with_typed_rules_stands_there_with_its_line(console):
    sent = console.post("/reminders/preview", rules=RULES.replace("[9]", "[-5]"))
    assert sent.status_code == 422
    assert "第 1 行" in sent.text
    assert [name for name, _ in console.services.calls if name == PREVIEW] == []


def test_days_that_are_too_many_are_refused_beside_the_form(console):
    console.services.says[PREVIEW] = invalid("preview_days_invalid", path="until_day", days=92)
    sent = console.browser.get("/reminders/preview?from=2026-07-01&until=2027-07-01")
    assert sent.status_code == 422
    assert "不超过92天" in sent.text
    assert 'value="2027-07-01"' in sent.text


def test_it_says_clearly_that_nobody_would_be_told(console):
    console.services.says[PREVIEW] = listing()
    assert "所选日期内，这些规则不会提醒任何人。" in console.get("/reminders/preview")


def test_kinds_of_which_nobody_is_told_are_named_once_everything_is_there(console):
    assert "不提醒任何人的事项：提交申报、" in console.get("/reminders/preview")
    console.services.says[PREVIEW] = listing(LINE, cursor="g|r")
    page = console.browser.get("/reminders/preview").text
    assert "不提醒任何人的事项" not in page
    assert 'name="cursor" value="g|r"' in page


def test_the_outcome_of_moments_is_told_in_words(console):
    page = console.get("/reminders/occurrences?outcome=missed&kind=audit_stage&from=2026-07-01&until=2026-07-31")
    assert "事项产生较晚，补提醒一次" in page
    assert "松山区教育局已错过" in page
    assert console.services.told(OCCURRENCES)["filter"] == {
        "everyone": True, "kind": "audit_stage", "outcome": "missed", "since": "2026-07-01T00:00:00+08:00",
        "until": "2026-08-01T00:00:00+08:00",
    }  # fmt: skip


@pytest.mark.parametrize(("method", "address"), [
    (PREVIEW, "/reminders/preview"), (OCCURRENCES, "/reminders/occurrences"),
])  # fmt: skip
def test_whoever_has_no_right_to_it_reads_so(console, method, address):
    console.services.says[method] = forbidden("role_not_allowed")
    assert "您没有执行此操作的权限" in console.get(address, 403)


@pytest.mark.parametrize(("token", "words"), [
    ("7", "截止日前 7 天"), ("0", "截止当日"), ("wd0", "截止当日"), ("h4", "截止前 4 小时"),
    ("+wd1", "截止日后第 1 个工作日"), ("w5", "等待第 5 天"), ("+r2", "第 2 次重复提醒"), ("??", "其他时点"),
])  # fmt: skip
def test_a_moment_has_its_words(token, words):
    assert moment_words(token) == words
