"""One decision on many cases: a row for each, nothing half done, nothing done twice."""

import pytest

from services.audit.usecases import batches
from shared.kernel.caller import Caller
from shared.kernel.clock import iso
from tests.suites.audit.test_judging import EARLY
from tests.support.audit_suite.rightly import ITEM
from tests.support.audit_suite.world import RECOMMENDED, key_of, refusal

YES = {"opinion": "同意上报。", "seal_reference": "公章", "recommendation": RECOMMENDED}
BACK = {"opinion": "需补充。", "items": [ITEM]}


def chosen(world, *numbers):
    """These cases at their present versions; one that is not there at the first."""
    found = {number: world.case(number)["version"] for number in numbers if number < 90}
    return [{"declaration_id": key_of(n), "expected_version": found.get(n, 1)} for n in numbers]


def slugs(answer):
    """By row, what was refused."""
    return [row["refusal"] and row["refusal"]["slug"] for row in answer["rows"]]


@pytest.fixture
def published(world):
    """Three at the school after its publicity; the third holds his present title for less than the years."""
    for number, changes in ((1, {}), (2, {}), (3, EARLY)):
        world.submitted(number, **changes)
    world.published_by_the_unit(1, 2, 3)
    return world


def test_the_good_rows_are_done_and_the_bad_one_is_as_it_was(published):
    before = published.case(3)
    cases = chosen(published, 3, 1, 2)
    answer = published.do(published.clerk("school"), "approve_stages", cases=cases, **YES)
    assert (answer["decided"], answer["refused"]) == (2, 1)
    assert [row["declaration_id"] for row in answer["rows"]] == [key_of(3), key_of(1), key_of(2)]
    assert slugs(answer) == ["ineligible", None, None]
    refused = answer["rows"][0]["refusal"]
    assert (refused["kind"], refused["clause"]) == ("refused", before["eligibility"]["refusals"][0]["clause"])
    assert refused["message"]
    assert published.case(3) == before
    for row in answer["rows"][1:]:
        assert (row["state"], row["version"]) == ("open", published.case(int(row["declaration_id"][-12:]))["version"])
    assert [one["declaration_id"] for one in published.events("audit.stage_approved")] == [key_of(1), key_of(2)]


def test_a_row_says_what_the_decision_on_it_alone_would_have_said(published):
    cases = chosen(published, 3)
    answer = published.do(published.clerk("school"), "approve_stages", cases=cases, **YES)
    error = refusal(published.do, published.clerk("school"), "approve_stage", **cases[0], **YES)
    told = {name: error.to_wire()[name] for name in ("slug", "kind", "message", "path", "clause")}
    assert answer["rows"][0]["refusal"] == told


def test_cases_of_others_unknown_ones_and_ones_own_are_rows_that_are_refused(published):
    """1 went on to the bureau meanwhile, 2 is on a colleague's desk, 3 is the caller's own."""
    published.approve("school", 1)
    colleague = Caller("clerk-two", "经办二", published.ids["school"], frozenset({"unit_clerk"}))
    published.do(colleague, "claim_case", **chosen(published, 2)[0])
    own = Caller("person-3", "张三", published.ids["school"], frozenset({"unit_clerk"}))
    before = published.everything()
    answer = published.do(own, "approve_stages", cases=chosen(published, 1, 2, 3, 99), **YES)
    assert slugs(answer) == ["organisation_not_allowed", "case_claimed", "own_affair", "case_not_found"]
    assert published.everything() == before
    stranger = published.do(published.clerk("other"), "approve_stages", cases=chosen(published, 1, 99), **YES)
    first, second = (row["refusal"] for row in stranger["rows"])
    assert first == second


def test_an_old_version_and_a_case_chosen_twice_are_told_by_row(published):
    one, two = chosen(published, 1, 2)
    cases = [one, two | {"expected_version": 1}, chosen(published, 3)[0], chosen(published, 3)[0]]
    answer = published.do(published.clerk("school"), "approve_stages", cases=cases, **YES)
    assert slugs(answer) == [None, "stale_version", "case_chosen_twice", "case_chosen_twice"]
    assert published.case(2)["stage"]["stage_id"] == "unit"


@pytest.mark.parametrize(("method", "words"), [("approve_stages", YES), ("return_declarations", BACK)])
def test_nothing_chosen_is_told(world, method, words):
    error = refusal(world.do, world.clerk("school"), method, cases=[], **words)
    assert (error.slug, error.kind.value, error.path) == ("cases_not_chosen", "invalid", "cases")


def test_many_are_returned_with_the_same_list(world):
    for number in (1, 2):
        world.submitted(number)
    answer = world.do(world.clerk("school"), "return_declarations", cases=chosen(world, 1, 2), **BACK)
    assert slugs(answer) == [None, None]
    returned = world.events("audit.declaration_returned")
    assert [one["declaration_id"] for one in returned] == [key_of(1), key_of(2)]
    assert {row["deadline"] for row in answer["rows"]} == {one["deadline"] for one in returned}
    assert {row["state"] for row in answer["rows"]} == {"returned"}
    assert answer["rows"][0]["deadline"] > iso(world.clock.now())


def test_the_same_call_again_decides_nothing_twice(published):
    call = {"cases": chosen(published, 1, 2, 3), "idempotency_key": "once", **YES}
    first = published.call(published.clerk("school"), "approve_stages", **call)
    after = published.everything()
    assert published.call(published.clerk("school"), "approve_stages", **call) == first
    assert published.everything() == after
    error = refusal(
        published.call, published.clerk("school"), "approve_stages", **(call | {"opinion": "另一意见。"})
    )  # fmt: skip
    assert error.slug == "idempotency_key_reused"


def test_a_call_that_broke_off_has_decided_nothing_and_the_same_call_decides_all(published, monkeypatch):
    call = {"cases": chosen(published, 1, 2), "idempotency_key": "once", **YES}
    before, real, done = published.everything(), batches.approve_stage, []

    def breaks_off(tx, request):
        if done:
            raise RuntimeError("the process has died")
        done.append(request.declaration_id)
        return real(tx, request)

    monkeypatch.setattr(batches, "approve_stage", breaks_off)
    assert refusal(published.call, published.clerk("school"), "approve_stages", **call).slug == "internal_error"
    assert (done, published.everything()) == ([key_of(1)], before)
    monkeypatch.setattr(batches, "approve_stage", real)
    answer = published.call(published.clerk("school"), "approve_stages", **call)
    assert (answer["decided"], slugs(answer)) == (2, [None, None])
    assert len(published.events("audit.stage_approved")) == 2


def test_a_batch_and_one_decision_meet_at_a_case_and_it_is_decided_once(published):
    """What both of them saw was the same version."""
    cases = chosen(published, 1, 2)
    published.approve("school", 1)
    answer = published.do(published.clerk("school"), "approve_stages", cases=cases, **YES)
    assert slugs(answer) == ["organisation_not_allowed", None]
    assert len(published.events("audit.stage_approved")) == 2
