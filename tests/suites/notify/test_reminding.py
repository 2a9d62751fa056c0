"""Reminders: at the offsets of the pack, grouped for organisations, never twice, whatever the order of events."""

from shared.contracts import audit, committee, declaration
from tests.support.notify_suite import (
    AUTHORITY,
    BUREAU,
    BUREAU_STAGE,
    OFFICE,
    OFFICE_STAGE,
    OTHER_PERSON,
    PERSON,
    UNIT,
    UNIT_STAGE,
    at,
    open_case,
    return_case,
    schedule_session,
    start_draft,
)


def days_of(messages):
    return [(message["kind"], message["days_before"]) for message in messages]


def test_a_draft_is_reminded_of_seven_three_and_one_days_before_the_window_closes(world):
    start_draft(world, at(6, 12))
    sent = [days_of(world.sweep(at(7, day))) for day in range(1, 12)]
    expected = {3: 7, 7: 3, 9: 1}
    assert sent == [[("submit_declaration", expected[day])] if day in expected else [] for day in range(1, 12)]


def test_a_reminder_names_day_and_clause(world):
    start_draft(world, at(6, 12))
    (message,) = world.sweep(at(7, 9))
    assert message["title"] == "申报提交明天截止"
    assert "2026年7月10日" in message["body"]
    assert message["clause"] == "chifeng-2026/3.2"
    assert (message["person_id"], message["organisation_id"]) == (PERSON, None)


def test_nothing_is_sent_before_eight_in_the_morning(world):
    start_draft(world, at(6, 12))
    assert world.sweep(at(7, 3, 7, 59)) == []
    assert days_of(world.sweep(at(7, 3, 8, 0))) == [("submit_declaration", 7)]


def test_a_second_sweep_of_the_same_moment_sends_nothing(world):
    start_draft(world, at(6, 12))
    assert len(world.sweep(at(7, 9))) == 1
    assert world.sweep() == []


def test_a_submitted_declaration_is_not_reminded_of(world):
    start_draft(world, at(6, 12))
    world.happens(declaration.SUBMITTED, at(7, 1), declaration_id="d-1")
    assert world.sweep(at(7, 9)) == []


def test_a_draft_under_an_amended_notice_is_reminded_by_its_new_last_day_only(world):
    start_draft(world, at(6, 12))
    amended = {"declaration_id": "d-1", "person_id": PERSON, "unit_id": UNIT, "closes_on": "2026-07-17"}
    world.happens(declaration.AMENDED, at(6, 25), **amended)
    sent = [days_of(world.sweep(at(7, day))) for day in range(1, 18)]
    expected = {10: 7, 14: 3, 16: 1}
    assert sent == [[("submit_declaration", expected[day])] if day in expected else [] for day in range(1, 18)]


def test_a_case_under_an_amended_notice_has_the_new_day_of_its_stage(world):
    open_case(world, at(6, 20))
    later = {"current": UNIT_STAGE | {"due_on": "2026-07-27"}, "stages": [UNIT_STAGE]}
    case = {"declaration_id": "d-1", "person_id": PERSON, "unit_id": UNIT, "waiting_report": False}
    case["paper_due_on"] = None
    world.happens(audit.CASE_REDATED, at(6, 25), **case, **later)
    assert [days_of(world.sweep(at(7, day))) for day in (18, 19, 20)] == [[], [], []]
    assert [(m["organisation_id"], m["kind"], m["days_before"]) for m in world.sweep(at(7, 22))] == [
        (UNIT, "audit_stage", 5)
    ]


def test_an_amendment_while_the_applicant_has_the_case_reminds_no_stage(world):
    open_case(world, at(6, 20))
    return_case(world, at(6, 22), at(6, 29, 18))
    case = {"declaration_id": "d-1", "person_id": PERSON, "unit_id": UNIT, "current": None}
    world.happens(audit.CASE_REDATED, at(6, 25), **case)
    assert days_of(world.sweep(at(6, 28))) == [("fix_returned_declaration", 1)]


def test_after_a_pause_only_the_latest_moment_is_made_good(world):
    start_draft(world, at(6, 12))
    assert days_of(world.sweep(at(7, 8))) == [("submit_declaration", 3)]


def test_no_reminder_comes_after_the_last_instant(world):
    start_draft(world, at(6, 12))
    assert world.sweep(at(7, 11)) == []


def test_people_are_reminded_each_of_their_own(world):
    start_draft(world, at(6, 12), "d-1", PERSON)
    start_draft(world, at(6, 12), "d-2", OTHER_PERSON)
    assert {message["person_id"] for message in world.sweep(at(7, 9))} == {PERSON, OTHER_PERSON}


def test_an_organisation_gets_one_message_for_all_that_is_due_on_a_day(world):
    for number in range(5):
        open_case(world, at(6, 20), f"d-{number}")
    (message,) = world.sweep(at(7, 15))
    assert (message["organisation_id"], message["kind"], message["days_before"]) == (UNIT, "audit_stage", 5)
    assert message["title"] == "高级申报材料审核还有5天截止：5件待办"
    assert [item["label"] for item in message["items"]] == [f"CF-d-{number}" for number in range(5)]
    assert message["subject_id"] is None


def test_what_was_decided_is_left_out_of_the_count(world):
    for number in range(3):
        open_case(world, at(6, 20), f"d-{number}")
    approve(world, "d-1")
    told = {message["organisation_id"]: len(message["items"]) for message in world.sweep(at(7, 15))}
    assert told == {UNIT: 2, BUREAU: 1}


def test_a_duty_that_arises_after_the_moment_waits_for_the_next_one(world):
    open_case(world, at(7, 15, 7), "d-1")
    open_case(world, at(7, 15, 10), "d-2")
    (message,) = world.sweep(at(7, 15, 11))
    assert [item["subject_id"] for item in message["items"]] == ["d-1"]
    (message,) = (told for told in world.sweep(at(7, 17, 9)) if told["organisation_id"] == UNIT)
    assert [item["subject_id"] for item in message["items"]] == ["d-1", "d-2"]


def test_the_order_in_which_events_arrive_makes_no_difference(world):
    world.clock.set(at(7, 15, 12))
    open_case(world, at(7, 15, 10), "d-late")
    open_case(world, at(7, 14, 10), "d-early")
    (message,) = world.sweep(at(7, 15, 13))
    assert [item["subject_id"] for item in message["items"]] == ["d-early"]


def approve(world, declaration_id, waiting_report=False, stage=UNIT_STAGE, following=BUREAU_STAGE):
    world.happens(
        audit.STAGE_APPROVED, declaration_id=declaration_id, person_id=PERSON, unit_id=UNIT, stage=stage,
        waiting_report=waiting_report, next=None if waiting_report else following,
    )  # fmt: skip


def test_the_last_stage_is_a_recheck_with_offsets_of_its_own(world):
    open_case(world, at(6, 20))
    approve(world, "d-1", stage=BUREAU_STAGE, following=OFFICE_STAGE)
    assert [(m["organisation_id"], m["kind"], m["days_before"]) for m in world.sweep(at(10, 16))] == [
        (OFFICE, "recheck", 14)
    ]


def test_a_roster_that_waits_to_be_reported_is_reminded_of_until_it_went_up(world):
    open_case(world, at(6, 20))
    approve(world, "d-1", waiting_report=True, stage=BUREAU_STAGE)
    assert [(m["organisation_id"], m["kind"]) for m in world.sweep(at(7, 15))] == [(BUREAU, "report_roster")]
    world.happens(audit.STAGE_ENTERED, declaration_id="d-1", person_id=PERSON, unit_id=UNIT, stage=OFFICE_STAGE)
    assert world.sweep(at(7, 18)) == []


def test_a_returned_declaration_is_reminded_of_until_it_is_fixed(world):
    open_case(world, at(6, 20))
    return_case(world, at(6, 22), at(6, 29, 18))
    assert days_of(world.sweep(at(6, 27))) == [("fix_returned_declaration", 2)]
    open_case(world, at(6, 27, 12), revision=2)
    assert world.sweep(at(6, 28)) == []


def test_a_deadline_with_a_time_of_day_is_shown_with_it(world):
    open_case(world, at(6, 20))
    return_case(world, at(6, 22), at(6, 29, 18))
    (message,) = world.sweep(at(6, 28))
    assert "2026年6月29日18:00" in message["body"]


def test_the_office_is_reminded_of_plan_meeting_and_package(world):
    schedule_session(world, at(8, 20))
    assert days_of(world.sweep(at(8, 31))) == [("file_plan", 3)]
    world.happens(committee.PLAN_FILED, at(9, 1), session_id="s-1", office_id=OFFICE)
    assert days_of(world.sweep(at(9, 7))) == [("hold_session", 3)]
    world.happens(committee.SESSION_OPENED, at(9, 10), session_id="s-1")
    world.happens(
        committee.SESSION_CONCLUDED, at(9, 10, 17), session_id="s-1", office_id=OFFICE, report_due_on="2026-10-10"
    )
    told = [(m["organisation_id"], m["kind"]) for m in world.sweep(at(10, 3))]
    assert sorted(told) == [(AUTHORITY, "report_package"), (OFFICE, "conclude_review"), (OFFICE, "report_package")]


def reschedule(world, when, day, plan_due_on):
    world.happens(
        committee.SESSION_RESCHEDULED, when, session_id="s-1", office_id=OFFICE, meeting_on=day,
        plan_due_on=plan_due_on,
    )  # fmt: skip


def test_a_rescheduled_session_is_reminded_of_by_its_new_day_even_when_it_returns_to_the_first(world):
    schedule_session(world, at(8, 20))
    reschedule(world, at(8, 21), "2026-09-20", "2026-09-13")
    assert days_of(world.sweep(at(8, 31))) == []
    reschedule(world, at(9, 1), "2026-09-10", "2026-09-03")
    assert days_of(world.sweep(at(9, 2))) == [("file_plan", 1)]
    standing = [entry["kind"] for entry in world.deadlines(organisation_id=OFFICE) if entry["state"] == "open"]
    assert sorted(standing) == ["conclude_review", "file_plan", "hold_session"]


def test_a_body_that_recognises_is_reminded_of_review_and_package_but_of_no_meeting(world):
    world.happens(
        committee.RECOGNITION_DECIDED, at(9, 10), session_id="s-1", notice_id="chifeng-2026", office_id=OFFICE,
        authority_id=AUTHORITY, level_group="senior", report_due_on="2026-10-10", review_due_on="2026-10-30",
    )  # fmt: skip
    assert {entry["kind"] for entry in world.deadlines()} == {"conclude_review", "report_package"}
    told = [(m["organisation_id"], m["kind"]) for m in world.sweep(at(10, 3))]
    assert sorted(told) == [(AUTHORITY, "report_package"), (OFFICE, "conclude_review"), (OFFICE, "report_package")]
    world.happens(committee.RESULTS_CLOSED, at(10, 5), session_id="s-1", office_id=OFFICE)
    world.happens(committee.PACKAGE_REPORTED, at(10, 6), session_id="s-1", kind="recognition")
    standing = [(entry["kind"], entry["organisation_id"]) for entry in world.deadlines() if entry["state"] == "open"]
    assert standing == [("approve_package", AUTHORITY)]


def test_a_reconvened_session_has_new_deadlines_and_the_old_ones_are_gone(world):
    schedule_session(world, at(8, 20))
    world.happens(committee.SESSION_ADJOURNED, at(9, 10), session_id="s-1", office_id=OFFICE)
    world.happens(
        committee.SESSION_RECONVENED, at(9, 10, 18), session_id="s-1", office_id=OFFICE, meeting_on="2026-09-20",
        plan_due_on="2026-09-13",
    )  # fmt: skip
    assert days_of(world.sweep(at(9, 12))) == [("file_plan", 1)]


def test_a_publicity_is_to_be_closed_when_its_period_ends(world):
    world.happens(audit.PUBLICITY_POSTED, at(6, 15), publicity_id="p-1", organisation_id=UNIT, ends_on="2026-06-23")
    assert days_of(world.sweep(at(6, 22))) == []
    assert days_of(world.sweep(at(6, 23))) == [("close_publicity", 0)]
    assert [entry["state"] for entry in world.deadlines()] == ["open"]
    world.happens(audit.PUBLICITY_CLOSED, at(6, 24), publicity_id="p-1", organisation_id=UNIT)
    assert [entry["state"] for entry in world.deadlines()] == ["cleared"]


def test_what_was_not_done_is_overdue_and_may_still_be_cleared(world):
    open_case(world, at(6, 20))
    world.sweep(at(7, 20, 23))
    assert [entry["state"] for entry in world.deadlines()] == ["open"]
    world.sweep(at(7, 21))
    assert [entry["state"] for entry in world.deadlines()] == ["overdue"]
    world.happens(audit.CASE_CLOSED, declaration_id="d-1", person_id=PERSON, unit_id=UNIT)
    assert [entry["state"] for entry in world.deadlines()] == ["cleared"]


def test_a_result_publicity_is_to_be_closed_by_the_office_when_its_period_ends(world):
    schedule_session(world, at(8, 20))
    world.happens(committee.RESULTS_POSTED, at(9, 11), session_id="s-1", organisation_id=OFFICE, ends_on="2026-09-18")
    told = [(m["organisation_id"], m["kind"]) for m in world.sweep(at(9, 18))]
    assert sorted(told) == [(OFFICE, "close_results"), (OFFICE, "file_plan")]
    world.happens(committee.RESULTS_CLOSED, at(9, 19), session_id="s-1", office_id=OFFICE)
    states = {entry["kind"]: entry["state"] for entry in world.deadlines()}
    assert (states["close_results"], states["conclude_review"]) == ("cleared", "cleared")


def test_more_groups_than_fit_one_transaction_are_all_reminded(world):
    for number in range(120):
        start_draft(world, at(6, 12), f"d-{number}", f"person-{number}")
    assert len(world.sweep(at(7, 9))) == 120
    assert world.sweep() == []
