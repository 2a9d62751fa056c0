"""What a resubmission changed, as its clerk and its applicant read it, over the services' own answers."""

import re

import pytest

from shared.kernel.caller import Caller
from tests.suites.declaration.test_comparing import answered
from tests.support.audit_suite.rightly import CLAUSE
from tests.support.clerk_site import NAME, Console, from_the_store
from tests.support.declaration_suite import people

APPLICANT = Caller("person-1", NAME, None, frozenset({"applicant"}))
SUMMARY = "任现职以来，承担小学语文教学与教研工作。主持校本课程建设，带教青年教师三名。" * 2
"""Long enough to be compared by its sentences."""


def case(pair, key):
    """As the school has it."""
    return pair.audit.call(pair.audit.clerk("school"), "get_case", declaration_id=key)


@pytest.fixture(scope="module")
def key(pair):
    """Returned for the summary and the work history; the summary is mended, and a paper is left out unasked."""
    found = pair.submitted()
    items = [
        {"path": path, "defect": f"{defect}不清", "remedy": "补充", "clause": CLAUSE}
        for path, defect in (("summary", "总结"), ("work_history", "经历"))
    ]
    told = {"declaration_id": found, "expected_version": case(pair, found)["version"], "items": items}
    pair.audit.do(pair.audit.clerk("school"), "return_declaration", opinion="请补正。", **told)
    pair.settle()
    mended = people.sections()["achievements"][0] | {"id": pair.declaration.row(found, "achievements")["id"]}
    answered(pair.declaration, found, summary=SUMMARY, achievements=[mended | {"effect": "全市推广"}])
    pair.settle()
    return found


@pytest.fixture
def clerk(pair, key, monkeypatch):
    from_the_store(pair, monkeypatch)
    return Console(pair, monkeypatch, pair.audit.clerk("school"), house="松山区第一小学")


@pytest.fixture
def applicant(pair, key, monkeypatch):
    return Console(pair, monkeypatch, APPLICANT)


def read(page):
    """Without tags and blanks."""
    return re.sub(r"\s+", "", re.sub(r"<[^>]+>", "", page.partition("<main")[2]))


def test_the_case_says_what_changed_and_which_correction_it_answers(clerk, key):
    page = clerk.get(f"/cases/{key}")
    box = read("<main" + page.partition('id="changed"')[2].partition("</section>")[0])
    assert "总结不清" in box
    assert "已有改动修改专业技术工作总结" in box
    assert "未见答复的补正事项（1项）：第2项“工作经历”" in box
    assert "补正事项以外的改动（1处）：修改工作业绩第1项（校本课程）" in box
    assert f'href="/cases/{key}/differences?earlier=1&amp;later=2"' in page


def test_the_case_and_its_history_say_on_which_revision_each_decision_was_taken(clerk, key, pair):
    digest = case(pair, key)["decisions"][0]["digest"]
    for path in ("", "/history"):
        assert f"针对第1版，材料校验值{digest}" in read(clerk.get(f"/cases/{key}{path}"))


def test_the_two_submissions_stand_beside_each_other(clerk, key):
    page = clerk.get(f"/cases/{key}/differences")
    assert "<del>" not in page
    assert "<ins>" in page
    told = read(page)
    assert "完成情况及效果全区推广全市推广" in told
    assert "补正事项第1项：总结不清。补正要求：补充" in told
    assert "申报内容2处，附件0个" in told


def test_the_applicant_finds_the_same_from_his_declaration(applicant, key, pair):
    pair.answers["committee.get_review"] = None
    assert f'href="/mine/declarations/{key}/differences"' in applicant.get(f"/mine/declarations/{key}")
    told = read(applicant.get(f"/mine/declarations/{key}/differences"))
    assert "两次提交的差异（第1版与第2版）" in told
    assert "完成情况及效果全区推广全市推广" in told


STATUSES = {
    "?earlier=1&later=2": 200, "?earlier=2&later=2": 422, "?later=9": 404, "?later=1": 409, "?earlier=x": 200,
    "?earlier=-1": 422,
}  # fmt: skip


def test_other_revisions_are_chosen_by_the_address(clerk, applicant, key):
    for query, status in STATUSES.items():
        clerk.get(f"/cases/{key}/differences{query}", status)
        applicant.get(f"/mine/declarations/{key}/differences{query}", status)


def test_strangers_find_nothing(pair, key, monkeypatch):
    Console(pair, monkeypatch, pair.audit.clerk("other")).get(f"/cases/{key}/differences", 404)
    stranger = Caller("person-9", "某人", None, frozenset({"applicant"}))
    Console(pair, monkeypatch, stranger).get(f"/mine/declarations/{key}/differences", 404)


def test_a_body_that_was_not_reached_sees_the_case_without_what_changed(pair, key, monkeypatch):
    page = Console(pair, monkeypatch, pair.audit.clerk("county")).get(f"/cases/{key}")
    assert "两次提交的差异" not in page
    assert "总结不清" not in page
