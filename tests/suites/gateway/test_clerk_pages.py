"""What clerks see of cases in every state, over the services' own answers; words of the code stand on no page."""

import re

import pytest

from shared.kernel.caller import Caller
from tests.support.audit_suite.rightly import ITEM
from tests.support.audit_suite.world import key_of
from tests.support.clerk_site import NAME, Console, from_the_store

SECOND, THIRD, FOURTH = 2, 3, 4
REFUSED = '<div class="alert alert-danger" role="alert">'
"""Opens what a page says of a refusal."""


@pytest.fixture(scope="module")
def key(pair):
    """A real declaration at the school; three more, of which one is returned, one rejected, one withdrawn."""
    found = pair.submitted()
    for number in (SECOND, THIRD, FOURTH):
        pair.audit.submitted(number)
    pair.audit.decide("school", "return_declaration", SECOND, opinion="请补正。", items=[ITEM])
    pair.audit.decide(
        "school", "reject_declaration", THIRD, opinion="超出范围。", reason_code="out_of_scope",
        clause="chifeng-2026/4.3.2",
    )  # fmt: skip
    pair.audit.withdrawn(FOURTH)
    return found


@pytest.fixture
def clerk(pair, key, monkeypatch):
    from_the_store(pair, monkeypatch)
    return Console(pair, monkeypatch, pair.audit.clerk("school"), house="松山区第一小学")


def test_the_list_shows_whom_and_until_when_in_working_days(clerk):
    page = clerk.get("/cases")
    assert NAME in page
    assert "个工作日" in page
    assert "待单位公示" in page
    assert "待办（1）" in page
    assert "已退回补正（1）" in page
    assert "已办结（2）" in page


@pytest.mark.parametrize("view", ["to_do", "overdue", "waiting", "returned", "done", "nonsense", ""])
def test_every_view_has_its_list(clerk, view):
    assert "待办申报" in clerk.get(f"/cases?view={view}")


@pytest.mark.parametrize(
    "query",
    [
        "level_group=senior",
        "level_group=nonsense",
        "plan_id=k12-associate-senior",
        "cursor=",
        "due_by=nonsense",
        "due_by=2026-07-20&claimed_by=nobody&sort=-case_number",
        "claimed_by=him&sort=nonsense",
        "stage_id=elsewhere",
    ],
)
def test_the_list_is_narrowed_and_says_so(clerk, query):
    assert "筛选" in clerk.get(f"/cases?{query}")


def test_a_cursor_that_is_none_is_told_in_words(clerk):
    assert REFUSED in clerk.get("/cases?cursor=nonsense", 422)


def test_a_case_shows_its_dossier_its_files_and_what_can_be_done(clerk, key):
    page = clerk.get(f"/cases/{key}")
    for word in ("审核通过", "退回补正", "不予受理", "移交上级办理", "内蒙古师范大学", "继续教育审验卡", "张贴公示"):
        assert word in page
    assert page.count(f"/cases/{key}/files/") == len(clerk_files(clerk, key))


def clerk_files(clerk, key):
    caller = clerk.app.extensions["gateway"].backend
    return caller.audit.call(caller.audit.clerk("school"), "get_case", declaration_id=key)["dossier"]["materials"]


@pytest.mark.parametrize(("number", "says"), [(SECOND, "已退回申报人补正"), (THIRD, "不予受理"), (FOURTH, "已关闭")])
def test_a_case_that_is_not_the_clerks_turn_says_so_and_offers_nothing(clerk, number, says):
    page = clerk.get(f"/cases/{key_of(number)}")
    assert says in page
    assert f"/cases/{key_of(number)}/approve" not in page


def test_the_history_names_each_step_and_holder(clerk, key):
    page = clerk.get(f"/cases/{key}/history")
    assert "松山区第一小学" in page
    assert "审核环节与承办单位" in page


def test_a_revision_with_numbers_says_that_the_look_was_kept(clerk, key, pair):
    assert "本次查看已记入查阅记录" in clerk.get(f"/cases/{key}/revisions/1")
    told = pair.declaration.ask(Caller("person-1", NAME, None, frozenset({"applicant"})), "list_my_openings")["items"]
    assert told[0]["shown"] == ["id_number", "phone"]


def test_a_file_comes_as_an_attachment_of_its_own_type_and_is_kept(clerk, key, pair):
    material = clerk_files(clerk, key)[0]
    answer = clerk.asked(f"/cases/{key}/files/{material['material_id']}?revision=1")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert len(answer.data) == material["size"]
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''")
    assert (answer.headers["X-Content-Type-Options"], answer.headers["Cache-Control"]) == ("nosniff", "no-store")
    told = pair.declaration.ask(Caller("person-1", NAME, None, frozenset({"applicant"})), "list_my_openings")["items"]
    assert (told[0]["subject_id"], told[0]["opened_by"]) == (material["material_id"], "clerk-school")


@pytest.mark.parametrize("query", ["", "?revision=0", "?revision=9", "?revision=x"])
def test_a_file_without_its_revision_is_not_found(clerk, key, query):
    material = clerk_files(clerk, key)[0]["material_id"]
    assert REFUSED in clerk.get(f"/cases/{key}/files/{material}{query}", 404)


def test_an_address_handed_on_opens_nothing_for_anybody_else(pair, key, monkeypatch, clerk):
    material = clerk_files(clerk, key)[0]["material_id"]
    for who in (
        pair.audit.clerk("other"),
        pair.audit.clerk("county"),
        Caller("p-9", "某人", None, frozenset({"applicant"})),
    ):
        Console(pair, monkeypatch, who).get(f"/cases/{key}/files/{material}?revision=1", 404)
    Console(pair, monkeypatch, None).get(f"/cases/{key}/files/{material}?revision=1", 403)


def test_another_house_and_an_unknown_case_look_alike(pair, key, monkeypatch):
    stranger = Console(pair, monkeypatch, pair.audit.clerk("other"))
    told = [
        re.findall(r"<h1>.*?</h1>|<p class=\"mb-1\">.*?</p>", stranger.get(f"/cases/{one}", 404))
        for one in (key, "none")
    ]
    assert told[0] == told[1] != []


def test_a_stage_ahead_sees_the_case_without_its_dossier(pair, key, monkeypatch):
    page = Console(pair, monkeypatch, pair.audit.clerk("county")).get(f"/cases/{key}")
    assert "暂不能查看申报材料" in page
    assert "内蒙古师范大学" not in page


@pytest.mark.parametrize(
    "path",
    ["", "/history", "/approve", "/return", "/reject", "/hand-over", "/charge", "/revisions/1"],
)
def test_a_service_that_is_away_is_told_in_words(clerk, key, pair, path):
    pair.down.update({"audit", "declaration"})
    assert "服务暂不可用" in clerk.get(f"/cases/{key}{path}", 503)


def test_a_profile_is_shown_and_a_stranger_is_not_found(clerk):
    page = clerk.get("/people/person-1")
    assert "内蒙古师范大学" in page
    assert "已于" in page
    clerk.get("/people/person-99", 404)
    assert NAME in clerk.get("/people")
    assert clerk.asked("/people?person_id=person-1").headers["Location"] == "/people/person-1"


def test_ones_own_organisation_is_shown_with_who_is_above(clerk):
    page = clerk.get("/organisation")
    assert "松山区第一小学" in page
    assert "松山区教育局" in page


@pytest.mark.parametrize("path", ["/publicity", "/publicity?closed=1", "/publicity/post", "/posts"])
def test_pages_with_little_on_them_are_whole(clerk, path):
    assert "<h1>" in clerk.get(path)


@pytest.mark.parametrize("place", ["bureau", "county"])
@pytest.mark.parametrize(
    "path", ["/roster", "/roster/chifeng-2026/senior", "/roster/chifeng-2026/nonsense", "/quotas", "/organisation"]
)
def test_bodies_have_rosters_and_quotas(pair, key, monkeypatch, place, path):
    assert "<h1>" in Console(pair, monkeypatch, pair.audit.clerk(place)).get(path)
