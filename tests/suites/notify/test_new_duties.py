"""Papers, terms, records, years, profiles, and what waits for somebody's answer: entered by facts, ended by facts."""

import pytest

from services.notify.usecases import announced
from shared.calendar import WorkCalendar
from shared.contracts import audit, committee, declaration
from shared.contracts.committee import oversight
from shared.kernel.clock import iso
from tests.support.notify_suite import (
    AUTHORITY,
    BUREAU,
    OFFICE,
    PERSON,
    UNIT,
    UNIT_STAGE,
    at,
    open_case,
    return_case,
    schedule_session,
)

CASE = {"declaration_id": "d-1", "person_id": PERSON, "unit_id": UNIT}
COMMITTEE = {"committee_id": "c-1", "office_id": OFFICE, "authority_id": AUTHORITY}


def of(world, kind, **wanted):
    """Entries of one kind: whose, state, last day."""
    found = [entry for entry in world.deadlines(**wanted) if entry["kind"] == kind]
    return [(one["person_id"] or one["organisation_id"], one["state"], one["due_on"]) for one in found]


def acting(world, kind):
    """Those of whoever must act; the house reminds the authority too, which has the same in its register."""
    found = of(world, kind)
    told = [(AUTHORITY, state, due_on) for who, state, due_on in found if who != AUTHORITY]
    assert sorted(told) == sorted(one for one in found if one[0] == AUTHORITY)
    return [one for one in found if one[0] != AUTHORITY]


def test_papers_are_due_on_their_day_and_reminded_of(world):
    open_case(world, at(6, 20), paper="2026-07-20")
    assert of(world, "hand_in_paper", person_id=PERSON) == [(PERSON, "open", "2026-07-20")]
    told = [(one["person_id"] or one["organisation_id"], one["kind"]) for one in world.sweep(at(7, 17, 9))]
    assert {(PERSON, "hand_in_paper"), (UNIT, "hand_in_paper")} <= set(told)
    world.happens(audit.DECLARATION_PASSED, at(7, 18), **CASE)
    assert {state for _, state, _ in of(world, "hand_in_paper")} == {"cleared"}


def test_papers_of_a_returned_revision_are_needless_until_it_comes_again(world):
    open_case(world, at(6, 20), paper="2026-07-20")
    return_case(world, at(6, 22), at(6, 29, 18))
    assert of(world, "hand_in_paper", person_id=PERSON) == [(PERSON, "cleared", "2026-07-20")]
    open_case(world, at(6, 25), revision=2, paper="2026-07-20")
    assert sorted(state for _, state, _ in of(world, "hand_in_paper", person_id=PERSON)) == ["cleared", "open"]


def test_an_amended_notice_moves_the_day_of_the_papers(world):
    open_case(world, at(6, 20), paper="2026-07-20")
    world.happens(audit.CASE_REDATED, at(6, 25), **CASE, waiting_report=False, paper_due_on="2026-07-27")
    assert of(world, "hand_in_paper", person_id=PERSON) == [
        (PERSON, "cleared", "2026-07-20"),
        (PERSON, "open", "2026-07-27"),
    ]


def test_a_revision_that_comes_after_the_day_brings_no_papers_that_are_late_at_once(world):
    open_case(world, at(8, 1), paper="2026-07-20")
    assert of(world, "hand_in_paper") == []


def test_an_integrity_record_ends_by_itself(world):
    world.happens(audit.INTEGRITY_RECORDED, at(6, 20), declaration_id="d-1", person_id=PERSON, until="2026-06-25")
    assert of(world, "integrity_record_ends") == [(PERSON, "open", "2026-06-25")]
    world.sweep(at(6, 26, 1))
    (entry,) = world.deadlines()
    assert (entry["state"], entry["cleared_at"]) == ("cleared", iso(at(6, 26, 0)))


@pytest.mark.parametrize("ended_by", [declaration.PROFILE_VERIFIED, declaration.PROFILE_RETURNED])
def test_a_profile_waits_for_the_unit_without_a_day(world, ended_by):
    world.happens(declaration.PROFILE_WAITING, at(5, 9), person_id=PERSON, unit_id=UNIT)
    (entry,) = world.deadlines()
    assert (entry["organisation_id"], entry["due_at"], entry["due_on"], entry["notice_id"], entry["clause"]) == (
        UNIT, None, None, None, None,
    )  # fmt: skip
    assert entry["since"] == iso(at(5, 9))
    world.sweep(at(12, 31))
    assert of(world, "verify_profile") == [(UNIT, "open", None)]
    world.happens(ended_by, person_id=PERSON, unit_id=UNIT)
    assert of(world, "verify_profile") == [(UNIT, "cleared", None)]


def test_a_profile_that_goes_to_another_unit_waits_there_alone(world):
    for when, unit in ((at(5, 9), UNIT), (at(5, 10), "unit-2")):
        world.happens(declaration.PROFILE_WAITING, when, person_id=PERSON, unit_id=unit)
    assert of(world, "verify_profile") == [(UNIT, "cleared", None), ("unit-2", "open", None)]


def test_a_committee_waits_for_its_authority_and_then_has_a_term(world):
    state = {**COMMITTEE, "valid_to": "2028-12-31"}
    world.happens(committee.COMMITTEE_REGISTERED, at(5, 9), **state, approved=False)
    assert of(world, "approve_committee") == [(AUTHORITY, "open", None)]
    world.happens(committee.COMMITTEE_APPROVED, at(5, 10), **state, approved=True)
    assert of(world, "approve_committee") == [(AUTHORITY, "cleared", None)]
    assert acting(world, "renew_committee") == [(OFFICE, "open", "2028-12-31")]
    world.happens(committee.OFFICE_HANDED_OVER, at(5, 11), **state, approved=True, substitute_id=BUREAU)
    assert acting(world, "renew_committee") == [(OFFICE, "cleared", "2028-12-31"), (BUREAU, "open", "2028-12-31")]


def test_terms_of_experts_are_counts_by_day_and_a_new_pool_replaces_them(world):
    terms = [{"ends_on": "2026-12-31", "experts": 3}, {"ends_on": "2027-12-31", "experts": 60}]
    world.happens(committee.POOL_IMPORTED, at(5, 9), committee_id="c-1", office_id=OFFICE, terms=terms)
    assert of(world, "renew_experts") == [(OFFICE, "open", "2026-12-31"), (OFFICE, "open", "2027-12-31")]
    assert "3人" in world.deadlines()[0]["subject_label"]
    world.happens(committee.POOL_IMPORTED, at(5, 10), committee_id="c-1", office_id=OFFICE, terms=terms[1:])
    assert [state for _, state, _ in of(world, "renew_experts")] == ["cleared", "cleared", "open"]


def test_a_measure_is_due_on_its_day_until_it_is_lifted(world):
    world.happens(oversight.MEASURE_TAKEN, at(8, 20), **COMMITTEE, measure_id="m-1", due_on="2026-09-01")
    world.happens(oversight.MEASURE_TAKEN, at(8, 20), **COMMITTEE, measure_id="m-2", due_on=None)
    assert acting(world, "carry_out_measure") == [(OFFICE, "open", "2026-09-01")]
    world.sweep(at(9, 2))
    assert acting(world, "carry_out_measure") == [(OFFICE, "overdue", "2026-09-01")]
    world.happens(oversight.MEASURE_LIFTED, at(9, 3), **COMMITTEE, measure_id="m-1")
    assert acting(world, "carry_out_measure") == [(OFFICE, "cleared", "2026-09-01")]


def test_an_extension_waits_for_the_authority_where_filing_is_not_enough(world):
    filed = {**COMMITTEE, "sessions": []}
    world.happens(oversight.EXTENSION_FILED, at(10, 8), **filed, extension_id="e-1", state="filed")
    world.happens(oversight.EXTENSION_FILED, at(10, 8), **filed, extension_id="e-2", state="agreed")
    assert of(world, "answer_extension") == [(AUTHORITY, "open", None)]
    world.happens(oversight.EXTENSION_ANSWERED, at(10, 9), **filed, extension_id="e-1", state="declined")
    assert of(world, "answer_extension") == [(AUTHORITY, "cleared", None)]


def test_a_plan_waits_for_consent_only_where_the_notice_asks_for_it(world):
    schedule_session(world, at(8, 20))
    filed = {"session_id": "s-1", "office_id": OFFICE}
    world.happens(committee.PLAN_FILED, at(9, 1), **filed, needs_consent=False)
    assert of(world, "answer_plan") == []
    world.happens(committee.PLAN_FILED, at(9, 2), **filed, needs_consent=True)
    assert of(world, "answer_plan") == [(AUTHORITY, "open", None)]
    world.happens(committee.PLAN_ANSWERED, at(9, 3), **filed, authority_id=AUTHORITY)
    assert of(world, "answer_plan") == [(AUTHORITY, "cleared", None)]


def test_a_plan_that_is_sent_back_twice_on_one_day_is_due_again(world):
    schedule_session(world, at(8, 20))
    filed = {"session_id": "s-1", "office_id": OFFICE}
    for hour in (9, 14):
        world.happens(committee.PLAN_FILED, at(9, 1, hour), **filed, needs_consent=True)
        answer = {**filed, "authority_id": AUTHORITY, "agreed": False, "final": False}
        world.happens(committee.PLAN_ANSWERED, at(9, 1, hour + 1), **answer)
    mine = [state for who, state, _ in of(world, "file_plan") if who == OFFICE]
    assert sorted(mine) == ["cleared", "cleared", "open"]


@pytest.mark.parametrize("answer", [committee.RESULTS_APPROVED, committee.RESULTS_DECLINED])
def test_a_package_waits_for_the_authority(world, answer):
    schedule_session(world, at(8, 20))
    world.happens(committee.PACKAGE_REPORTED, at(9, 22), session_id="s-1")
    assert of(world, "approve_package") == [(AUTHORITY, "open", None)]
    world.happens(answer, at(10, 8), session_id="s-1")
    assert of(world, "approve_package") == [(AUTHORITY, "cleared", None)]


def test_an_objection_to_a_list_waits_until_it_is_resolved(world):
    objection = {"publicity_id": "p-1", "objection_id": "o-1", "organisation_id": UNIT}
    world.happens(audit.OBJECTION_FILED, at(6, 16), **objection)
    assert of(world, "investigate_objection") == [(UNIT, "open", None)]
    world.happens(audit.OBJECTION_RESOLVED, at(6, 17), **objection)
    assert of(world, "investigate_objection") == [(UNIT, "cleared", None)]


def test_an_objection_to_a_result_goes_from_the_investigator_to_the_office(world):
    schedule_session(world, at(8, 20))
    objection = {"session_id": "s-1", "objection_id": "o-1", "investigator_id": UNIT}
    world.happens(committee.RESULT_OBJECTION, at(9, 12), **objection)
    assert of(world, "investigate_objection") == [(UNIT, "open", None)]
    world.happens(committee.RESULT_OBJECTION, at(9, 14), **objection, finding="属实")
    assert of(world, "investigate_objection") == [(UNIT, "cleared", None), (OFFICE, "open", None)]
    world.happens(committee.RESULT_OBJECTION, at(9, 15), **objection, finding="属实", outcome="upheld")
    assert {state for _, state, _ in of(world, "investigate_objection")} == {"cleared"}


def test_a_provisional_list_and_return_wait_for_the_operator_until_the_day_is_certain(world):
    posted = {"publicity_id": "p-1", "organisation_id": UNIT, "ends_on": "2027-01-08"}
    world.happens(audit.PUBLICITY_POSTED, at(6, 15), **posted, provisional=True)
    assert of(world, "announce_calendar") == [("operation", "open", None)]
    moved = {**posted, "ends_before": "2027-01-08"}
    world.happens(audit.PUBLICITY_REDATED, at(6, 16), **moved)
    assert of(world, "announce_calendar") == [("operation", "cleared", None)]


def test_a_declaration_that_is_sent_back_twice_into_an_unknown_year_waits_for_it_twice(world):
    for revision in (1, 2):
        open_case(world, at(6, 20 + 2 * revision), revision=revision)
        world.happens(
            audit.DECLARATION_RETURNED, at(6, 21 + 2 * revision), **CASE, revision=revision, stage=UNIT_STAGE,
            deadline=iso(at(12, 31).replace(year=2030)), provisional=True, return_number=revision,
        )  # fmt: skip
    assert of(world, "announce_calendar") == [("operation", "cleared", None), ("operation", "open", None)]


def test_a_calendar_that_knows_the_year_ends_the_waiting(world, monkeypatch):
    schedule_session(world, at(8, 20))
    posted = {"session_id": "s-1", "organisation_id": OFFICE, "ends_on": "2031-01-08", "provisional": True}
    world.happens(committee.RESULTS_POSTED, at(9, 11), **posted)
    world.sweep(at(9, 12))
    assert of(world, "announce_calendar") == [("operation", "open", None)]
    knows = WorkCalendar(frozenset(), frozenset(), frozenset({2031}))
    monkeypatch.setattr(announced, "work_calendar", lambda: knows)
    world.sweep(at(9, 13))
    assert of(world, "announce_calendar") == [("operation", "cleared", None)]


def test_what_waits_comes_last_and_is_asked_for_apart(world):
    world.happens(declaration.PROFILE_WAITING, at(5, 9), person_id=PERSON, unit_id=UNIT)
    open_case(world, at(6, 20))
    assert [entry["kind"] for entry in world.deadlines()] == ["audit_stage", "verify_profile"]
    assert [entry["kind"] for entry in world.deadlines(waiting=True)] == ["verify_profile"]
    assert [entry["kind"] for entry in world.deadlines(waiting=False)] == ["audit_stage"]
    assert [entry["kind"] for entry in world.deadlines(due_after=iso(at(7, 21, 0)))] == ["audit_stage"]
    assert world.deadlines(due_after=iso(at(7, 21, 1))) == []
    assert [entry["kind"] for entry in world.deadlines(due_before=iso(at(12, 31)))] == ["audit_stage"]
