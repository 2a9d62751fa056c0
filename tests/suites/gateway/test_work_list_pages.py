"""A clerk's day in the console: views, his desk, and several cases with one form."""

import re

import pytest

from shared.kernel.caller import Caller
from tests.support.audit_suite.world import key_of
from tests.support.clerk_site import Console

FIRST, SECOND, THIRD, FOURTH = (key_of(number) for number in (1, 2, 3, 4))


@pytest.fixture(scope="module")
def cases(pair):
    """Four declarations of the school; the publicity of the first two is over."""
    pair.apart = True
    for number in (1, 2, 3, 4):
        pair.audit.submitted(number)
    pair.audit.published_by_the_unit(1, 2)
    return pair


@pytest.fixture
def clerk(cases, monkeypatch):
    return Console(cases, monkeypatch, cases.audit.clerk("school"), house="松山区第一小学")


@pytest.fixture
def colleague(cases, monkeypatch):
    him = cases.audit.clerk("school")
    return Console(cases, monkeypatch, Caller("clerk-two", "经办二", him.organisation_id, him.roles, him.region))


def ticked(page, *keys):
    """The fields of the list's form with these cases ticked."""
    versions = {f"version.{key}": re.search(rf'name="version.{key}" value="([0-9]+)"', page)[1] for key in keys}
    return {"declaration_id": list(keys), **versions, **{f"name.{key}": f"申报人{key[-1]}" for key in keys}}


def test_a_claim_shows_on_the_list_and_colleagues_are_told_whose_it_is(clerk, colleague):
    page = clerk.get("/cases")
    where = clerk.send(f"/cases/{FOURTH}/claim?view=to_do&sort=due_on", **ticked(page, FOURTH))
    assert where.startswith("/cases?view=to_do")
    assert "由我领办" in clerk.get(where)
    assert "经办school领办" in colleague.get("/cases")
    assert f"/cases/{FOURTH}/claim" not in colleague.get(f"/cases/{FOURTH}")
    told = colleague.send(f"/cases/{FOURTH}/claim?view=to_do", 200, **ticked(colleague.get("/cases"), FOURTH))
    assert "本件已由经办school领办" in told
    assert "本件已由经办school领办" in colleague.send(f"/cases/{FOURTH}/claim", 200, **ticked(page, FOURTH))
    mine = clerk.get("/cases?claimed_by=me")
    assert (f"/cases/{FOURTH}" in mine, f"/cases/{FIRST}" in mine) == (True, False)
    case = clerk.get(f"/cases/{FOURTH}")
    assert clerk.send(f"/cases/{FOURTH}/release", **ticked(case_fields(case, FOURTH), FOURTH)) == f"/cases/{FOURTH}"
    assert "领办本件" in colleague.get(f"/cases/{FOURTH}")


def case_fields(page, key):
    """The case page has the version of its one case."""
    assert f'name="version.{key}"' in page
    return page


def test_nothing_ticked_is_told(clerk):
    assert "请先勾选要一并办理的申报" in clerk.get(clerk.send("/case-batches/approval"))


def test_several_are_approved_with_one_form_and_each_row_says_what_became_of_it(clerk):
    fields = ticked(clerk.get("/cases"), FIRST, SECOND, THIRD)
    form = clerk.send("/case-batches/approval", 200, **fields)
    for word in ("共选择 3 件", "申报人1", "审核意见", "SEAL-school", "推荐方式"):
        assert word in form
    words = {"opinion": "同意上报。", "seal_reference": "公章", "method": "民主推荐", "qualification": "符合条件"}
    assert 'class="wrong"' in clerk.send(
        "/case-batches/approval", 200, decide="1", **fields, **(words | {"opinion": ""})
    )  # fmt: skip
    told = clerk.send("/case-batches/approval", 200, decide="1", **fields, **words)
    assert "已办理 2 件，未办理 1 件" in told
    assert told.count("已审核通过") == 2
    assert "须先公示不少于" in told
    assert "等待他人办理（2）" in clerk.get("/cases")
    assert f"/cases/{FIRST}" in clerk.get("/cases?view=waiting")


def test_several_are_returned_with_the_same_list(clerk):
    fields = ticked(clerk.get("/cases"), THIRD, FOURTH)
    form = clerk.send("/case-batches/return", 200, **fields)
    assert ("共选择 2 件" in form, 'value="summary"' in form) == (True, True)
    words = {"path.1": "summary", "defect.1": "过于简单", "remedy.1": "补充", "opinion": "请补正。"}
    again = clerk.send(
        "/case-batches/return", 200, decide="1", **fields, **words, **{"clause.1": "chifeng-2026/none"}
    )  # fmt: skip
    assert "未办理 2 件" in again
    clause = {"clause.1": "chifeng-2026/4.3.2"}
    told = clerk.send("/case-batches/return", 200, decide="1", **fields, **words, **clause)
    assert "已办理 2 件，未办理 0 件" in told
    assert told.count("前重新提交") == 2
    assert "已退回补正（2）" in clerk.get("/cases")


@pytest.mark.parametrize("line", ["defect.1", "remedy.1"])
def test_a_line_that_is_half_filled_in_is_told_at_its_place(clerk, cases, line):
    number = 5 if line == "defect.1" else 6
    cases.audit.submitted(number)
    fields = ticked(clerk.get("/cases"), key_of(number))
    words = {"path.1": "summary", "defect.1": "过于简单", "remedy.1": "补充", "clause.1": "chifeng-2026/4.3.2"}
    told = clerk.send("/case-batches/return", 200, decide="1", opinion="请补正。", **fields, **(words | {line: ""}))
    assert f'id="h-{line}"' in told


def test_an_absent_clerk_says_so_and_a_colleague_takes_over(clerk, colleague, cases):
    cases.audit.submitted(7)
    key = key_of(7)
    clerk.send(f"/cases/{key}/claim", **ticked(clerk.get("/cases"), key))
    assert "不能早于今天" in clerk.send("/cases/absence", 200, until="2026-06-01")
    clerk.send("/cases/absence", until="2026-07-10")
    assert "已登记不在岗至" in clerk.get("/cases")
    page = colleague.get("/cases")
    assert "可以接手" in page
    colleague.send(f"/cases/{key}/claim?view=to_do", **ticked(page, key))
    assert "由我领办" in colleague.get("/cases?claimed_by=me")
    clerk.send("/cases/absence", back="1")
    assert "已登记不在岗至" not in clerk.get("/cases")
