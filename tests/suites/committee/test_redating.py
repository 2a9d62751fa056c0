"""Another day for a session whose plan is not filed yet."""

import pytest

from tests.support.committee_suite.play import Play
from tests.support.committee_suite.refusals import refusal, refused_by
from tests.support.committee_suite.world import BUREAU, CLERK, COMMITMENT, SEED, at

STRANGER = type(CLERK)("clerk-8", "x", "office-8", frozenset({"committee_office"}))


def another_day(play, day="2026-09-17", who=CLERK):
    return play.step("reschedule_session", who=who, meeting_on=day)


def test_the_new_day_is_announced_with_its_deadlines_and_the_old_one(world):
    play = Play(world)
    answer = another_day(play)
    assert (answer["state"], answer["meeting_on"], answer["plan_due_on"]) == ("scheduled", "2026-09-17", "2026-09-10")
    (event,) = world.events("committee.session_rescheduled")
    assert (event["meeting_from"], event["meeting_on"]) == ("2026-09-10", "2026-09-17")
    assert (event["review_due_on"], event["plan_due_clause"]) == ("2026-10-30", "chifeng-2026/6.3.1")
    assert world.call(CLERK, "get_session", session_id=play.session_id)["meeting_on"] == "2026-09-17"


def test_list_commitment_and_panel_stay_whenever_the_day_changes(world):
    play = Play(world)
    play.step("assign_declarations")
    another_day(play, "2026-09-11")
    play.step("commit_seed", commitment=COMMITMENT)
    assert another_day(play, "2026-09-14")["state"] == "seed_committed"
    drawn = play.step("draw_panel", seed=SEED)
    assert another_day(play, "2026-09-16")["state"] == "drawn"
    seen = world.call(CLERK, "get_session", session_id=play.session_id)
    members = [one["expert_no"] for one in seen["members"] if one["role"] == "member"]
    assert members == [one["expert_no"] for one in drawn["members"]]
    assert len(seen["items"]) == 3


def test_the_session_is_held_on_the_new_day_and_not_on_the_old_one(world):
    play = Play(world)
    play.drawn()
    another_day(play, "2026-09-11")
    play.step("file_plan")
    assert world.events("committee.plan_filed")[0]["meeting_on"] == "2026-09-11"
    world.clock.set(at(9, 10))
    assert refused_by(play.step, "check_in", expert_no=play.members[0]) == ("not_the_meeting_day", "chifeng-2026/6.3.1")
    world.clock.set(at(9, 11))
    play.step("check_in", expert_no=play.members[0])


def test_a_filed_plan_names_the_day_and_holds_it(world):
    play = Play(world)
    play.drawn()
    play.step("file_plan")
    assert refusal(another_day, play) == "step_not_possible"
    assert world.events("committee.session_rescheduled") == []


@pytest.mark.parametrize(
    ("today", "day", "slug"),
    [
        (at(8, 2), "2026-09-10", "meeting_day_unchanged"),
        (at(9, 4), "2026-09-09", "meeting_too_soon"),
        (at(8, 2), "2026-10-24", "meeting_too_late"),
        (at(8, 2), "2029-09-10", "committee_not_valid"),
        (at(8, 2), "soon", "invalid_field"),
    ],
)
def test_a_day_that_could_not_have_been_scheduled_is_refused(world, today, day, slug):
    play = Play(world)
    world.clock.set(today)
    assert refusal(another_day, play, day) == slug
    assert world.rows("sessions")[0]["version"] == 1


def test_only_the_office_moves_its_session(world):
    play = Play(world)
    assert refusal(another_day, play, who=BUREAU) == "role_not_allowed"
    assert refusal(another_day, play, who=STRANGER) == "organisation_not_allowed"


def test_two_who_move_it_at_once_do_not_both_win(world):
    play = Play(world)
    another_day(play)
    play.version = 1
    assert refusal(another_day, play, "2026-09-18") == "stale_version"
