"""What would make one condition hold: many shapes of expression, then every condition of every pack, random facts."""

from __future__ import annotations

import itertools
from importlib.resources import files
from typing import Any

import pytest

from shared.policy import Facts, compile_condition, shipped_pack, vocabulary
from shared.policy.advice.constraints import KEPT, alternatives, tree
from shared.policy.advice.fact_changes import moved, movements
from shared.policy.advice.solve_rule import values, ways_to
from shared.policy.conditions.condition import children
from shared.policy.conditions.domains import domains
from shared.policy.conditions.nodes import Node
from shared.policy.terms.vocabulary import FactValue, misfits
from tests.unit.policy.expressions import expressions
from tests.unit.policy.fact_sets import fact_sets

PACKS = sorted(entry.name.removesuffix(".yaml") for entry in files("shared.policy").joinpath("packs").iterdir())
Needs = list[dict[str, dict[str, Any]]]


def needs(text: str, facts: Facts) -> Needs:
    """Per alternative, what each fact needs."""
    return [{name: found.needed for name, found in way.items()} for way in ways_to(tree(text), facts)]


def tried(text: str, facts: Facts) -> list[dict[str, FactValue]]:
    """Per alternative, the values to set."""
    return [values(way) for way in ways_to(tree(text), facts)]


SHAPES: list[tuple[str, dict[str, FactValue], Needs]] = [
    ("title.years >= 5", {"title.years": 3}, [{"title.years": {"at_least": 5}}]),
    ("title.years > 5", {"title.years": 3}, [{"title.years": {"at_least": 6}}]),
    ("5 <= title.years", {"title.years": 3}, [{"title.years": {"at_least": 5}}]),
    ("title.years < 5", {"title.years": 7}, [{"title.years": {"at_most": 4}}]),
    ("education.rank == 3", {"education.rank": 2}, [{"education.rank": {"equals": 3}}]),
    ("!(education.rank == 3)", {"education.rank": 3}, [{"education.rank": {"at_least": 4}}]),
    ("education.rank != 3", {"education.rank": 3}, [{"education.rank": {"at_least": 4}}]),
    ("ce.hours >= 90", {"ce.hours": None}, [{"ce.hours": {"at_least": 90}}]),
    ("title.years * 12 + 6 >= 40", {"title.years": 1}, [{"title.years": {"at_least": 3}}]),
    ("title.years >= 5 - 2", {"title.years": 0}, [{"title.years": {"at_least": 3}}]),
    ("-title.years <= -4", {"title.years": 0}, [{"title.years": {"at_least": 4}}]),
    ("exam.qualified", {"exam.qualified": False}, [{"exam.qualified": {"equals": True}}]),
    ("!integrity.barred", {"integrity.barred": True}, [{"integrity.barred": {"equals": False}}]),
    ("exam.qualified == true", {"exam.qualified": None}, [{"exam.qualified": {"equals": True}}]),
    ("exam.qualified != false", {"exam.qualified": False}, [{"exam.qualified": {"equals": True}}]),
    (
        'employment.nature in ["private", "social"]', {"employment.nature": "government"},
        [{"employment.nature": {"one_of": ["private", "social"]}}],
    ),
    (
        'employment.affiliation != "city"', {"employment.affiliation": "city"},
        [{"employment.affiliation": {"one_of": ["county", "region", "stationed"]}}],
    ),
    ('employment.sector == "health"', {"employment.sector": "general"}, [{"employment.sector": {"equals": "health"}}]),
    (
        'employment.sector != "health"', {"employment.sector": "health"},
        [{"employment.sector": {"none_of": ["health"]}}],
    ),
    (
        '"new_era_tier1" in programme.names', {"programme.names": []},
        [{"programme.names": {"includes": ["new_era_tier1"]}}],
    ),
    (
        '!("green-channel" in history.rights_used)', {"history.rights_used": ["green-channel", "other"]},
        [{"history.rights_used": {"excludes": ["green-channel"]}}],
    ),
    ("size(honours.names) >= 2", {"honours.names": []}, [{"honours.names": {"size": 2}}]),
    ("size(honours.names) == 0", {"honours.names": ["new_era_tier1"]}, [{"honours.names": {"size": 0}}]),
    (
        'time.today <= date("2026-12-31")', {"time.today": "2027-02-01"},
        [{"time.today": {"at_most": "2026-12-31"}}],
    ),
    (
        'time.today > date("2026-12-31")', {"time.today": "2026-02-01"},
        [{"time.today": {"at_least": "2027-01-01"}}],
    ),
    (
        "integrity.until < time.today", {"integrity.until": "2027-01-01", "time.today": "2026-06-15"},
        [{"time.today": {"at_least": "2027-01-02"}}, {"integrity.until": {"at_most": "2026-06-14"}}],
    ),
    (
        "education.rank >= 3 && title.years >= 4", {"education.rank": 2, "title.years": 1},
        [{"education.rank": {"at_least": 3}, "title.years": {"at_least": 4}}],
    ),
    (
        "education.rank >= 3 && title.years >= 4", {"education.rank": 4, "title.years": 1},
        [{"title.years": {"at_least": 4}}],
    ),
    (
        "service.county_years >= 30 || service.township_years >= 20",
        {"service.county_years": 12, "service.township_years": 18},
        [{"service.township_years": {"at_least": 20}}, {"service.county_years": {"at_least": 30}}],
    ),
    (
        "(education.rank >= 3 && career.years >= 5) || (education.rank >= 2 && career.years >= 8)",
        {"education.rank": 2, "career.years": 6},
        [{"education.rank": {"at_least": 3}}, {"career.years": {"at_least": 8}}],
    ),
    (
        "programme.talent_class >= 1 && programme.talent_class <= 4", {"programme.talent_class": 6},
        [{"programme.talent_class": {"at_least": 1, "at_most": 4}}],
    ),
    (
        "!(title.from_outside && !title.verifiable)", {"title.from_outside": True, "title.verifiable": None},
        [{"title.verifiable": {"equals": True}}, {"title.from_outside": {"equals": False}}],
    ),
    (
        "(education.rank == 3 || education.rank == 5) && education.rank != 3", {"education.rank": 2},
        [{"education.rank": {"equals": 5}}],
    ),
    (
        '(employment.tier == "city") == education.full_time', {"employment.tier": "city", "education.full_time": False},
        [{"education.full_time": {"equals": True}}, {"employment.tier": {"one_of": ["county", "region", "township"]}}],
    ),
    ("title.years >= 5 && title.years < 3", {"title.years": 4}, []),
    ("1 > 2 || title.years < 0", {"title.years": 4}, []),
    (
        "title.rank == plan.rank - 1", {"title.rank": 2, "plan.rank": 4},
        [{"title.rank": {"equals": 3}}, {"plan.rank": {"equals": 3}}],
    ),
    (
        "plan.step_up == 1", {"title.rank": 2, "plan.rank": 4, "plan.step_up": 2},
        [{"title.rank": {"equals": 3}}, {"plan.rank": {"equals": 3}}],
    ),
    (
        "title.rank >= 3 && title.years >= 4", {"title.rank": 2, "title.years": 9},
        [{"title.rank": {"at_least": 3}, "title.years": {"at_least": 4}}],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "facts", "needed"), SHAPES, ids=[text for text, _, _ in SHAPES])
def test_a_condition_says_what_would_make_it_hold(text: str, facts: dict[str, FactValue], needed: Needs) -> None:
    assert compile_condition(text).test(facts) is not True
    assert needs(text, facts) == needed
    for way in tried(text, facts):
        assert compile_condition(text).test(moved(facts, way)) is True


def test_of_a_condition_that_holds_there_is_nothing_to_change() -> None:
    assert tried("title.years >= 5 || exam.qualified", {"title.years": 5, "exam.qualified": None}) == []


def test_an_alternative_that_only_adds_to_another_is_not_told() -> None:
    text = "career.years >= 3 || (career.years >= 3 && education.full_time)"
    assert needs(text, {"career.years": 1, "education.full_time": False}) == [{"career.years": {"at_least": 3}}]


def test_what_can_be_done_comes_before_what_cannot() -> None:
    text = '!("green-channel" in history.rights_used) || ce.hours >= 90'
    facts: dict[str, FactValue] = {"history.rights_used": ["green-channel"], "ce.hours": 0}
    assert [list(way) for way in tried(text, facts)] == [["ce.hours"], ["history.rights_used"]]


def test_a_condition_with_very_many_alternatives_keeps_those_with_the_fewest_unmet_demands() -> None:
    pairs = [f"title.years >= {number} || career.years >= {number}" for number in range(1, 19)]
    node, facts = tree(" && ".join(f"({pair})" for pair in pairs)), {"title.years": 0, "career.years": 17}
    assert len(alternatives(node, facts)) == KEPT
    assert needs(" && ".join(f"({pair})" for pair in pairs), facts)[0] == {"career.years": {"at_least": 18}}


def conditions_of(notice: str) -> list[str]:
    pack = shipped_pack(notice)
    texts = [text for rule in pack.rules for text in (*rule.when, *rule.require)]
    texts += [text for path in pack.paths for text in path.when]
    return list(dict.fromkeys([*texts, *(entry.require for path in pack.paths for entry in path.requires)]))


def consistent(facts: Facts) -> dict[str, FactValue]:
    """With the step up that follows from the two ranks."""
    rank, title = facts["plan.rank"], facts["title.rank"]
    step = rank - title if isinstance(rank, int) and isinstance(title, int) else None
    return {**facts, "plan.step_up": step}


@pytest.mark.parametrize("depth", [0, 1, 2, 4])
def test_whatever_a_condition_looks_like_each_suggestion_makes_it_hold(depth: int) -> None:
    suggestions = 0
    for number, text in enumerate(expressions(250, seed=depth, depth=depth)):
        condition = compile_condition(text)
        for facts in map(consistent, fact_sets(3, seed=number, conditions=[text, "title.years >= 4"])):
            ways = tried(text, facts)
            suggestions += len(ways)
            assert condition.test(facts) is not True or not ways
            assert all(condition.test(moved(facts, way)) is True for way in ways), text
            if depth <= 1 and condition.test(facts) is not True and not any(len(way) == 1 for way in ways):
                assert not one_change(text, facts), text
    assert suggestions > 250


def one_change(text: str, facts: Facts) -> list[tuple[str, FactValue]]:
    """Single changes that make a condition hold, found by trying."""
    test = compile_condition(text).test
    return [
        (name, value)
        for name, candidates in domains([text]).items()
        for value in (candidates if name not in movements().derived else ())
        if test(moved(facts, {name: value})) is True
    ]


@pytest.mark.parametrize("notice", PACKS)
def test_every_suggestion_for_every_condition_of_a_pack_makes_it_hold(notice: str) -> None:
    conditions, suggestions = conditions_of(notice), 0
    for facts in map(consistent, fact_sets(150, seed=11, conditions=conditions)):
        for text in conditions:
            condition = compile_condition(text)
            if condition.test(facts) is True:
                continue
            for way in tried(text, facts):
                suggestions += 1
                after = moved(facts, way)
                assert condition.test(after) is True, (text, way)
                anew = {other for name in way for other in movements().restarts.get(name, ())}
                assert all(way[name] != facts[name] or name in anew for name in way)
                assert not [problem for problem in misfits(after) if "plan.step_up" not in problem], (text, way)
    assert suggestions > 1000


@pytest.mark.parametrize("notice", PACKS)
def test_no_change_of_one_fact_is_missed_where_more_are_asked_for(notice: str) -> None:
    conditions, asked = conditions_of(notice), 0
    for facts in map(consistent, fact_sets(60, seed=5, conditions=conditions)):
        for text in conditions:
            condition = compile_condition(text)
            ways = [] if condition.test(facts) is True else tried(text, facts)
            if not ways or min(map(len, ways)) == 1:
                continue
            asked += 1
            assert not one_change(text, facts), text
    assert asked > 0


@pytest.mark.parametrize("notice", PACKS)
def test_every_value_that_is_said_to_do_does_and_one_less_does_not(notice: str) -> None:
    conditions, looked_at = conditions_of(notice), 0
    for facts in map(consistent, fact_sets(40, seed=3, conditions=conditions)):
        for text, way, all_ways in (
            (one, way, ways) for one in conditions if (ways := ways_to(tree(one), facts)) for way in ways
        ):
            looked_at += 1
            condition = compile_condition(text)
            for name, found in way.items():
                for value in said_to_do(found.needed):
                    assert condition.test(moved(facts, values(way) | {name: value})) is True, (text, name, value)
                least = found.needed.get("at_least")
                if isinstance(least, int) and sum(name in other for other in all_ways) == len(way) == 1:
                    assert condition.test(moved(facts, {name: least - 1})) is not True, (text, name)
    assert looked_at > 0


def said_to_do(needed: dict[str, Any]) -> list[Any]:
    edges = [needed[word] for word in ("equals", "at_least", "at_most") if word in needed]
    return [*edges, *needed.get("one_of", ())]


def test_every_condition_of_the_packs_that_can_fail_has_a_suggestion_for_somebody() -> None:
    conditions = list(dict.fromkeys(text for notice in PACKS for text in conditions_of(notice)))
    crowd = list(map(consistent, fact_sets(60, seed=2, conditions=conditions)))
    for text in conditions:
        assert any(tried(text, facts) for facts in crowd if compile_condition(text).test(facts) is not True), text


class TestHowFactsMove:
    def test_the_data_names_facts_of_the_vocabulary_only_and_each_of_them_once(self) -> None:
        known = movements()
        kinds = (known.waits, known.of_the_year, known.ends, known.fades, known.of_the_unit, known.of_the_plan)
        names = [name for kind in (*kinds, known.past) for name in kind]
        others = [*known.rises, *known.restarts, *itertools.chain(*known.restarts.values()), *known.derived]
        assert len(names) == len(set(names))
        assert {*names, *others} <= set(vocabulary())
        assert not known.rises & set(names)

    def test_what_follows_from_others_follows_them(self) -> None:
        facts = {"title.rank": 2, "plan.rank": 4, "plan.step_up": 2, "title.years": 6}
        assert moved(facts, {"title.rank": 3}) == {**facts, "title.rank": 3, "plan.step_up": 1, "title.years": 0,
                                                   "title.appointed_years": 0,
                                                   "service.township_months_since_title": 0}  # fmt: skip
        assert moved(facts, {"title.years": 7})["plan.step_up"] == 2

    def test_derived_facts_are_only_made_of_facts(self) -> None:
        assert all(leaves(node) <= set(vocabulary()) for node in movements().derived.values())


def leaves(node: Node) -> set[str]:
    parts = children(node)
    return set().union(*map(leaves, parts)) if parts else {node.name} if hasattr(node, "name") else set()
