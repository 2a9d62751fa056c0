"""What nobody signs in for, what everybody finds in his inbox, and what a page says when it cannot be shown."""

import gzip
import re

import pytest

from services.gateway.console.navigation import ROLE_NAMES
from services.gateway.console.pages.inbox import READERS
from shared.kernel.errors import Kind, ZhipingError, not_found, refused, unavailable
from tests.support.console_suite import ANSWERS, Console, answer

PLAN = ANSWERS["declaration.get_plan"]
LIST = ANSWERS["audit.get_publicity"]
PERSON = LIST["people"][0]
OBJECTION = f"/publicities/{LIST['publicity_id']}/objection/{PERSON['declaration_id']}"
FIRST_PAGE = 150_000


@pytest.fixture(scope="module")
def shared_console(tmp_path_factory):
    return Console(tmp_path_factory.mktemp("console"))


@pytest.fixture
def console(shared_console):
    shared_console.services.says = {}
    shared_console.services.calls = []
    shared_console.app.config["MAX_CONTENT_LENGTH"] = None
    shared_console.browser = shared_console.app.test_client()
    return shared_console


@pytest.mark.parametrize(
    "address", ["/notices", "/plans", f"/plans/{PLAN['notice_id']}/{PLAN['plan_id']}", "/publicities", "/committees",
                "/verify", "/verify/内职证2026000123", f"/publicities/{LIST['publicity_id']}", OBJECTION]
)  # fmt: skip
def test_public_pages_need_no_login(console, address):
    console.get(address)


def test_a_paused_plan_tells_reason_and_clause(console):
    text = console.get("/plans")
    assert "暂不受理申报时间另行发文部署" in text
    assert "三（一）2" in text


@pytest.mark.parametrize(("standing", "count"), [("open", 1), ("paused", 1), ("over", 1), ("ahead", 0)])
def test_plans_are_chosen_by_standing(console, standing, count):
    assert console.html(f"/plans?standing={standing}").count(f'href="/plans/{PLAN["notice_id"]}') == count


def test_an_objection_is_filed_with_the_visitors_address(console):
    console.services.says["audit.get_publicity"] = answer("audit.get_publicity", ends_on="2026-07-10", closed_on=None)
    sent = console.send(OBJECTION, content="该同志的论文与他人雷同，请核实。")
    assert sent.status_code == 303
    told = console.services.told("audit.file_objection")
    assert told["client_address"] == "127.0.0.1"
    assert told["declaration_id"] == PERSON["declaration_id"]
    assert "异议已受理" in console.browser.get(sent.headers["Location"]).text


def test_an_objection_that_is_refused_keeps_its_text(console):
    console.services.says["audit.get_publicity"] = answer("audit.get_publicity", ends_on="2026-07-10", closed_on=None)
    console.services.says["audit.file_objection"] = refused("publicity_over", ends_on="2026-07-03")
    page = console.send(OBJECTION, content="该同志的论文与他人雷同。")
    assert page.status_code == 422
    assert "该同志的论文与他人雷同。" in page.text


@pytest.mark.parametrize("state", ["registered", "approved", "returned", "refused"])
def test_a_committee_has_its_page_in_every_state(console, state):
    console.services.says["committee.get_committee"] = answer(
        "committee.get_committee", state=state, approved=state == "approved", suspended=state == "approved"
    )
    assert LIST_NAME in console.get("/committees/x")


LIST_NAME = ANSWERS["committee.get_committee"]["name"]


def test_a_certificate_is_checked_with_its_code(console):
    assert "证书有效" in console.get("/verify/内职证2026000123?code=abcd")
    assert console.services.told("committee.verify_certificate")["check_code"] == "abcd"


def test_a_revoked_certificate_says_so(console):
    console.services.says["committee.verify_certificate"] = answer(
        "committee.verify_certificate", state="revoked", revoked_on="2026-12-01"
    )
    assert "2026年12月1日撤销" in console.get("/verify/x?code=abcd")


def test_a_wrong_code_and_an_unknown_number_are_the_same(console):
    console.services.says["committee.verify_certificate"] = not_found("certificate_not_found", number="x")
    console.get("/verify/x?code=wrong", 404)


@pytest.mark.parametrize("role", list(ROLE_NAMES))
def test_every_role_has_an_inbox(console, role):
    console.sign_in(role, f"clerk-{role}", "org-1")
    assert "标为已读" in console.get("/inbox/messages")
    assert "已逾期" in console.get("/deadlines")
    if role in READERS:
        assert "下载" in console.get("/inbox/documents")


def test_a_message_is_marked_as_read(console):
    console.sign_in(person_id="reader")
    (message, *_) = ANSWERS["notify.list_messages"]["items"]
    sent = console.send("/inbox/messages", f"/inbox/messages/{message['message_id']}/read")
    assert sent.status_code == 303
    assert console.services.told("notify.mark_read")["message_id"] == message["message_id"]


def test_a_document_is_fetched_by_a_link_that_is_told_to_nobody(console):
    console.sign_in()
    answered = console.browser.get("/inbox/documents/d1/download")
    assert answered.headers["Location"] == ANSWERS["docgen.get_download_link"]["url"]
    assert answered.headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_of_refusal_is_a_page_in_words(console, kind):
    console.services.says["declaration.list_notices"] = ZhipingError("service_unavailable", kind)
    answered = console.browser.get("/notices")
    assert answered.status_code >= 400
    assert "服务暂时不可用" in answered.text
    assert (">重试</a>" in answered.text) is (kind is Kind.UNAVAILABLE)


@pytest.mark.parametrize(("method", "address", "status", "words"), [
    ("GET", "/nowhere", 404, "未找到页面"), ("PUT", "/notices", 405, "办理方式有误"),
    ("GET", "/static/no.css", 404, "未找到"),
])  # fmt: skip
def test_flasks_own_faults_are_pages_in_words(console, method, address, status, words):
    answered = console.browser.open(address, method=method)
    assert answered.status_code == status
    assert words in answered.text
    assert "default-src 'none'" in answered.headers["Content-Security-Policy"]


def test_what_is_too_large_is_told_in_words(console):
    console.app.config["MAX_CONTENT_LENGTH"] = 1000
    answered = console.browser.post("/look", data={"turn": "x" * 5000})
    assert answered.status_code == 413
    assert "内容过大" in answered.text


def test_a_bug_is_told_in_words(console):
    console.services.says["declaration.list_notices"] = {"items": [{"no": "title"}], "next_cursor": None}
    answered = console.browser.get("/notices")
    assert answered.status_code == 500
    assert "系统内部错误" in answered.text


def test_while_the_bus_is_away_what_was_typed_comes_along_and_one_button_sends_it_again(console):
    console.services.says["audit.file_objection"] = unavailable("rpc_timeout")
    console.services.says["audit.get_publicity"] = unavailable("rpc_timeout")
    answered = console.post(OBJECTION, content="很长的异议内容", idempotency_key="k1")
    assert answered.status_code == 503
    assert answered.headers["Retry-After"]
    assert '<input type="hidden" name="content" value="很长的异议内容">' in answered.text
    assert '<input type="hidden" name="idempotency_key" value="k1">' in answered.text
    console.services.says = {"audit.get_publicity": answer("audit.get_publicity", ends_on="2026-07-10")}
    again = console.post(OBJECTION, content="很长的异议内容", idempotency_key="k1")
    assert again.status_code == 303


def test_large_type_and_contrast_are_remembered_without_a_script(console):
    answered = console.post("/look", turn="large", back="/plans?level=middle")
    assert answered.headers["Location"] == "/plans?level=middle"
    assert '<html lang="zh-CN" class="large">' in console.html("/notices")
    console.post("/look", turn="contrast", back="//evil.example")
    assert 'class="large contrast"' in console.html("/notices")


def test_the_first_page_is_small_and_its_files_are_kept_for_good(console):
    page = console.browser.get("/notices")
    size = len(gzip.compress(page.data))
    for address in _files(page.text):
        file = console.browser.get(address, headers={"Accept-Encoding": "gzip"})
        assert "immutable" in file.headers["Cache-Control"]
        size += len(file.data)
    assert size < FIRST_PAGE


def test_a_file_under_another_digest_is_not_kept(console):
    assert "immutable" not in console.browser.get("/static/css/console.css?v=old").headers["Cache-Control"]


def test_the_form_that_arrived_is_named_to_the_page_script(console):
    console.services.says["audit.get_publicity"] = answer("audit.get_publicity", ends_on="2026-07-10", closed_on=None)
    sent = console.post(OBJECTION, content="该同志的论文雷同。", idempotency_key="k7")
    assert "zhiping_done=k7" in " ".join(sent.headers.getlist("Set-Cookie"))


def test_no_page_needs_inline_script_or_style(console):
    for address in ("/notices", "/plans", OBJECTION, "/verify"):
        page = console.html(address)
        assert " style=" not in page
        assert " onclick=" not in page
        assert "<script>" not in page


def _files(page):
    return re.findall(r'(?:href|src)="(/static/[^"]+)"', page)
