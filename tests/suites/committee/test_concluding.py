"""Publicity of results, objections, package, approval, certificates."""

from shared.contracts import audit
from tests.support.committee_suite.play import Play, checked
from tests.support.committee_suite.refusals import refusal, refused_by
from tests.support.committee_suite.world import BUREAU, CLERK, OPERATOR, applicant, at


def test_results_are_public_for_five_working_days_after_the_posting(world):
    play = Play(world)
    answer = play.published(fails={"declaration-2"})
    assert (answer["posted_on"], answer["ends_on"]) == ("2026-09-10", "2026-09-17")
    posted = world.events("committee.results_posted")[0]
    assert [person["declaration_id"] for person in posted["people"]] == ["declaration-1", "declaration-3"]
    world.clock.set(at(9, 17))
    assert refused_by(play.step, "close_results") == ("publicity_running", "chifeng-2026/6.3.2")
    world.clock.set(at(9, 18))
    assert play.step("close_results")["objections"] == 0


def object_to(play, declaration_id):
    return play.world.do(
        None, "file_objection", session_id=play.session_id, declaration_id=declaration_id, content="反映论文代写"
    )


def object_to_material(play, declaration_id):
    return play.world.do(
        None, "file_objection", session_id=play.session_id, declaration_id=declaration_id, content="反映学历造假",
        about="material",
    )  # fmt: skip


def resolve(play, objection, outcome):
    return play.world.do(
        CLERK, "resolve_objection", objection_id=objection["objection_id"], expected_version=objection["version"],
        outcome=outcome, opinion="经调查",
    )  # fmt: skip


def test_an_upheld_objection_cancels_the_result_and_a_dismissed_one_does_not(world):
    play = Play(world)
    play.published(fails={"declaration-2"})
    upheld, dismissed = object_to(play, "declaration-1"), object_to(play, "declaration-3")
    assert refusal(object_to, play, "declaration-2") == "result_not_listed"
    assert world.rows("objections")[0]["content"].startswith("v1.")
    world.clock.set(at(9, 18))
    assert refusal(object_to, play, "declaration-3") == "publicity_over"
    assert refusal(play.step, "close_results") == "objections_open"
    resolve(play, upheld, "upheld")
    resolve(play, dismissed, "dismissed")
    assert refusal(resolve, play, upheld | {"version": 2}, "dismissed") == "objection_closed"
    play.step("close_results")
    assert [event["declaration_id"] for event in world.events("committee.result_cancelled")] == ["declaration-1"]
    assert play.step("report_package")["rows"] == 1
    assert play.step("approve_results", who=BUREAU, opinion="同意")["approved"] == 1
    package = world.events("committee.package_reported")[0]
    assert (package["candidates"], package["passed"], package["objections"], package["upheld"]) == (3, 2, 2, 1)


def test_certificates_are_numbered_without_gaps_and_date_from_the_vote(world):
    play = Play(world, applicants=4)
    answer = play.certified(fails={"declaration-2"})
    numbers = [one["certificate_number"] for one in answer["certificates"]]
    assert [int(number[-6:]) for number in numbers] == [1, 2, 3]
    issued = world.events("committee.certificate_issued")
    assert {(one["passed_on"], one["issued_on"]) for one in issued} == {("2026-09-10", "2026-09-21")}
    assert len(world.events("committee.declaration_approved")) == 3


def test_anybody_may_check_a_certificate_and_learns_the_least(world):
    play = Play(world)
    number = play.certified()["certificates"][0]["certificate_number"]
    public = checked(world, number)
    assert set(public) == {
        "certificate_number", "name_masked", "title", "series_name", "major", "level", "committee_name", "passed_on",
        "issued_on", "state", "revoked_on",
    }  # fmt: skip
    assert (public["name_masked"], public["state"]) == ("申***", "valid")
    assert refusal(world.call, None, "verify_certificate", certificate_number="ZP0") == "certificate_not_found"


def test_the_holder_sees_the_whole_certificate_and_others_do_not(world):
    play = Play(world)
    number = play.certified()["certificates"][0]["certificate_number"]
    own = world.call(applicant(1), "get_certificate", certificate_number=number)
    assert own["unit_name"] == "申报单位1"
    assert "id_number_sealed" not in own
    assert refusal(world.call, applicant(2), "get_certificate", certificate_number=number) == "certificate_not_found"


def test_applicants_see_their_outcome_without_counts_and_nobody_elses(world):
    play = Play(world)
    play.published(fails={"declaration-2"})
    seen = world.call(applicant(2), "get_review", declaration_id="declaration-2")
    assert (seen["outcome"], seen["meeting_on"]) == ("not_passed", "2026-09-10")
    assert [seen[name] for name in ("yes", "no", "present", "blind_no")] == [None] * 4
    assert refusal(world.call, applicant(1), "get_review", declaration_id="declaration-2") == "review_not_found"


def test_a_late_package_is_taken_and_marked(world):
    play = Play(world)
    play.published()
    world.clock.set(at(10, 12))
    assert world.call(OPERATOR, "run_due") == {"done": 1}
    assert world.call(OPERATOR, "run_due") == {"done": 0}
    play.version += 1
    play.step("close_results")
    answer = play.step("report_package")
    assert (answer["late"], answer["due_on"]) == (True, "2026-10-10")


def test_results_of_a_committee_without_validity_are_void(world):
    play = Play(world)
    play.published()
    world.clock.set(at(9, 21))
    play.step("close_results")
    play.step("report_package")
    with world.app.database.begin() as connection:
        connection.exec_driver_sql("UPDATE committees SET valid_to = '2026-09-09'")
    answer = play.step("approve_results", who=BUREAU, opinion="同意")
    assert (answer["state"], answer["approved"]) == ("void", 0)
    assert {event["reason"] for event in world.events("committee.result_cancelled")} == {"committee_not_valid"}
    assert world.rows("certificates") == []


def test_only_the_authority_approves_results(world):
    play = Play(world)
    play.published()
    stranger = type(BUREAU)("clerk-9", "x", "bureau-9", frozenset({"hr_clerk"}))
    assert refusal(play.step, "approve_results", who=stranger, opinion="x") == "organisation_not_allowed"
    assert refusal(play.step, "approve_results", who=BUREAU, opinion="x") == "step_not_possible"


def test_a_declaration_withdrawn_before_the_vote_leaves_the_list(world):
    play = Play(world)
    play.drawn()
    world.hears(audit.CASE_CLOSED, {"declaration_id": "declaration-1", "reason": "withdrawn"})
    play.present()
    assert len(play.collect(play.members[0])) == 2
    assert len(play.step("close_voting")["results"]) == 2


def test_the_same_fact_of_a_passed_declaration_twice_is_one_review(world):
    world.begin()
    world.passes(1)
    world.passes(1)
    assert len(world.rows("reviews")) == 1
