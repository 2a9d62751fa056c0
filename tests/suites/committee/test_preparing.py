"""Committees, pools, dates, lists, draws."""

import pytest

from services.committee.domain.transcript import differences
from shared.policy import shipped_pack
from tests.support.committee_suite.play import Play
from tests.support.committee_suite.refusals import refusal, refused_by
from tests.support.committee_suite.world import (
    AUTHORITY,
    BUREAU,
    CLERK,
    COMMITMENT,
    COMMITTEE_CODE,
    SEED,
    SUPERVISOR,
    at,
    pool_workbook,
)
from tests.support.some import some


@pytest.mark.parametrize(
    ("changes", "slug"),
    [
        ({"size": 12}, "committee_size_even"),
        ({"size": 9}, "committee_too_small"),
        ({"code": "unheard-of"}, "committee_rules_unknown"),
        ({"valid_to": "2029-01-01"}, "validity_too_long"),
        ({"valid_to": "2025-01-01"}, "validity_reversed"),
        ({"office_organisation_id": "nobody"}, "organisation_unknown"),
        ({"office_organisation_id": AUTHORITY}, "office_not_named"),
        ({"authority_organisation_id": AUTHORITY}, "unknown_field"),
        ({"region": "150402"}, "committee_region_unknown"),
        ({"level_group": "senior"}, "committee_differs"),
        ({"series": ["health"]}, "committee_differs"),
        ({"scope_kind": "major"}, "committee_differs"),
        ({"level_group": "middle", "unheard": 1}, "unknown_field"),
    ],
)
def test_a_committee_that_breaks_a_rule_is_not_registered(world, changes, slug):
    world.begin()
    assert refusal(world.register, **changes) == slug
    assert world.rows("committees") == []


def test_whoever_works_for_no_organisation_is_the_office_of_no_committee(world):
    play = Play(world)
    nobody = type(CLERK)("clerk-9", "x", None, frozenset({"committee_office"}))
    assert refusal(play.step, "assign_declarations", who=nobody) == "organisation_not_allowed"
    assert play.step("assign_declarations")["assigned"] == 3


def test_only_the_authority_approves_and_only_once(world):
    world.begin()
    request = {"committee_id": world.register(), "expected_version": 1, "opinion": "同意"}
    stranger = type(BUREAU)("clerk-9", "x", "bureau-9", frozenset({"hr_clerk"}))
    assert refusal(world.do, stranger, "approve_committee", **request) == "organisation_not_allowed"
    assert refusal(world.do, CLERK, "approve_committee", **request) == "role_not_allowed"
    assert world.do(BUREAU, "approve_committee", **request)["state"] == "approved"
    request["expected_version"] = 2
    assert refusal(world.do, BUREAU, "approve_committee", **request) == "step_not_possible"
    assert [event["approved"] for event in world.events("committee.committee_approved")] == [True]


def test_an_unapproved_committee_gets_no_session(world):
    world.begin()
    committee_id = world.register()
    request = {
        "committee_id": committee_id, "notice_id": "chifeng-2026", "meeting_on": "2026-09-10", "place": "赤峰市",
        "panel_size": 11, "procedure": "程序", "measures": "措施",
    }  # fmt: skip
    assert refusal(world.do, CLERK, "schedule_session", **request) == "committee_not_approved"


def test_a_committee_approved_for_some_years_gets_no_session_outside_them(world):
    world.begin()
    committee_id = world.register(valid_from="2026-06-01", valid_to="2026-09-05")
    world.do(BUREAU, "approve_committee", committee_id=committee_id, expected_version=1, opinion="同意")
    world.import_pool(committee_id, 2)
    world.clean(committee_id)
    request = {
        "committee_id": committee_id, "notice_id": "chifeng-2026", "meeting_on": "2026-09-03", "place": "赤峰市",
        "panel_size": 11, "procedure": "程序", "measures": "措施",
    }  # fmt: skip
    assert refusal(world.do, CLERK, "schedule_session", **request) == "committee_not_valid"
    world.clock.set(at(6, 1))
    later = request | {"meeting_on": "2026-09-10"}
    assert refusal(world.do, CLERK, "schedule_session", **later) == "committee_not_valid"
    assert world.do(CLERK, "schedule_session", **request)["state"] == "scheduled"


def test_anybody_sees_who_is_approved_for_what_and_until_when(world):
    world.begin()
    committee_id = world.register()
    assert world.call(None, "list_committees", filter={"state": "approved"})["items"] == []
    world.do(BUREAU, "approve_committee", committee_id=committee_id, expected_version=1, opinion="同意")
    (listed,) = world.call(None, "list_committees", filter={"state": "approved"})["items"]
    assert (listed["code"], listed["level_group"], listed["valid_to"]) == (COMMITTEE_CODE, "middle", "2028-12-31")
    assert (listed["series"], listed["decides"]) == (["k12_teacher", "vocational_teacher"], "review")
    assert world.call(None, "get_committee", committee_id=committee_id)["pool"] is None


def test_good_rows_are_imported_and_bad_ones_reported_by_line(world):
    world.begin()
    answer = world.import_pool(world.register(), 1)
    assert (answer["imported"], answer["pool_size"]) == (40, 40)
    assert [(cell["row"], cell["column"], cell["cell"], cell["reason"]) for cell in answer["rejected"]] == [
        (42, "姓名", "B42", "empty"), (42, "连续参评年数", "J42", "empty"), (42, "上年是否参评", "K42", "empty"),
        (42, "是否外单位同行", "L42", "empty"),
    ]  # fmt: skip
    assert world.events("committee.pool_imported")[0]["rejected"] == 1
    assert all(row["phone"].startswith("v1.") for row in some(world.rows("experts")))


def test_the_same_workbook_again_changes_nothing(world):
    world.begin()
    committee_id = world.register()
    first = world.import_pool(committee_id, 1)
    again = world.import_pool(committee_id, 1)
    assert again == first | {"unchanged": True}
    assert len(world.events("committee.pool_imported")) == 1


def test_what_is_no_workbook_is_refused(world):
    world.begin()
    committee_id = world.register()
    assert refusal(world.import_pool, committee_id, 1, b"plain text") == "file_kind_unknown"
    assert refusal(world.do, CLERK, "import_pool", committee_id=committee_id, expected_version=1,
                   object_key="materials/other") == "object_key_invalid"  # fmt: skip


@pytest.mark.parametrize(
    ("today", "meeting_on", "slug"),
    [
        (at(9, 4), "2026-09-10", "meeting_too_soon"),
        (at(5, 9), "2026-07-20", "meeting_too_early"),
        (at(9, 4), "2026-10-24", "meeting_too_late"),
    ],
)
def test_a_meeting_day_must_leave_time_for_what_goes_before_and_after(world, today, meeting_on, slug):
    raw = shipped_pack("chifeng-2026").raw
    windows = [one | ({"opens_on": "2026-07-21"} if one["stage"] == "review" else {}) for one in raw["windows"]]
    world.begin(raw | {"windows": windows})
    committee_id = world.register()
    world.do(BUREAU, "approve_committee", committee_id=committee_id, expected_version=1, opinion="同意")
    world.clock.set(today)
    request = {"place": "赤峰市", "panel_size": 11, "procedure": "程序", "measures": "措施"}
    assert refusal(world.do, CLERK, "schedule_session", committee_id=committee_id, notice_id="chifeng-2026",
                   meeting_on=meeting_on, **request) == slug  # fmt: skip


def test_only_declarations_in_scope_are_assigned_and_their_numbers_tell_nothing(world):
    play = Play(world, applicants=30)
    world.passes(99, series="health")
    answer = play.step("assign_declarations")
    assert (answer["assigned"], answer["out_of_scope"]) == (30, ["declaration-99"])
    events = world.events("committee.declaration_assigned")
    by_age = [event["blind_no"] for event in sorted(events, key=lambda event: int(event["declaration_id"][12:]))]
    assert len(set(by_age)) == 30
    assert by_age != sorted(by_age)


def test_late_comers_join_the_list_until_the_seed_is_committed(world):
    play = Play(world)
    play.step("assign_declarations")
    world.passes(4)
    assert play.step("assign_declarations")["total"] == 4
    play.step("commit_seed", commitment=COMMITMENT)
    assert refusal(play.step, "assign_declarations") == "step_not_possible"


def test_the_draw_can_be_redone_from_its_transcript(world):
    play = Play(world)
    answer = play.drawn()
    transcript = world.call(SUPERVISOR, "get_session", session_id=play.session_id)["transcript"]
    assert differences(transcript) == []
    assert [member["expert_no"] for member in answer["members"]] == transcript["members"]
    assert {"expert_no": "E006", "reason": "consecutive_years"} in answer["exclusions"]
    figures = world.events("committee.panel_drawn")[0]
    assert (figures["panel_size"], figures["rotation_required"], figures["excluded"]) == (11, 0, 1)


def test_where_the_notice_says_that_a_share_rotates_the_draw_obeys(world):
    pack = shipped_pack("chifeng-2026").raw
    rotation = {"ratio": "1/3", "clause": "nmg-2021/7.4.5"}
    Play(world, notice=pack | {"committee_rules": pack["committee_rules"] | {"rotation": rotation}}).drawn()
    figures = world.events("committee.panel_drawn")[0]
    assert (figures["panel_size"], figures["rotation_required"], figures["excluded"]) == (11, 4, 1)
    assert figures["rotated_in"] >= 4


def test_panel_and_transcript_do_not_depend_on_ids_or_time(world, other_world):
    first, second = Play(world), None
    first.drawn()
    other_world.clock.set(at(6, 1, 17))
    second = Play(other_world, applicants=5)
    second.drawn()
    assert first.members == second.members
    assert world.rows("sessions")[0]["transcript_digest"] == other_world.rows("sessions")[0]["transcript_digest"]


def test_a_seed_other_than_the_committed_one_is_refused(world):
    play = Play(world)
    play.step("assign_declarations")
    play.step("commit_seed", commitment="00" * 32)
    assert refused_by(play.step, "draw_panel", seed=SEED) == ("seed_not_committed", "chifeng-2026/6.2.2")
    assert refusal(world.import_pool, play.committee_id, 3, pool_workbook(41)) == "draw_pending"


def test_a_pool_that_cannot_seat_the_panel_is_refused_before_any_seed(world):
    play = Play(world)
    world.import_pool(play.committee_id, 3, pool_workbook(10))
    play.step("assign_declarations")
    assert refused_by(play.step, "commit_seed", commitment=COMMITMENT) == ("panel_infeasible", "chifeng-2026/6.2.2")


def test_nobody_draws_for_an_empty_list(world):
    play = Play(world, applicants=0)
    play.step("assign_declarations")
    assert refused_by(play.step, "commit_seed", commitment=COMMITMENT) == ("nothing_assigned", "chifeng-2026/6.2.2")
