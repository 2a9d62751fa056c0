"""Whether one qualifies: under a plan, under a notice's plan, under all plans of a series and level."""

import pytest

from services.declaration.domain.transitions import DeclarationState
from shared.kernel.caller import Caller
from shared.policy import shipped_text
from tests.support.amendments import amended, window
from tests.support.declaration_suite import people
from tests.support.declaration_suite.world import refusal
from tests.support.some import some

SERIES = {"series": "k12_teacher", "level": "associate_senior"}
WORDS = ("equals", "at_least", "at_most", "one_of", "none_of", "includes", "excludes", "size")
NOTHING = dict.fromkeys(WORDS)
OF_A_PLAN, OF_A_SERIES = (
    ("outcome", "plan_id", "rules", "remedies", "steered"),
    ("series", "level", "proposed", "plans"),
)


def check(world, who=people.APPLICANT, **asked):
    """The answer for the applicant."""
    return world.ask(who, "check_eligibility", person_id="person-1", **asked)


def publish(world, *notices):
    """More notices in force."""
    for notice in notices:
        world.publish(shipped_text(notice))


def test_the_verdict_on_a_plan_names_every_rule_with_its_clause_and_the_ways_to_qualify(world):
    answer = check(world, plan_id=people.PLAN, at="2026-06-15T09:00:00+08:00")
    assert (answer["verdict"], answer["plan_id"], answer["notice_id"]) == ("eligible", people.PLAN, "chifeng-2026")
    assert (answer["open"], answer["notice_version"], answer["verified"]) == (True, 1, True)
    assert answer["path"]["path_id"] == answer["paths"][0]["path_id"]
    assert all(rule["clause"] or rule["source"] for rule in some(answer["rules"]))


def test_a_plan_that_several_notices_have_must_be_named_with_its_notice(world):
    publish(world, "chifeng-2023")
    for method, asked in (("check_eligibility", {"person_id": "person-1"}), ("start_declaration", {})):
        error = refusal(world.do if not asked else world.ask, people.APPLICANT, method, plan_id=people.PLAN, **asked)
        assert (error.slug, error.kind, error.path) == ("plan_ambiguous", "invalid", "notice_id")
        assert error.details["notices"] == ["chifeng-2023", "chifeng-2026"]
    old = check(world, plan_id=people.PLAN, notice_id="chifeng-2023")
    assert (old["notice_id"], old["open"]) == ("chifeng-2023", False)


def test_a_declaration_starts_under_the_notice_named(world):
    publish(world, "chifeng-2023")
    world.clock.set(people.IN_WINDOW)
    named = {"plan_id": people.PLAN, "notice_id": "chifeng-2026"}
    key = world.do(people.APPLICANT, "start_declaration", **named)["declaration_id"]
    assert world.published("declaration.started")[0]["notice_id"] == "chifeng-2026"
    assert world.ask(people.APPLICANT, "get_declaration", declaration_id=key)["plan_id"] == people.PLAN
    closed = refusal(world.do, people.APPLICANT, "start_declaration", plan_id=people.PLAN, notice_id="chifeng-2023")
    assert (closed.slug, closed.clause.partition("/")[0]) == ("window_closed", "chifeng-2023")


def test_a_newer_version_of_the_same_notice_makes_no_plan_ambiguous(world):
    world.do(people.PUBLISHER, "publish_notice", pack=amended(window("filing-senior", closes_on="2026-07-17")))
    assert check(world, plan_id=people.PLAN)["notice_version"] == 2


def test_series_and_level_are_judged_under_every_notice_best_first(world):
    publish(world, "chifeng-2023", "nmg-2021", "alxa-2025")
    answer = check(world, **SERIES, at="2026-06-15T09:00:00+08:00")
    plans = answer["plans"]
    assert {row["notice_id"] for row in plans} == {"chifeng-2023", "chifeng-2026", "nmg-2021", "alxa-2025"}
    ranks = [("eligible", "conditional", "refused").index(row["verdict"]) for row in plans]
    assert ranks == sorted(ranks)
    assert len(set(ranks)) > 1
    openness = [row["open"] for row in plans if row["verdict"] == plans[0]["verdict"]]
    assert openness == sorted(openness, reverse=True)
    assert all(row["rules"] and "paths" in row for row in some(plans))
    assert (answer["proposed"]["notice_id"], answer["proposed"]["plan_id"]) == ("chifeng-2026", people.PLAN)
    assert answer["proposed"]["open"]


def test_each_verdict_of_a_series_is_the_one_asked_for_by_plan(world):
    publish(world, "chifeng-2023")
    day = "2026-06-15T09:00:00+08:00"
    for row in check(world, **SERIES, at=day)["plans"]:
        alone = check(world, plan_id=row["plan_id"], notice_id=row["notice_id"], at=day)
        assert row == {name: value for name, value in alone.items() if name in row}


def test_what_belongs_to_the_other_form_of_the_question_is_null(world):
    of_plan, of_series = check(world, plan_id=people.PLAN), check(world, **SERIES)
    assert set(of_plan) == set(of_series)
    for nulls, answer in ((OF_A_SERIES, of_plan), (OF_A_PLAN, of_series)):
        assert all(answer[name] is None for name in nulls)
    assert None not in [of_plan[name] for name in OF_A_PLAN] + [of_series[name] for name in OF_A_SERIES]


def test_nothing_is_proposed_when_every_plan_refuses(world):
    answer = check(world, series="k12_teacher", level="full_senior")
    assert (answer["verdict"], answer["proposed"]) == ("refused", None)
    assert all(row["verdict"] == "refused" for row in some(answer["plans"]))


def test_a_plan_that_does_not_take_the_major_refuses_among_the_others(world):
    answer = check(world, series="engineering", level="middle", major="cyberspace")
    county = next(row for row in answer["plans"] if row["plan_id"] == "engineering-county-middle")
    unmet = {rule["rule_id"]: rule["clause"] for rule in county["rules"] if rule["outcome"] == "unmet"}
    assert county["verdict"] == "refused"
    assert unmet["cyberspace"] == "chifeng-2026/3.1.2"


def test_a_series_without_a_plan_at_the_level_is_said_so(world):
    error = refusal(check, world, series="journalism", level="technician")
    assert (error.slug, error.kind, error.path) == ("no_plan_of_series", "not_found", "series")
    assert "员级" in error.message


@pytest.mark.parametrize(
    ("series", "level", "slug", "clause"),
    [
        ("education_examination", "associate_senior", "plan_announced_later", "chifeng-2026/5.1"),
        ("accounting", "middle", "plan_exam_replaced", "chifeng-2026/2.2"),
        ("statistics", "full_senior", "plan_announced_later", "chifeng-2026/3.1.2"),
    ],
)
def test_a_series_that_the_notice_puts_off_or_leaves_to_an_exam_is_told_why(world, series, level, slug, clause):
    error = refusal(check, world, series=series, level=level)
    assert (error.slug, error.kind, error.clause) == (slug, "refused", clause)
    assert error.details["reason"] in error.message


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"plan_id": people.PLAN, **SERIES},
        {"plan_id": people.PLAN, "level": "associate_senior"},
        {"series": "k12_teacher"},
        {"level": "associate_senior"},
        {"notice_id": "chifeng-2026"},
        {"notice_id": "chifeng-2026", **SERIES},
    ],
)
def test_a_question_names_a_plan_or_a_series_with_its_level_and_not_both(world, asked):
    error = refusal(check, world, **asked)
    assert (error.slug, error.kind) == ("plan_or_series", "invalid")


def test_an_empty_text_names_nothing(world):
    error = refusal(check, world, plan_id="", series="", level="middle")
    assert (error.slug, error.kind) == ("invalid_field", "invalid")


@pytest.mark.parametrize(
    ("asked", "slug"),
    [
        ({"plan_id": "nothing"}, "plan_not_found"),
        ({"plan_id": people.PLAN, "notice_id": "nothing"}, "notice_not_found"),
        ({"plan_id": "translation-middle", "major": "水利工程"}, "major_not_in_plan"),
        ({"series": "k12_teacher", "level": "senior"}, "invalid_field"),
        ({"plan_id": people.PLAN, "at": "yesterday"}, "invalid_field"),
        ({"plan_id": people.PLAN, "year": 2026}, "unknown_field"),
    ],
)
def test_bad_questions_are_refused_by_name(world, asked, slug):
    assert refusal(check, world, **asked).slug == slug


def test_nobody_else_learns_how_a_person_stands(world):
    for who in (people.STRANGER, people.OTHER_CLERK):
        for asked in ({"plan_id": people.PLAN}, SERIES):
            assert refusal(check, world, who, **asked).slug == "person_not_found"
    assert check(world, people.UNIT_CLERK, **SERIES)["verified"]


def test_a_refusal_says_what_would_change_it_and_on_which_day(world):
    title = people.profile()["present_title"] | {"obtained_on": "2023-03-15"}
    other = people.caller("person-3")
    world.register(other, people.profile(present_title=title), id_number=people.id_number(serial="004"))
    answer = world.ask(other, "check_eligibility", person_id="person-3", plan_id=people.PLAN)
    remedies = {rule["rule_id"]: rule for rule in answer["remedies"]["rules"]}
    tenure = remedies["associate-senior.tenure"]
    assert tenure["clause"] == "chifeng-2026/5"
    assert tenure["alternatives"][0] == [
        {"fact": "title.years", "label": "任现职年限", "current": 3, "needed": NOTHING | {"at_least": 5}, "value": 5,
         "difference": 2, "how": "wait", "anew": False, "reached_on": "2028-03-15", "in_time": False}
    ]  # fmt: skip
    by_relief = {change["fact"] for changes in tenure["alternatives"][1:] for change in changes}
    assert "service.township_months_since_title" in by_relief
    nearest = answer["remedies"]["paths"][0]
    assert answer["remedies"]["nearest"] == nearest["path_id"] == "associate-senior"
    assert (nearest["reachable"], nearest["verdict"], nearest["left"]) == (True, "eligible", [])
    assert nearest["changes"][0]["rules"][0]["rule_id"] == "associate-senior.tenure"


def test_an_eligible_answer_has_nothing_to_change_and_a_series_says_it_of_every_plan(world):
    assert check(world, plan_id=people.PLAN)["remedies"] == {"rules": [], "paths": [], "nearest": None}
    plans = check(world, series="k12_teacher", level="full_senior")["plans"]
    assert all(row["remedies"]["rules"] and row["remedies"]["nearest"] for row in some(plans))


def rights_of(answer):
    """Per notice, what the paths with a once-only right say of it."""
    return {
        (row["notice_id"], rule["rule_id"]): rule["outcome"]
        for row in answer["plans"]
        for path in row["paths"]
        for rule in path["rules"]
        if path["right"] and rule["rule_id"] == f"{path['path_id']}.right"
    }


def test_a_right_used_up_under_one_notice_is_used_up_under_all(world):
    publish(world, "alxa-2025")
    other = people.caller("person-3")
    asked = {"claimed": True, "confirmed": True}
    world.register(other, people.profile(green_channel=asked), id_number=people.id_number(serial="004"))
    here, there = ("chifeng-2026", "green-channel.right"), ("alxa-2025", "green-channel.right")
    assert rights_of(world.ask(other, "check_eligibility", person_id="person-3", **SERIES)) == {
        here: "met", there: "met",
    }  # fmt: skip
    world.clock.set(people.IN_WINDOW)
    started = world.do(
        other, "start_declaration", plan_id="targeted-k12-associate-senior", notice_id="chifeng-2026"
    )  # fmt: skip
    key = started["declaration_id"]
    world.change(key, "fill_dossier", who=other, sections={"route_claimed": "green-channel"})
    assert rights_of(world.ask(other, "check_eligibility", person_id="person-3", **SERIES))[there] == "met"
    succeed(world, key)
    used = rights_of(world.ask(other, "check_eligibility", person_id="person-3", **SERIES))
    assert used == {here: "unmet", there: "unmet"}


def succeed(world, key):
    """The vote is for the person; how the declaration came to the vote is another story."""
    with world.app.transaction(Caller.system("declaration")) as tx:
        declaration = tx.ports.declarations.get(key)
        declaration.state = DeclarationState.PASSED
        tx.ports.declarations.save(declaration, declaration.version)
