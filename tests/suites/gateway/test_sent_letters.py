"""What left the system, letter by letter, and what came to nothing."""

import pytest

from services.gateway.console.navigation import ROLE_NAMES
from shared.kernel.errors import forbidden, unavailable
from tests.support.console_suite import ANSWERS, Console, answer

LETTER = ANSWERS["notify.list_dispatches"]["items"][0]
FAILED = ANSWERS["notify.list_failures"]["items"][0]
AT = f"/letters/{LETTER['dispatch_id']}"
STATUS = {"pending": 0, "unsealed": 0, "dead_letters": 0, "undelivered": 0, "published": {}, "handled": {}}


@pytest.fixture(scope="module")
def shared_console(tmp_path_factory):
    return Console(tmp_path_factory.mktemp("console"))


@pytest.fixture(autouse=True)
def clerk(console):
    """Each begins as a clerk."""
    as_role(console, "unit_clerk")


def as_role(console, role):
    """Somebody signs in; his account is made once."""
    console.browser = console.app.test_client()
    with console.gateway.reading() as tx:
        known = tx.ports.accounts.find(f"a-letters-{role}")
    if known is None:
        console.sign_in(role, f"letters-{role}")
    else:
        console.post("/sign-in/demo", account_id=known.id)


def shows(console, **changes):
    console.services.says["notify.list_dispatches"] = {"items": [LETTER | changes], "next_cursor": None}


def test_letters_are_listed_with_masked_addresses_and_narrowed_by_channel_and_result(console):
    page = console.get("/letters?channel=sms&state=sent&whose=all")
    assert "赤峰市第一中学短信138****1234" in page
    asked = console.services.told("notify.list_dispatches")
    assert (asked["filter"], asked["sort"]) == ({"channel": "sms", "state": "sent"}, "-queued_at")
    console.get("/letters?channel=pigeon&state=lost")
    assert console.services.told("notify.list_dispatches")["filter"] == {}


def test_a_list_goes_on_by_the_cursor_with_its_filters(console):
    console.services.says["notify.list_dispatches"] = {"items": [LETTER], "next_cursor": "next-1"}
    assert "/letters?state=sent&amp;cursor=next-1" in console.html("/letters?state=sent")


def test_a_letter_is_shown_word_for_word_with_why_when_and_what_came_back(console):
    page = console.get(AT)
    assert console.services.told("notify.list_dispatches")["filter"] == {"dispatch_id": LETTER["dispatch_id"]}
    for part in (
        LETTER["body"], "audit-warning", "赤人社办发〔2026〕43号三（四）", "2026年7月20日24时前", "2026年7月3日21:10",
        "2026年7月4日08:30", "SMS-7", "拒收", "550", "nosuchuser", "渠道已接收",
    ):  # fmt: skip
        assert part in page
    assert "测试模式" not in page


def test_a_letter_that_was_only_kept_says_that_nothing_left(console):
    shows(console, state="test", tries=[])
    assert "本系统处于测试模式，未向外发送" in console.get(AT)


def test_the_text_of_a_code_is_not_kept(console):
    shows(console, kind="address_code", title="联系方式验证码", body="", message_id=None, clause=None)
    assert "内容为验证码，发出后不再保存" in console.get(AT)


def test_a_letter_that_is_not_there_or_not_his_is_not_found(console):
    console.services.says["notify.list_dispatches"] = {"items": [], "next_cursor": None}
    assert "未找到该通知的发送记录" in console.get("/letters/0", 404)


@pytest.mark.parametrize(("change", "words"), [
    ({"code": "no_address"}, "没有可用的地址：请其在“通知方式”中填写"),
    ({"code": "not_configured"}, "由运维人员开通该渠道"),
    ({"code": "id_number_in_text"}, "内容含有证件号码，系统不予外发"),
    ({"code": "550", "state": "refused"}, "对方拒收，地址可能有误"),
    ({"code": "451", "state": "failed"}, "由运维人员检查该渠道的连接"),
])  # fmt: skip
def test_what_is_to_be_done_about_a_failure_is_said(console, change, words):
    as_role(console, "supervisor")
    console.services.says["notify.list_failures"] = {"items": [FAILED | change], "next_cursor": None}
    assert words in console.get("/letters/failures")
    shows(console, **FAILED | change)
    assert words in console.get(AT)


WEEK = "2026-06-28T10:00:00+08:00"


@pytest.mark.parametrize(
    ("period", "since"), [("", WEEK), ("30", "2026-06-05T10:00:00+08:00"), ("all", None), ("x", WEEK)]
)
def test_failures_are_those_of_a_week_unless_asked_otherwise(console, period, since):
    as_role(console, "operator")
    console.get(f"/letters/failures?period={period}&channel=sms")
    wanted = console.services.told("notify.list_failures")["filter"]
    assert (wanted.get("since"), wanted["channel"]) == (since, "sms")


def test_whoever_watches_sees_all_that_he_may_and_on_demand_his_own(console):
    as_role(console, "operator")
    console.get("/letters")
    assert console.services.told("notify.list_dispatches")["filter"] == {"everyone": True}
    console.get("/letters?whose=own")
    assert console.services.told("notify.list_dispatches")["filter"] == {}


@pytest.mark.parametrize("role", list(ROLE_NAMES))
def test_failures_are_in_the_menu_of_those_whose_task_they_are(console, role):
    as_role(console, role)
    page = console.html("/letters")
    assert ('href="/letters/failures"' in page) is (role in ("supervisor", "operator"))
    assert 'href="/letters" aria-current="page"' in page


def test_without_the_right_failures_are_refused_in_words(console):
    console.services.says["notify.list_failures"] = forbidden("role_not_allowed")
    assert "无权办理" in console.get("/letters/failures", 403)


@pytest.mark.parametrize(("said", "words"), [
    (answer("notify.list_failures"), "近7日有1封通知在各渠道均未能送达"),
    ({"items": [FAILED] * 100, "next_cursor": "more"}, "近7日有100封以上通知"),
    ({"items": [], "next_cursor": None}, "没有未送达的"),
    (unavailable("rpc_timeout"), "提醒服务无应答，暂时无法统计"),
])  # fmt: skip
def test_the_operators_first_page_tells_how_many_came_to_nothing(console, said, words):
    as_role(console, "operator")
    for name in ("declaration", "audit", "committee", "docgen", "notify"):
        console.services.says[f"{name}.get_status"] = STATUS
    console.services.says["notify.list_failures"] = said
    assert words in console.get("/operations")
