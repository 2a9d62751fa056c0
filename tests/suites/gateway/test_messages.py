"""The page of messages: which there are, how many are unread, what each is about, and reading many at once."""

import pytest
from markupsafe import escape

from services.gateway.console import unread
from services.gateway.console.subjects import Thing
from shared.contracts.notify import SUPERVISION
from shared.kernel.errors import unavailable
from tests.support.console_suite import ANSWERS, Console, answer

FIRST, SECOND = ANSWERS["notify.list_messages"]["items"]
COUNT = '<span class="count">'


@pytest.fixture(scope="module")
def shared_console(tmp_path_factory):
    return Console(tmp_path_factory.mktemp("console"))


@pytest.fixture(autouse=True)
def applicant(console):
    """Each begins as an applicant, with nothing counted."""
    as_role(console, "applicant")


def as_role(console, role):
    """Somebody signs in; his account is made once."""
    console.app.extensions.pop("unread_numbers", None)
    console.browser = console.app.test_client()
    with console.gateway.reading() as tx:
        known = tx.ports.accounts.find(f"a-messages-{role}")
    if known is None:
        console.sign_in(role, f"messages-{role}")
    else:
        console.post("/sign-in/demo", account_id=known.id)


def counted(console):
    return [params for name, params in console.services.calls if name == "notify.count_messages"]


def told(console):
    return [params for name, params in console.services.calls if name == "notify.mark_read"]


def test_unread_messages_are_counted_by_category(console):
    assert "未读2条：通知消息1条，提醒1条" in console.get("/inbox/messages")


@pytest.mark.parametrize(("address", "wanted"), [
    ("", {}), ("?unread=yes", {"unread": True}), ("?category=reminder", {"category": "reminder"}),
    ("?category=all&unread=no&kind=trail_headed", {"kind": "trail_headed"}),
])  # fmt: skip
def test_messages_are_narrowed_by_what_the_address_says(console, address, wanted):
    console.get(f"/inbox/messages{address}")
    assert console.services.told("notify.list_messages")["filter"] == wanted


def test_what_a_message_is_about_leads_to_its_page(console):
    page = console.html("/inbox/messages")
    declaration = SECOND["items"][0]
    assert f'<a href="/mine/declarations/{declaration["subject_id"]}">{declaration["label"]}</a>' in page
    assert "依据：赤人社办发〔2026〕43号 四（三）2" in page


def test_how_long_there_is_still_time_is_told_and_of_the_past_the_day_alone(console):
    assert "期限：2026年5月20日" in console.get("/inbox/messages")
    assert "已逾期" not in console.get("/inbox/messages")
    later = FIRST | {"due_on": "2026-07-08", "due_at": "2026-07-09T00:00:00+08:00"}
    console.services.says["notify.list_messages"] = {"items": [later], "next_cursor": None}
    assert "剩余3个工作日" in console.get("/inbox/messages")


@pytest.mark.parametrize(("role", "kind", "address"), [
    ("unit_clerk", "audit_stage", "/cases/s-1"), ("hr_clerk", "answer_plan", "/office/sessions/s-1"),
    ("unit_clerk", "verify_profile", "/people/s-1"), ("unit_clerk", "objection_filed", "/publicity/s-1"),
    ("hr_clerk", "result_objection_to_investigate", "/investigations/s-1"),
    ("committee_office", "renew_committee", "/office/s-1"), ("operator", "letters_failed", "/letters/failures"),
    ("applicant", "profile_returned", "/mine/profile"), ("expert", "audit_stage", None),
])  # fmt: skip
def test_each_role_finds_the_subject_where_it_works_on_it(console, role, kind, address):
    as_role(console, role)
    item = {"subject_id": "s-1", "label": "CF-7"}
    console.services.says["notify.list_messages"] = {"items": [FIRST | {"kind": kind, "items": [item]}],
                                                     "next_cursor": None}  # fmt: skip
    page = console.html("/inbox/messages")
    assert "涉及：" in page
    assert (f'<a href="{address}">CF-7</a>' in page) is (address is not None)


def test_many_subjects_are_folded_away_and_one_without_number_is_called_what_it_is(console):
    items = [{"subject_id": f"d-{number}", "label": None} for number in range(25)]
    console.services.says["notify.list_messages"] = {"items": [FIRST | {"items": items}], "next_cursor": None}
    page = console.html("/inbox/messages")
    assert page.count(f">{Thing.DECLARATION.value}</a>") == 25
    assert "<summary>其余 15 件</summary>" in page


def test_ticked_messages_are_read_together_and_the_page_stays_narrowed(console):
    ids = [FIRST["message_id"], SECOND["message_id"]]
    sent = console.send("/inbox/messages", "/inbox/messages/read?unread=yes&category=notice", message=ids)
    assert sent.headers["Location"] == "/inbox/messages?unread=yes&category=notice"
    assert [one["message_id"] for one in told(console)] == ids
    assert len({one["idempotency_key"] for one in told(console)}) == 2 or told(console)[0]["idempotency_key"] is None


def test_the_whole_page_is_read_at_once_and_a_read_message_offers_nothing(console):
    read = answer("notify.list_messages")
    read["items"][0]["read_at"] = "2026-07-01T09:00:00+08:00"
    console.services.says["notify.list_messages"] = read
    page = console.html("/inbox/messages")
    assert page.count('name="shown"') == 1
    assert "将本页 1 条全部标为已读" in page
    console.send("/inbox/messages", "/inbox/messages/read", shown=[SECOND["message_id"]], all="yes")
    assert [one["message_id"] for one in told(console)] == [SECOND["message_id"]]


@pytest.mark.parametrize("role", ["supervisor", "operator"])
def test_whoever_watches_reads_the_supervisions_messages_beside_his_own(console, role):
    as_role(console, role)
    page = console.html(f"/inbox/messages?box={SUPERVISION}&kind=letters_failed")
    wanted = {"everyone": True, "organisation_id": SUPERVISION}
    assert console.services.told("notify.list_messages")["filter"] == wanted | {"kind": "letters_failed"}
    assert counted(console)[0] | wanted == counted(console)[0]
    assert "监督与运维消息" in page


def test_the_record_of_a_trails_head_stays_as_a_command_takes_it(console):
    as_role(console, "supervisor")
    record = '{"day":"2026-07-04","key_id":"k-1"}'
    told = {"kind": "trail_headed", "body": f"请妥善保存。核对命令所用记录：{record}", "clause": None}
    console.services.says["notify.list_messages"] = {"items": [FIRST | told], "next_cursor": None}
    assert f'<code class="digest">{escape(record)}</code>' in console.html(f"/inbox/messages?box={SUPERVISION}")


def test_nobody_else_is_offered_them(console):
    assert "监督与运维消息" not in console.get("/inbox/messages")


def test_the_menu_tells_the_unread_number_and_asks_for_it_once_in_a_while(console):
    for _ in range(3):
        assert f"{COUNT}2<" in console.html("/inbox/documents")
    assert counted(console) == [{"timeout": unread.PATIENCE}]
    console.send("/inbox/documents", "/inbox/messages/read", message=["m-1"])
    console.services.says["notify.count_messages"] = answer("notify.count_messages", unread=0)
    assert COUNT not in console.html("/inbox/documents")


def test_a_page_does_not_wait_for_the_number_again_and_again_while_nobody_tells_it(console):
    console.services.says["notify.count_messages"] = unavailable("rpc_timeout")
    for _ in range(3):
        assert COUNT not in console.html("/inbox/documents")
    assert len(counted(console)) == 1


def test_a_page_that_says_that_something_is_away_asks_for_no_number(console):
    console.services.says["docgen.list_documents"] = unavailable("service_unavailable")
    console.get("/inbox/documents", 503)
    assert counted(console) == []


def test_numbers_of_a_crowd_are_not_kept_for_ever(monkeypatch):
    monkeypatch.setattr(unread, "KEPT", 2)
    numbers = unread.UnreadNumbers()
    for name in ("a", "b", "c"):
        numbers.note(name, 1)
    assert list(numbers.known) == ["b", "c"]
