"""What would change a verdict, for people who are known; crowds are in tests/integration/policy."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any

from infra.policy.dryrun.judging import day_of
from shared.policy import (
    Facts,
    Pack,
    Record,
    Remedies,
    evaluate,
    facts_from_dossier,
    growth_of,
    remedies_for,
    shipped_pack,
)
from shared.policy.advice.fact_changes import moved
from shared.policy.engine.remedies import Changes, FactChange, PathRemedy
from shared.policy.pack.rules import Requirement
from tests.unit.policy.people import (
    CITY_INSTITUTE,
    COMPANY,
    COUNTY_SCHOOL,
    PACK,
    TODAY,
    facts,
    filed,
    profile,
    title,
    work,
)

PLAN = "k12-associate-senior"


def remedies(plan_id: str, person: dict[str, Any], unit: dict[str, Any], **more: Any) -> Remedies:
    """For a person on TODAY under the notice of 2026."""
    plan, known = PACK.plan(plan_id), facts(plan_id, person, unit, **more)
    growth = growth_of(PACK, plan, profile=person, unit=unit, at=TODAY)
    return remedies_for(evaluate(PACK, plan, known, TODAY), PACK, plan, known, growth)


def only(found: Remedies, rule_id: str) -> list[FactChange]:
    """The first alternative of one rule."""
    return list(next(rule for rule in found.rules if rule.rule_id == rule_id).alternatives[0])


def after(known: Facts, changes: Changes) -> Facts:
    """The facts with all changes made."""
    return moved(known, {change.fact: change.value for change in changes})


class TestOnePerson:
    def test_who_is_eligible_needs_nothing(self) -> None:
        assert remedies(PLAN, profile(), COUNTY_SCHOOL) == Remedies()

    def test_years_that_are_short_come_with_the_day_on_which_they_are_reached(self) -> None:
        found = remedies(PLAN, profile(present_title=title("middle", "2023-03-15")), COUNTY_SCHOOL)
        (change,) = only(found, "associate-senior.tenure")
        assert (change.fact, change.label, change.current, change.needed) == (
            "title.years", "任现职年限", 3, {"at_least": 5},
        )  # fmt: skip
        assert (change.difference, change.how, change.reached_on) == (2, "wait", date(2028, 3, 15))
        assert change.in_time is False

    def test_hours_that_are_short_can_be_made_up_and_say_how_many_are_missing(self) -> None:
        hours = [{"year": 2025, "professional_hours": 40, "public_hours": 30}]
        found = remedies(PLAN, profile(continuing_education=hours), COUNTY_SCHOOL)
        (change,) = only(found, "continuing-education")
        assert (change.current, change.needed, change.difference, change.how) == (70, {"at_least": 90}, 20, "bring")
        rule = found.rules[0]
        assert rule.clause == "chifeng-2026/5.10"
        others = [[change.fact for change in way] for way in rule.alternatives[1:]]
        assert ["employment.tier", "service.township_months_this_year"] in others

    def test_a_fact_nobody_has_stated_is_to_be_stated(self) -> None:
        found = remedies(PLAN, profile(continuing_education=[]), COUNTY_SCHOOL)
        (change,) = only(found, "continuing-education")
        assert (change.current, change.how, change.difference) == (None, "state", None)

    def test_the_way_with_the_fewest_changes_is_the_nearest(self) -> None:
        person = profile(present_title=title("middle", "2023-03-15"), work_history=[work("1995-08-01")])
        found = remedies(PLAN, person, COUNTY_SCHOOL)
        counts = {path.path_id: len(path.changes) for path in found.paths}
        assert found.nearest is not None
        assert counts[found.nearest.path_id] == min(counts.values())
        assert {"associate-senior", "grass-roots-30-20"} <= set(counts)

    def test_a_new_title_sets_the_years_in_it_back(self) -> None:
        found = remedies(PLAN, profile(present_title=title("assistant", "2010-03-15")), COUNTY_SCHOOL)
        assert found.nearest is not None
        changes = {change.fact: change for change in found.nearest.changes}
        assert changes["title.rank"].needed == {"at_least": 3}
        years = changes["title.years"]
        assert (years.current, years.needed, years.anew, years.how) == (16, {"at_least": 5}, True, "wait")
        assert (years.difference, years.reached_on) == (5, None)
        assert found.nearest.reachable

    def test_an_integrity_record_ends_by_itself(self) -> None:
        until = date(2026, 7, 1)
        found = remedies(PLAN, profile(), COUNTY_SCHOOL, record=Record(integrity_until=until))
        (change,) = only(found, "integrity-record")
        assert (change.how, change.reached_on, change.in_time) == ("wait", date(2026, 7, 2), True)

    def test_another_declaration_of_the_year_bars_until_the_next_year(self) -> None:
        found = remedies(PLAN, profile(), COUNTY_SCHOOL, record=Record(filed=(filed(),)))
        (change,) = only(found, "one-series-per-level")
        assert (change.how, change.reached_on, change.in_time) == ("wait", date(2027, 1, 1), False)

    def test_an_unqualified_assessment_fades_with_the_years(self) -> None:
        grades = [{"year": 2024, "grade": "不合格"}, {"year": 2025, "grade": "合格"}]
        found = remedies(PLAN, profile(assessments=grades), COUNTY_SCHOOL)
        (change,) = only(found, "annual-assessments")
        assert (change.current, change.needed, change.reached_on) == (1, {"equals": 0}, date(2028, 1, 1))

    def test_a_plan_that_takes_nobody_is_left_for_another_plan(self) -> None:
        found = remedies("health-middle", profile(), COUNTY_SCHOOL)
        (change,) = only(found, "exam-replaces-review")
        assert change.how == "other_plan"
        assert not any(path.reachable for path in found.paths)

    def test_the_plan_of_the_other_side_asks_for_another_unit_or_another_plan(self) -> None:
        found = remedies("agriculture-county-middle", profile(), CITY_INSTITUTE)
        rule = next(rule for rule in found.rules if rule.rule_id == "county-plan-for-county-units")
        assert [[change.how for change in way] for way in rule.alternatives] == [["other_unit"], ["other_plan"]]

    def test_whom_no_path_speaks_of_is_told_the_nearest_path_all_the_same(self) -> None:
        pack = shipped_pack("chifeng-2023")
        plan = pack.plan("green-engineering-full-senior")
        day = day_of(pack, plan)
        known = facts_from_dossier(pack, plan, profile=profile(), unit=COMPANY, at=day)
        verdict = evaluate(pack, plan, known, day)
        found = remedies_for(verdict, pack, plan, known)
        assert [rule.rule_id for rule in verdict.refusals][-1:] == ["no-path"]
        assert found.nearest is not None
        assert (found.nearest.speaks, found.nearest.reachable, found.nearest.verdict) == (False, True, "eligible")

    def test_each_change_on_a_path_names_the_rules_that_ask_for_it(self) -> None:
        person = profile(present_title=title("middle", "2023-03-15"), continuing_education=[])
        nearest = remedies(PLAN, person, COUNTY_SCHOOL).nearest
        assert nearest is not None
        asked = {change.fact: rules for change, rules in zip(nearest.changes, nearest.demanders, strict=True)}
        assert [rule.rule_id for rule in asked["title.years"]] == ["associate-senior.tenure"]
        assert [rule.clause for rule in asked["ce.hours"]] == ["chifeng-2026/5.10"]

    def test_without_the_profile_no_day_is_made_up(self) -> None:
        person = profile(present_title=title("middle", "2023-03-15"))
        plan, known = PACK.plan(PLAN), facts(PLAN, person, COUNTY_SCHOOL)
        found = remedies_for(evaluate(PACK, plan, known, TODAY), PACK, plan, known)
        (change,) = only(found, "associate-senior.tenure")
        assert (change.how, change.reached_on, change.in_time) == ("wait", None, None)


def asking(require: str) -> Pack:
    """The notice of 2026, whose ordinary way to an associate senior title asks for one thing more."""
    more = Requirement(id="more", topic="career", require=require, message="另有要求", clause="chifeng-2026/5")
    paths = [
        dataclasses.replace(path, requires=(*path.requires, more)) if path.id == "associate-senior" else path
        for path in PACK.paths
    ]
    return dataclasses.replace(PACK, paths=tuple(paths), digest=f"asking for {require}")


def way_of_bachelors(pack: Pack, person: dict[str, Any]) -> PathRemedy:
    plan, known = pack.plan(PLAN), facts(PLAN, person, COUNTY_SCHOOL)
    found = remedies_for(evaluate(pack, plan, known, TODAY), pack, plan, known)
    return next(path for path in found.paths if path.path_id == "associate-senior")


def test_rules_that_exclude_each_other_are_told_as_left() -> None:
    path = way_of_bachelors(asking("title.rank == 2"), profile())
    assert [(rule.rule_id, rule.clause) for rule in path.left] == [("associate-senior.more", "chifeng-2026/5")]
    assert (path.verdict, path.reachable, path.changes) == ("refused", False, ())


def test_a_rule_that_stands_against_a_gate_is_met_by_what_exempts_from_the_gate() -> None:
    path = way_of_bachelors(asking("ce.hours < 10"), profile())
    assert {change.fact: change.needed for change in path.changes} == {
        "ce.hours": {"at_most": 9}, "employment.nature": {"one_of": ["freelance_agency", "private", "social"]},
    }  # fmt: skip
    assert (path.verdict, path.left) == ("eligible", ())
