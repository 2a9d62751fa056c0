"""Oversight: inspections, measures and what they stop, revoked titles."""

import pytest

from shared.contracts import declaration
from shared.kernel.errors import ZhipingError
from shared.policy import shipped_pack
from tests.support.committee_suite.play import Play, checked
from tests.support.committee_suite.refusals import refusal, refused_by
from tests.support.committee_suite.world import BUREAU, CLERK, OPERATOR, SUPERVISOR, applicant, at

STRANGER = type(BUREAU)("clerk-9", "x", "bureau-9", frozenset({"hr_clerk", "committee_office"}))
CLAUSE = "chifeng-2026/7.1"


def inspect(play, who=BUREAU, **changes):
    request = {
        "committee_id": play.committee_id, "session_id": play.session_id, "kind": "spot_check", "faults": True,
        "inspected_on": play.world.clock.today().isoformat(), "findings": "抽取记录不完整。",
    }  # fmt: skip
    return play.world.do(who, "record_inspection", **(request | changes))


def measure(play, kind="rectify", who=BUREAU, **changes):
    request = {"committee_id": play.committee_id, "kind": kind, "reason": "评审程序不规范。"}
    days = {"due_on": "2026-09-05"} if kind == "rectify" else {}
    return play.world.do(who, "take_measure", **(request | days | changes))


def lift(play, taken, who=BUREAU, version=1):
    return play.world.do(
        who, "lift_measure", measure_id=taken["measure_id"], expected_version=version, opinion="已整改到位。"
    )


def why(call, *args, **params):
    """The whole error of a refused call."""
    with pytest.raises(ZhipingError) as raised:
        call(*args, **params)
    return raised.value


def test_authority_and_supervisor_record_what_they_found_and_others_do_not(world):
    play = Play(world)
    inspect(play)
    inspect(play, SUPERVISOR, session_id=None, kind="recheck", faults=False)
    assert refusal(inspect, play, STRANGER) == "organisation_not_allowed"
    assert refusal(inspect, play, CLERK) == "role_not_allowed"
    seen = world.call(BUREAU, "get_oversight", committee_id=play.committee_id)["inspections"]
    assert [(one["name"], one["faults"], one["organisation_id"]) for one in seen] == [
        ("抽查", True, "bureau-1"), ("倒查复查", False, "discipline"),
    ]  # fmt: skip
    events = world.events("committee.inspection_recorded")
    assert [(one["kind"], one["clause"]) for one in events] == [("spot_check", CLAUSE), ("recheck", CLAUSE)]
    assert "findings" not in events[0]


@pytest.mark.parametrize(
    ("changes", "slug"),
    [
        ({"kind": "visit"}, "invalid_field"),
        ({"inspected_on": "2026-12-31"}, "inspection_in_future"),
        ({"committee_id": "nobody"}, "committee_not_found"),
        ({"session_id": "nobody"}, "session_not_found"),
        ({"findings": ""}, "invalid_field"),
        ({"faults": "yes"}, "invalid_field"),
    ],
)
def test_an_inspection_that_makes_no_sense_is_refused(world, changes, slug):
    assert refusal(inspect, Play(world), **changes) == slug
    assert world.rows("inspections") == []


@pytest.mark.parametrize(
    ("kind", "changes", "slug"),
    [
        ("rectify", {"due_on": None}, "measure_day_missing"),
        ("rectify", {"due_on": "2026-07-31"}, "measure_day_past"),
        ("remind", {"due_on": "2026-09-05"}, "measure_takes_no_day"),
        ("suspend", {}, "measure_unknown"),
        ("remind", {"inspection_id": "none"}, "inspection_not_found"),
        ("execute", {}, "invalid_field"),
    ],
)
def test_only_measures_that_the_notice_knows_are_taken(world, kind, changes, slug):
    assert refusal(measure, Play(world), kind, **changes) == slug
    assert world.rows("measures") == []


def test_a_measure_that_the_notice_does_not_know_is_refused_by_where_it_lists_them(world):
    assert refused_by(measure, Play(world), "suspend") == ("measure_unknown", CLAUSE)


def test_only_the_authority_takes_and_lifts_measures(world):
    play = Play(world)
    assert refusal(measure, play, who=STRANGER) == "organisation_not_allowed"
    assert refusal(measure, play, who=CLERK) == "role_not_allowed"
    taken = measure(play)
    assert refusal(lift, play, taken, who=STRANGER) == "organisation_not_allowed"
    assert refusal(lift, play, taken, version=7) == "stale_version"
    assert refusal(lift, play, {"measure_id": "none"}) == "measure_not_found"


@pytest.mark.parametrize("kind", ["remind", "interview", "criticise"])
def test_a_reminder_an_interview_and_criticism_stop_nothing(world, kind):
    play = Play(world)
    taken = measure(play, kind)
    assert (taken["state"], taken["suspends"]) == ("issued", False)
    assert refusal(lift, play, taken) == "step_not_possible"
    assert play.opened()["opened"] is True


def test_a_committee_under_rectification_schedules_and_opens_nothing_until_it_is_lifted(world):
    play = Play(world)
    play.drawn()
    world.clock.set(at(9, 1))
    play.step("file_plan")
    taken = measure(play, inspection_id=inspect(play)["inspection_id"])
    assert refusal(play.schedule) == "committee_suspended"
    world.clock.set(at(9, 10))
    for number in play.members:
        play.step("check_in", expert_no=number)
    error = why(play.step, "open_session")
    assert (error.slug, error.clause) == ("committee_suspended", CLAUSE)
    assert (error.details["measure"], error.details["due_on"]) == ("限期整改", "2026-09-05")
    assert "限期整改" in error.message
    lifted = lift(play, taken)
    assert (lifted["state"], lifted["overdue"]) == ("lifted", True)
    assert play.step("open_session")["opened"] is True
    assert refusal(lift, play, taken, version=2) == "step_not_possible"


def test_a_meeting_is_not_called_again_under_a_measure(world):
    play = Play(world)
    play.drawn()
    world.clock.set(at(9, 11))
    measure(play, "withdraw_right")
    assert refusal(play.step, "reconvene_session", meeting_on="2026-09-20") == "committee_suspended"


def test_results_of_a_suspended_committee_are_neither_reported_nor_approved(world):
    play = Play(world)
    play.published()
    world.clock.set(at(9, 21))
    play.step("close_results")
    first = measure(play, due_on="2026-09-25")
    assert refusal(play.step, "report_package") == "committee_suspended"
    lift(play, first)
    play.step("report_package")
    second = measure(play, "withdraw_right")
    error = why(play.step, "approve_results", who=BUREAU, opinion="同意")
    assert (error.slug, error.clause, error.details["measure"]) == ("committee_suspended", CLAUSE, "收回职称评审权")
    assert world.rows("certificates") == []
    lift(play, second)
    assert play.step("approve_results", who=BUREAU, opinion="同意")["approved"] == 3


def test_the_public_register_says_who_may_not_review_now(world):
    play = Play(world)
    taken = measure(play)

    def shown():
        one = world.call(None, "get_committee", committee_id=play.committee_id)
        [listed] = world.call(None, "list_committees", filter={"code": one["code"]})["items"]
        return one["suspended"], listed["suspended"]

    assert shown() == (True, True)
    lift(play, taken)
    measure(play, "criticise")
    assert shown() == (False, False)


def test_each_step_of_oversight_is_in_the_trail_with_clause_and_opinion(world):
    play = Play(world)
    inspect(play)
    lift(play, measure(play))
    kept = {row["action"]: (row["clause"], row["opinion"]) for row in world.rows("trail")}
    assert kept["record_inspection"] == (CLAUSE, "抽取记录不完整。")
    assert kept["take_measure"] == (CLAUSE, "评审程序不规范。")
    assert kept["lift_measure"] == (CLAUSE, "已整改到位。")


def test_a_measure_past_its_day_is_marked_once_and_stands(world):
    play = Play(world)
    measure(play)
    world.clock.set(at(9, 5))
    assert world.call(OPERATOR, "run_due") == {"done": 0}
    world.clock.set(at(9, 6))
    assert world.call(OPERATOR, "run_due") == {"done": 1}
    assert world.call(OPERATOR, "run_due") == {"done": 0}
    assert len(world.events("committee.measure_overdue")) == 1
    assert refusal(play.schedule) == "committee_suspended"


def test_office_authority_and_oversight_see_the_measures_and_strangers_do_not(world):
    play = Play(world)
    measure(play)
    for who in (CLERK, BUREAU, SUPERVISOR, OPERATOR):
        seen = world.call(who, "get_oversight", committee_id=play.committee_id)
        assert (seen["suspended"], seen["measures"][0]["due_on"]) == (True, "2026-09-05")
    assert refusal(world.call, STRANGER, "get_oversight", committee_id=play.committee_id) == "organisation_not_allowed"


def test_a_notice_that_says_nothing_about_oversight_knows_no_measure(world):
    play = Play(world)
    silent = {key: value for key, value in shipped_pack("chifeng-2026").raw.items() if key != "oversight"}
    world.hears(declaration.NOTICE_PUBLISHED, {"notice_id": "chifeng-2026", "version": 2, "pack": silent})
    assert refusal(measure, play) == "oversight_unknown"


def revoke(world, number, who=BUREAU, version=1):
    return world.do(
        who, "revoke_certificate", certificate_number=number, expected_version=version, reason="业绩材料不实。"
    )


def test_a_revoked_title_stays_visible_as_revoked_and_is_revoked_once(world):
    play = Play(world)
    number = play.certified()["certificates"][0]["certificate_number"]
    world.clock.set(at(12, 1))
    assert revoke(world, number)["clause"] == CLAUSE
    public = checked(world, number)
    assert (public["state"], public["revoked_on"]) == ("revoked", "2026-12-01")
    own = world.call(applicant(1), "get_certificate", certificate_number=number)
    assert (own["revoke_reason"], own["revoke_clause"], own["version"]) == ("业绩材料不实。", CLAUSE, 2)
    assert world.call(applicant(1), "get_review", declaration_id="declaration-1")["state"] == "revoked"
    assert refusal(revoke, world, number, version=2) == "certificate_revoked_already"
    [event] = world.events("committee.certificate_revoked")
    assert (event["declaration_id"], event["clause"]) == ("declaration-1", CLAUSE)


def test_only_the_authority_that_approved_revokes(world):
    play = Play(world)
    number = play.certified()["certificates"][0]["certificate_number"]
    assert refusal(revoke, world, number, who=STRANGER) == "organisation_not_allowed"
    assert refusal(revoke, world, number, who=CLERK) == "role_not_allowed"
    assert refusal(revoke, world, "ZP0") == "certificate_not_found"
    assert refusal(revoke, world, number, version=5) == "stale_version"
    assert checked(world, number)["state"] == "valid"
