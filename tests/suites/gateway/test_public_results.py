"""Posted results, objections to them and draws: pages for everybody, without a login."""

from __future__ import annotations

import io
import json

import pytest

from shared.kernel.canonical import digest
from shared.kernel.errors import refused
from tests.support.console_suite import ANSWERS, Console, answer

RESULTS = ANSWERS["committee.get_results"]
LIST = f"/results/{RESULTS['session_id']}"
DRAW = f"/draws/{RESULTS['session_id']}"
OBJECT = f"{LIST}/objection/{RESULTS['listed'][0]['declaration_id']}"
TRANSCRIPT = {
    "seed": "5e" * 32, "members": ["E001"], "alternates": [], "chair": "E001",
    "excluded": [{"expert_no": "E002", "reason": "recused"}],
}  # fmt: skip


@pytest.fixture(scope="module")
def shared_console(tmp_path_factory):
    """Nobody is signed in."""
    return Console(tmp_path_factory.mktemp("console"))


@pytest.fixture
def console(shared_console):
    """The services answer as they were recorded."""
    shared_console.services.says, shared_console.services.calls = {}, []
    shared_console.browser = shared_console.app.test_client()
    return shared_console


@pytest.fixture
def hurried(tmp_path):
    """A door that lets one page a minute out."""
    return Console(tmp_path, public_rate=2)


def test_posted_results_say_who_may_object_until_when_and_by_which_clause(console):
    assert "赤峰市中级职称评审委员会" in console.get("/results")
    page = console.get(LIST)
    assert "2026年7月9日（剩余4个工作日）" in page
    assert "任何单位和个人" in page
    assert "旗县区人社局、主管部门" in page
    assert RESULTS["listed"][0]["name"] in page


def test_an_objection_to_a_result_is_filed_with_its_subject_and_the_address(console):
    answered = console.send(OBJECT, content="反映业绩材料不属实。", about="material")
    assert answered.status_code == 303
    told = console.services.told("committee.file_objection")
    assert (told["about"], told["client_address"]) == ("material", "127.0.0.1")
    assert "异议已由" in console.get(answered.headers["Location"])


def test_a_refused_objection_comes_back_with_what_was_typed(console):
    console.services.says["committee.file_objection"] = refused(
        "publicity_over", clause="x-2026/1", ends_on="2026-07-09"
    )
    answered = console.send(OBJECT, content="反映业绩材料不属实。", about="review")
    assert answered.status_code == 422
    assert "反映业绩材料不属实。" in answered.text


def test_nobody_objects_once_the_period_is_over(console):
    console.services.says["committee.get_results"] = answer("committee.get_results", takes_objections=False)
    assert "提出异议</a>" not in console.html(LIST)
    assert "公示已结束，不再受理异议" in console.get(OBJECT)


@pytest.mark.parametrize(
    ("proven", "differences", "told"),
    [(True, [], "核验通过"), (False, ["members"], "核验未通过"), (None, [], "种子尚未揭示")],
)
def test_a_draw_says_what_came_of_making_it_again(console, proven, differences, told):
    console.services.says["committee.verify_draw"] = answer(
        "committee.verify_draw", proven=proven, differences=differences
    )
    assert told in console.get(DRAW)
    assert console.browser.get(f"{DRAW}/transcript.json").status_code == 404


def test_a_transcript_is_shown_and_given_out_once_it_is_public(console):
    console.services.says["committee.verify_draw"] = answer("committee.verify_draw", transcript=TRANSCRIPT)
    page = console.get(DRAW)
    assert "E002" in page
    assert "回避" in page
    given = console.browser.get(f"{DRAW}/transcript.json")
    assert given.json == TRANSCRIPT
    assert given.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (json.dumps(TRANSCRIPT).encode(), "就是公布了摘要的抽取记录"),
        (b"{}", "与公布的抽取记录摘要不一致"),
        (b"\xff", "无法读取该文件"),
    ],
)
def test_a_transcript_in_ones_hand_is_held_against_the_published_digest(console, content, told):
    console.services.says["committee.verify_draw"] = answer(
        "committee.verify_draw", transcript_digest=digest(TRANSCRIPT)
    )
    answered = console.send(DRAW, transcript=(io.BytesIO(content), "draw.json"))
    assert answered.status_code == 303
    assert told in console.get(answered.headers["Location"])


def test_a_committee_leads_to_its_draws_and_results(console):
    page = console.html(f"/committees/{RESULTS['committee_id']}")
    assert LIST in page
    assert DRAW in page


def test_who_asks_too_often_without_a_login_is_told_when_to_come_back(hurried):
    assert [hurried.browser.get("/results").status_code for _ in range(2)] == [200, 429]
    refusal = hurried.browser.get("/results")
    assert 0 < int(refusal.headers["Retry-After"]) <= 30
    assert "访问过于频繁" in refusal.text
    assert hurried.browser.get("/static/css/console.css").status_code == 200
