"""What pages keep of a form, and say, while a service, the bus or the door's own database is away."""

import re

import pytest

from shared.kernel.errors import conflict, unavailable
from tests.support.console_suite import Console
from tests.support.console_suite.world import read

DECLARATION = "01985d2c-0000-7000-8000-000000000001"
MAIN = f"/mine/declarations/{DECLARATION}/sections/main"
SESSION = {
    "session_id": "s-1", "state": "open", "meeting_on": "2026-09-16", "place": "三楼会议室", "expert_no": "E1",
    "collected": True, "kind": "review",
    "items": [{"blind_no": "B-1", "series_name": "农业", "major": "农学", "title": "农艺师", "recused": False}],
}  # fmt: skip
BALLOT = "9c1f" * 8


@pytest.fixture
def console(tmp_path):
    one = Console(tmp_path)
    one.sign_in()
    return one


def keys(page):
    return re.findall(r'name="idempotency_key" value="([^"]+)"', page)


def test_a_form_that_comes_back_itself_says_503_and_keeps_words_and_key(console):
    console.services.says["declaration.update_profile"] = unavailable("rpc_timeout")
    answer = console.send("/mine/profile/parts/basics", **{"basics-0-phone": "13012345678"})
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
    assert "13012345678" in answer.text
    assert "Refresh" not in answer.headers
    assert console.services.told("declaration.update_profile")["idempotency_key"] in keys(answer.text)


def test_a_page_that_is_only_read_asks_again_by_itself(console):
    console.services.says["declaration.list_declarations"] = unavailable("service_unavailable")
    answer = console.browser.get("/mine/declarations")
    assert (answer.status_code, answer.headers["Refresh"]) == (503, "10")
    assert "每隔十秒自动重试" in read(answer.text)


def test_secrets_are_typed_again_and_everything_else_is_kept(console):
    for method in ("declaration.register_person", "audit.list_organisations"):
        console.services.says[method] = unavailable("service_unavailable")
    told = {"name": "何晓", "id_number": "150402199001011234", "unit_id": "u-1", "basics-0-current_work": "教学"}
    csrf = re.search(r'name="csrf" value="([^"]+)"', console.html("/mine/declarations"))[1]
    answer = console.browser.post("/mine/profile/register", data=told | {"csrf": csrf, "idempotency_key": "k-1"})
    assert answer.status_code == 503
    assert "150402199001011234" not in answer.text
    assert 'value="何晓"' in answer.text
    assert "居民身份证号码（必填）" in read(answer.text)
    assert "k-1" in keys(answer.text)


def test_nobody_reads_codes_among_what_he_typed(console):
    for method in ("declaration.get_declaration", "declaration.fill_dossier"):
        console.services.says[method] = unavailable("rpc_timeout")
    csrf = re.search(r'name="csrf" value="([^"]+)"', console.html("/mine/profile"))[1]
    told = {"csrf": csrf, "summary": "任现职以来，认真履行岗位职责。", "route_claimed": "normal_path", "version": "3"}
    answer = console.browser.post(MAIN, data=told | {"idempotency_key": "k-2"})
    assert answer.status_code == 503
    shown = re.findall(r'<li class="typed">([^<]*)</li>', answer.text)
    assert shown == ["任现职以来，认真履行岗位职责。"]


def test_ballots_that_nobody_took_stay_on_the_page_to_be_cast_once(tmp_path):
    console = Console(tmp_path)
    console.sign_in("expert", "E1")
    console.services.says |= {
        "committee.get_session": unavailable("service_unavailable"),
        "committee.cast_ballots": unavailable("service_unavailable"),
    }
    cast = {"ballot": BALLOT, "blind_no": "B-1", f"choice-{BALLOT}": "yes", "idempotency_key": "vote-1"}
    answer = console.post("/panel/s-1/votes", **cast)
    assert answer.status_code == 503
    for name, value in cast.items():
        assert f'name="{name}" value="{value}"' in answer.text
    console.services.says |= {"committee.get_session": SESSION, "committee.cast_ballots": {"cast": 1}}
    assert console.post("/panel/s-1/votes", **cast).status_code == 303
    assert console.services.told("committee.cast_ballots")["idempotency_key"] == "vote-1"


def test_a_form_that_had_arrived_unheard_is_told_so_and_gets_a_key_of_its_own(console):
    console.services.says["declaration.update_profile"] = conflict("idempotency_key_reused", path="idempotency_key")
    answer = console.send("/mine/profile/parts/basics", **{"basics-0-phone": "13012345678"})
    assert "您先前提交的内容已经办理" in read(answer.text)
    assert console.services.told("declaration.update_profile")["idempotency_key"] not in keys(answer.text)


def test_while_the_doors_own_database_is_away_a_page_says_so_and_does_not_call_a_visitor_a_stranger(console):
    console.gateway.reading = lambda: (_ for _ in ()).throw(unavailable("database_unavailable"))
    answer = console.browser.get("/mine/declarations")
    assert answer.status_code == 503
    assert "数据库暂时不可用" in read(answer.text)
    assert "登录状态暂时无法确认" in answer.text


def test_connections_from_before_a_restart_of_the_database_cost_nobody_a_page(console):
    whole, failures = console.gateway.reading, [unavailable("database_unavailable")]

    def once():
        if failures:
            raise failures.pop()
        return whole()

    console.gateway.reading = once
    assert console.browser.get("/mine/declarations").status_code == 200


def test_an_operators_page_asks_all_services_at_once_and_names_those_that_are_away(tmp_path):
    console = Console(tmp_path)
    console.sign_in("operator", "operator-1")
    status = {"pending": 0, "unsealed": 0, "dead_letters": 0, "undelivered": 0, "published": {}, "handled": {}}
    for name in ("declaration", "committee", "docgen", "notify"):
        console.services.says[f"{name}.get_status"] = status
    console.services.says["audit.get_status"] = unavailable("rpc_timeout")
    page = console.get("/operations")
    assert "审核服务无应答" in page
    assert "申报服务正常" in page
