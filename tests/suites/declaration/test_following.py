"""What the audit decides: returns, lapses, rejections; in whatever order it arrives."""

import pytest

from shared.contracts import audit, committee
from shared.kernel.errors import NotYet, ZhipingError
from tests.support.declaration_suite import people
from tests.support.declaration_suite.world import refusal

STAGE = audit.CASE_OPENED.sample["current"] | {"holder_id": people.UNIT, "holder_name": "松山区第三小学"}
UPPER = STAGE | {"stage_id": "county_hr", "index": 1, "name": "旗县人社局审核", "holder_id": people.BUREAU,
                 "holder_name": "松山区人社局"}  # fmt: skip
DEADLINE = "2026-06-19T00:00:00+08:00"


def opened(world):
    """A submitted declaration whose case stands at the unit."""
    key = world.submitted()
    world.happens(audit.CASE_OPENED, declaration_id=key, stages=[STAGE, UPPER], current=STAGE)
    return key


def returned(world, key):
    """The unit sends it back."""
    world.happens(audit.DECLARATION_RETURNED, declaration_id=key, stage=STAGE, deadline=DEADLINE)


def state(world, key, who=people.APPLICANT):
    """Its state now."""
    return world.ask(who, "get_declaration", declaration_id=key)["state"]


def test_a_return_puts_the_next_revision_into_the_applicants_hands(world):
    key = opened(world)
    returned(world, key)
    seen = world.ask(people.APPLICANT, "get_declaration", declaration_id=key)
    assert (seen["state"], seen["revision"]) == ("returned", 2)
    assert seen["open_return"]["corrections"][0]["defect"] == "学历证书扫描件不清晰"
    assert seen["open_return"]["deadline"] == DEADLINE
    assert seen["sections"]["major"] == "小学语文"
    assert seen["commitment"] is None
    assert len(seen["materials"]) == len(people.MATERIALS)


def test_an_answer_in_time_counts_even_after_the_window(world):
    world.clock.set(people.at(7, 10, 22))
    key = opened(world)
    world.happens(
        audit.DECLARATION_RETURNED, declaration_id=key, stage=STAGE, deadline="2026-07-16T00:00:00+08:00"
    )  # fmt: skip
    world.clock.set(people.at(7, 15, 20))
    assert world.sweep() == 0
    world.change(key, "sign_commitment", agreed=True)
    world.change(key, "submit_declaration")
    event = world.published("declaration.submitted")[-1]
    assert (event["revision"], event["answers_return"]) == (2, "unit/1")
    first = world.ask(people.APPLICANT, "get_dossier", declaration_id=key, revision=1)
    assert first["digest"] != event["digest"]


def test_evidence_dated_after_the_cut_off_does_not_count_in_an_answer(world):
    key = opened(world)
    world.happens(
        audit.DECLARATION_RETURNED, declaration_id=key, stage=STAGE, deadline="2026-07-16T00:00:00+08:00"
    )  # fmt: skip
    world.clock.set(people.at(7, 14))
    late = world.row(key, "papers") | {"published_on": "2026-07-12"}
    world.change(key, "fill_dossier", sections={"papers": [late]})
    world.change(key, "sign_commitment", agreed=True)
    error = refusal(world.change, key, "submit_declaration")
    (row,) = error.details["missing"]
    assert (row["slug"], row["path"]) == ("evidence_after_cut_off", f"sections.papers.{late['id']}.published_on")
    assert row["clause"] == "chifeng-2026/3.2"


def test_an_answer_too_late_is_refused_and_the_declaration_lapses_with_the_returns_clause(world):
    key = opened(world)
    returned(world, key)
    world.clock.set(people.at(6, 19, 0))
    world.change(key, "sign_commitment", agreed=True)
    error = refusal(world.change, key, "submit_declaration")
    assert (error.slug, error.clause) == ("return_deadline_passed", "chifeng-2026/3.4")
    assert world.sweep() == 1
    assert world.sweep() == 0
    lapsed = world.published("declaration.lapsed")[0]
    assert (lapsed["reason"], lapsed["clause"]) == ("return_deadline_passed", "chifeng-2026/3.4")
    assert lapsed["deadline"] == DEADLINE
    assert state(world, key) == "lapsed"


def test_a_draft_never_submitted_lapses_when_the_window_has_closed(world):
    key = world.start()
    world.clock.set(people.at(7, 10, 23, 59))
    assert world.sweep() == 0
    world.clock.set(people.at(7, 11, 0))
    assert world.sweep() == 1
    lapsed = world.published("declaration.lapsed")[0]
    assert (lapsed["reason"], lapsed["clause"]) == ("not_submitted_in_window", "chifeng-2026/3.2")
    assert state(world, key) == "lapsed"


def test_a_stage_that_is_overdue_ends_the_declaration(world):
    key = opened(world)
    world.happens(audit.CASE_CLOSED, declaration_id=key)
    assert state(world, key) == "lapsed"


def test_a_rejection_is_final(world):
    key = opened(world)
    world.happens(audit.DECLARATION_REJECTED, declaration_id=key, stage=STAGE)
    assert state(world, key) == "rejected"
    assert refusal(world.change, key, "withdraw_declaration").slug == "step_not_possible"


def test_decisions_that_cross_a_withdrawal_change_nothing(world):
    key = opened(world)
    world.change(key, "withdraw_declaration", reason="个人原因")
    returned(world, key)
    world.happens(audit.CASE_CLOSED, declaration_id=key, reason="withdrawn")
    assert state(world, key) == "withdrawn"


def test_a_fact_that_is_ahead_of_another_stream_waits(world):
    key = opened(world)
    with pytest.raises(NotYet):
        world.happens(committee.ASSIGNED, declaration_id=key)
    with pytest.raises(NotYet):
        world.happens(committee.RESULTS_POSTED)
    with pytest.raises(NotYet):
        world.happens(audit.DECLARATION_PASSED, declaration_id="unknown")
    world.happens(audit.DECLARATION_PASSED, declaration_id=key)
    world.happens(committee.ASSIGNED, declaration_id=key)
    assert state(world, key) == "assigned"


def test_a_fact_that_can_never_fit_is_an_error(world):
    key = opened(world)
    world.happens(audit.DECLARATION_REJECTED, declaration_id=key, stage=STAGE)
    with pytest.raises(ZhipingError) as caught:
        world.happens(audit.DECLARATION_PASSED, declaration_id=key)
    assert caught.value.slug == "step_not_possible"


def test_the_timeline_names_the_holder_and_what_comes(world):
    key = opened(world)
    steps = world.ask(people.APPLICANT, "get_progress", declaration_id=key)["steps"]
    current = next(step for step in steps if step["state"] == "current")
    assert (current["label"], current["holder"], current["deadline"]) == (
        "用人单位审核", "松山区第三小学", "2026-07-20"
    )  # fmt: skip
    waiting = [step["label"] for step in steps if step["state"] == "waiting"]
    assert waiting[:2] == ["旗县人社局审核", "评审委员会评审"]
    world.happens(audit.STAGE_APPROVED, declaration_id=key, stage=STAGE, waiting_report=True, next=None)
    steps = world.ask(people.APPLICANT, "get_progress", declaration_id=key)["steps"]
    assert [step["key"] for step in steps if step["state"] == "current"] == ["now_report"]
    world.happens(audit.STAGE_ENTERED, declaration_id=key, stage=UPPER)
    steps = world.ask(people.APPLICANT, "get_progress", declaration_id=key)["steps"]
    assert next(step for step in steps if step["state"] == "current")["holder"] == "松山区人社局"


def test_those_who_hold_a_stage_read_and_nobody_else(world):
    key = opened(world)
    for who in (people.STRANGER, people.OTHER_CLERK, people.HR_CLERK):
        assert refusal(world.ask, who, "get_declaration", declaration_id=key).slug == "declaration_not_found"
        assert world.ask(who, "list_declarations", filter={}, with_total=True)["total"] == 0
    seen = world.ask(people.UNIT_CLERK, "get_declaration", declaration_id=key)
    assert (seen["sections"], seen["materials"], seen["commitment"]) == (None, None, None)
    world.happens(audit.STAGE_APPROVED, declaration_id=key, stage=STAGE, waiting_report=False, next=UPPER)
    assert state(world, key, people.HR_CLERK) == "submitted"
    asked = {"filter": {"state": "submitted"}, "with_total": True}
    assert world.ask(people.HR_CLERK, "list_declarations", **asked)["total"] == 1
    masked = world.ask(people.HR_CLERK, "get_dossier", declaration_id=key, revision=1)["dossier"]["person"]
    assert "id_number" not in masked
    assert "id_number_sealed" not in masked
    person = world.ask(people.HR_CLERK, "get_person", person_id="person-1")
    assert (person["id_number"], person["phone"]) == (None, None)


def test_nobody_changes_anothers_declaration(world):
    key = world.start()
    params = {"declaration_id": key, "expected_version": 1}
    error = refusal(world.do, people.STRANGER, "fill_dossier", sections={"summary": "x"}, **params)
    assert error.slug == "declaration_not_found"
    error = refusal(world.do, people.UNIT_CLERK, "submit_declaration", **params)
    assert error.slug == "role_not_allowed"
    assert refusal(world.ask, None, "get_declaration", declaration_id=key).slug == "token_missing"


def test_a_fee_that_was_taken_stands_in_the_timeline_with_its_receipt(world):
    key = world.submitted()
    world.happens(audit.CHARGE_RECORDED, declaration_id=key)
    steps = world.ask(people.APPLICANT, "get_progress", declaration_id=key)["steps"]
    (step,) = [one for one in steps if one["key"] == "charged_review"]
    assert step["label"] == "缴纳评审费 560.00 元（票据号 0001234567）"
    assert (step["holder"], step["clause"]) == ("赤峰市人力资源和社会保障局", "chifeng-2026/7.3")


def test_every_plan_says_what_may_be_charged(world):
    (plan,) = [one for one in world.ask(None, "list_plans")["items"] if one["plan_id"] == people.PLAN]
    assert [(fee["kind"], fee["amount_fen"], fee["clause"]) for fee in plan["fees"]] == [
        ("review", None, "chifeng-2026/7.3"), ("certificate", None, "chifeng-2026/7.3"),
    ]  # fmt: skip
