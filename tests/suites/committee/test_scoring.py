"""Indicators weighed by the office, and the score sheet: what the notice allows, who sees it, where it goes."""

import json

import pytest

from shared.contracts import declaration
from shared.policy import shipped_pack
from tests.suites.committee.test_watching import STRANGER, why
from tests.support.committee_suite.play import Play
from tests.support.committee_suite.refusals import refusal
from tests.support.committee_suite.world import BUREAU, CLERK, SUPERVISOR, applicant, expert
from tests.support.stages import staged

CLAUSE = shipped_pack("chifeng-2026").indicators[0].clause
WEIGHTS = {"职业道德": 30, "专业能力": 45, "技术水平": 25}
SCORES = {"职业道德": 90, "专业能力": 81, "技术水平": 77}


def weigh(play, weights=None, series="k12_teacher", **more):
    """The office weighs one series."""
    return play.step("set_indicators", indicators=[{"series": series, "weights": weights or WEIGHTS}], **more)


def row(number=1, method="interview", **changes):
    """One line of the sheet."""
    line = {"declaration_id": f"declaration-{number}", "method": method, "scores": SCORES} | changes
    return {name: value for name, value in line.items() if value is not None}


@staged
def opened(world, weights=WEIGHTS):
    """A session that votes, with the weights set before the plan was filed."""
    play = Play(world)
    play.drawn()
    if weights:
        weigh(play, weights)
    play.present()
    return play


def change_menu(world, **changes):
    """A new version of the notice says something else about its general menu."""
    pack = shipped_pack("chifeng-2026").raw
    [general] = pack["indicators"]
    edited = pack | {"indicators": [general | changes]}
    world.hears(declaration.NOTICE_PUBLISHED, {"notice_id": "chifeng-2026", "version": 2, "pack": edited})


def sheet(play, who=CLERK):
    """The rows as a caller sees them."""
    return play.world.call(who, "get_session", session_id=play.session_id)["scores"]


def test_the_office_weighs_dimensions_of_the_menu_and_the_plan_says_so(world):
    play = opened(world)
    seen = world.call(BUREAU, "get_session", session_id=play.session_id)
    assert seen["indicators"] == seen["plan"]["indicators"] == {"k12_teacher": WEIGHTS}
    [event] = world.events("committee.indicators_set")
    assert event["clauses"] == [CLAUSE]
    assert {one["dimension"]: one["weight"] for one in event["series"][0]["weights"]} == WEIGHTS
    [kept] = [line for line in world.rows("trail") if line["action"] == "set_indicators"]
    assert kept["clause"] == CLAUSE


def test_weights_are_set_anew_series_by_series_until_a_score_stands(world):
    play = opened(world)
    weigh(play, {"专业能力": 100}, series="vocational_teacher")
    assert weigh(play)["indicators"] == {"k12_teacher": WEIGHTS, "vocational_teacher": {"专业能力": 100}}
    play.step("register_scores", rows=[row()])
    error = why(weigh, play)
    assert (error.slug, error.details["series"]) == ("scores_registered_already", "k12_teacher")
    weigh(play, series="vocational_teacher")


@pytest.mark.parametrize(
    ("indicators", "slug"),
    [
        ([{"series": "k12_teacher", "weights": {"职业道德": 60, "论文数量": 40}}], "dimension_unknown"),
        ([{"series": "k12_teacher", "weights": {"职业道德": 60, "专业能力": 39}}], "weights_not_hundred"),
        ([{"series": "health", "weights": WEIGHTS}], "series_out_of_scope"),
        ([{"series": "k12_teacher", "weights": WEIGHTS}] * 2, "series_twice"),
        ([{"series": "k12_teacher", "weights": {"职业道德": 100, "专业能力": 0}}], "invalid_field"),
        ([{"series": "k12_teacher", "weights": {"职业道德": 50.5, "专业能力": 49.5}}], "invalid_field"),
        ([{"series": "k12_teacher", "weights": {}}], "invalid_field"),
        ([{"series": "k12_teacher"}], "missing_field"),
        ([{"series": "k12_teacher", "weights": WEIGHTS, "experts": []}], "unknown_field"),
        ([], "invalid_field"),
    ],
)
def test_weights_that_the_notice_does_not_provide_are_refused(world, indicators, slug):
    play = Play(world)
    assert refusal(play.step, "set_indicators", indicators=indicators) == slug
    assert world.call(CLERK, "get_session", session_id=play.session_id)["indicators"] == {}


def test_a_refused_dimension_names_the_clause_of_the_menu(world):
    error = why(weigh, Play(world), {"论文数量": 100})
    assert (error.clause, error.details["dimension"]) == (CLAUSE, "论文数量")


def test_weights_that_the_notice_gives_are_fixed_and_used(world):
    play = Play(world)
    change_menu(world, dimensions=list(SCORES), weights=[20, 50, 30])
    error = why(weigh, play)
    assert (error.slug, error.clause) == ("weights_fixed", CLAUSE)
    play.opened()
    [scored] = play.step("register_scores", rows=[row()])["scores"]
    assert scored["total"] == 20 * 90 + 50 * 81 + 30 * 77


def test_a_notice_without_a_menu_leaves_nothing_to_weigh_or_score(world):
    play = Play(world)
    change_menu(world, applies={"series": ["health"]})
    assert refusal(weigh, play) == "indicators_unknown"
    play.opened()
    error = why(play.step, "register_scores", rows=[row(scores=None, score=80)])
    assert (error.slug, error.clause) == ("method_not_provided", None)


def test_scores_are_weighed_in_hundredths_once_every_dimension_has_points(world):
    play = opened(world)
    partly = {"职业道德": 90}
    rows = [row(1), row(2, scores=partly), row(3, method="expert_comment", scores=None, score=88, remark="教学扎实。")]
    answer = play.step("register_scores", rows=rows)
    totals = {one["declaration_id"]: one["total"] for one in answer["scores"]}
    assert answer["registered"] == 3
    assert totals == {"declaration-1": 30 * 90 + 45 * 81 + 25 * 77, "declaration-2": None, "declaration-3": None}
    kept = {one["declaration_id"]: one for one in sheet(play)}
    assert (kept["declaration-2"]["scores"], kept["declaration-3"]["score"]) == (partly, 88)
    assert kept["declaration-3"]["remark"] == "教学扎实。"


def test_a_row_again_replaces_it_and_another_method_is_another_row(world):
    play = opened(world)
    play.step("register_scores", rows=[row(1), row(1, method="democratic_appraisal", scores=None, score=70)])
    blind_no = next(key for key, value in play.blind().items() if value == "declaration-1")
    play.step("register_scores", rows=[row(declaration_id=None, blind_no=blind_no, scores={**SCORES, "职业道德": 60})])
    kept = {one["method"]: (one["blind_no"], one["scores"].get("职业道德"), one["score"]) for one in sheet(play)}
    assert kept == {"interview": (blind_no, 60, None), "democratic_appraisal": (blind_no, None, 70)}


@pytest.mark.parametrize(
    ("rows", "slug"),
    [
        ([row(method="trial_lesson")], "method_not_provided"),
        ([row(method="scoring")], "method_not_provided"),
        ([row(method="horoscope")], "invalid_field"),
        ([row(scores={"创新成效": 80})], "dimension_not_set"),
        ([row(9)], "declaration_not_assigned"),
        ([row(declaration_id=None, blind_no="B-none")], "declaration_not_assigned"),
        ([row(1), row(2), row(1)], "score_twice"),
        ([row(scores={**SCORES, "职业道德": 101})], "invalid_field"),
        ([row(scores={**SCORES, "职业道德": 89.5})], "invalid_field"),
        ([row(scores={**SCORES, "职业道德": "90"})], "invalid_field"),
        ([row(scores={})], "invalid_field"),
        ([row(scores=None, score=-1)], "invalid_field"),
        ([row(scores=None)], "invalid_field"),
        ([row(score=80)], "invalid_field"),
        ([row(declaration_id=None)], "invalid_field"),
        ([row(blind_no="B-1")], "invalid_field"),
        ([row(expert_no="E001")], "unknown_field"),
        ([], "invalid_field"),
    ],
)
def test_rows_that_cannot_stand_are_refused_and_none_of_the_request_is_kept(world, rows, slug):
    play = opened(world)
    assert refusal(play.step, "register_scores", rows=[row(3), *rows] if rows else rows) == slug
    assert (world.rows("scores"), world.events("committee.scores_registered")) == ([], [])


def test_a_method_that_the_notice_does_not_provide_is_refused_with_its_clause(world):
    play = opened(world)
    error = why(play.step, "register_scores", rows=[row(1), row(2, method="trial_lesson")])
    assert (error.clause, error.details["number"], error.details["method"]) == (CLAUSE, 2, "讲课说课")


def test_without_weights_only_points_for_the_whole_are_taken(world):
    play = opened(world, weights=None)
    assert refusal(play.step, "register_scores", rows=[row()]) == "dimension_not_set"
    [scored] = play.step("register_scores", rows=[row(scores=None, score=80)])["scores"]
    assert scored["total"] is None


def test_scores_are_registered_between_the_opening_and_the_close_of_the_vote_only(world):
    play = Play(world)
    play.drawn()
    weigh(play)
    assert refusal(play.step, "register_scores", rows=[row()]) == "step_not_possible"
    play.present()
    play.vote()
    assert refusal(play.step, "register_scores", rows=[row()]) == "step_not_possible"
    assert refusal(weigh, play) == "step_not_possible"


def test_only_the_office_of_the_session_weighs_and_registers(world):
    play = opened(world)
    for who, slug in ((BUREAU, "role_not_allowed"), (STRANGER, "organisation_not_allowed"), (None, "token_missing")):
        assert refusal(play.step, "register_scores", who=who, rows=[row()]) == slug
        assert refusal(weigh, play, who=who) == slug
    assert refusal(play.step, "register_scores", who=expert(play.members[0]), rows=[row()]) == "role_not_allowed"


def test_of_two_offices_that_write_at_once_the_second_is_told(world):
    play = opened(world)
    before = play.version
    play.step("register_scores", rows=[row()])
    play.version = before
    assert refusal(play.step, "register_scores", rows=[row(2)]) == "stale_version"
    assert len(sheet(play)) == 1


def test_office_authority_and_oversight_see_the_sheet_experts_and_applicants_do_not(world):
    play = opened(world)
    play.step("register_scores", rows=[row()])
    for who in (CLERK, BUREAU, SUPERVISOR):
        assert [one["total"] for one in sheet(play, who)] == [8270]
        review = world.call(who, "get_review", declaration_id="declaration-1")
        assert [one["method"] for one in review["scores"]] == ["interview"]
    assert world.call(CLERK, "get_review", declaration_id="declaration-2")["scores"] == []
    inside = world.call(expert(play.members[0]), "get_session", session_id=play.session_id)
    outside = world.call(applicant(1), "get_review", declaration_id="declaration-1")
    assert (inside["scores"], inside["indicators"], outside["scores"]) == (None, None, None)
    assert "indicators" not in outside


def test_nothing_that_is_stored_links_a_score_to_an_expert_or_a_name(world):
    play = opened(world)
    play.step("register_scores", rows=[row(1), row(2)])
    [event] = world.events("committee.scores_registered")
    assert (event["rows"], event["methods"], event["clauses"]) == (2, ["interview"], [CLAUSE])
    [kept] = [line for line in world.rows("trail") if line["action"] == "register_scores"]
    told = json.dumps([event, kept, *world.rows("scores")], default=str, ensure_ascii=False)
    assert not [name for name in (*play.members, "申报人", "专家") if name in told]


def test_the_sheet_goes_with_the_package(world):
    play = opened(world)
    play.step("register_scores", rows=[row(1), row(2, scores=None, score=65, remark="尚需历练。")])
    play.vote(fails={"declaration-2"})
    play.step("post_results")
    world.clock.set(world.clock.now().replace(day=21))
    play.step("close_results")
    play.step("report_package")
    [package] = world.events("committee.package_reported")
    first, second = package["scores"]
    assert (first["case_number"], first["method_name"], first["total"]) == ("CF2026-000001", "面试答辩", 8270)
    assert {one["dimension"]: (one["weight"], one["score"]) for one in first["dimensions"]} == {
        name: (WEIGHTS[name], SCORES[name]) for name in WEIGHTS
    }
    assert (second["score"], second["total"], second["dimensions"], second["remark"]) == (65, None, [], "尚需历练。")
