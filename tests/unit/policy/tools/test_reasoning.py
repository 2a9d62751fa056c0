"""The small satisfiability search: right about sets of conditions, and its laws hold for whoever can be made up."""

from __future__ import annotations

import json

import pytest

from infra.policy.dryrun.judging import day_of
from infra.policy.dryrun.person import person_of
from infra.policy.people import people
from infra.policy.plan_facts import fixed_facts
from shared.policy import compile_condition, facts_from_dossier, shipped_pack
from shared.policy.conditions.domains import bounds, law_texts
from shared.policy.conditions.satisfiable import STEPS, Undecided, formula, not_all, person_for
from tests.unit.policy.fact_sets import fact_sets

PACK = shipped_pack("chifeng-2026")
SETS = [
    (("title.years >= 5", "title.years < 3"), False),
    (("title.years >= 5", "title.years < 6"), True),
    (("title.years > 5", "title.years < 6"), False),
    (("title.rank == 0", "title.years >= 1"), False),
    (("education.rank > 5",), False),
    (('employment.tier == "township"', 'employment.affiliation == "city"'), False),
    (('employment.tier == "township"', 'employment.affiliation == "stationed"'), True),
    (('"epidemic" in history.rights_used', "size(history.rights_used) == 0"), False),
    (('"epidemic" in history.rights_used', "size(history.rights_used) == 1"), True),
    (("plan.step_up == 1", "plan.rank == 3", "title.rank == 3"), False),
    (("plan.step_up == 1", "plan.rank == 3", "title.rank == 2"), True),
    (("career.years >= 30", "service.county_years >= 31", "career.years <= 30"), False),
    (('person.kind == "retired"', 'person.kind != "retired"'), False),
    (('time.today < date("2026-05-01")', 'time.today > date("2026-05-01")'), False),
    (("title.years + career.years >= 20", "title.years < 3", "career.years < 17"), False),
    (("title.years + career.years >= 20", "title.years < 3", "career.years < 19"), True),
]


@pytest.mark.parametrize(("texts", "possible"), SETS)
def test_a_set_of_conditions_is_possible_or_not(texts: tuple[str, ...], possible: bool) -> None:
    found = person_for([formula(text) for text in texts])
    assert (found is not None) is possible
    if found is not None:
        assert all(compile_condition(text).test(found) is True for text in texts)


def test_a_condition_and_its_opposite_never_hold_together() -> None:
    for text in (rule.require[0] for rule in PACK.rules):
        assert person_for([formula(text), not_all([text])]) is None


def test_what_random_facts_meet_is_never_called_impossible() -> None:
    texts = sorted({text for path in PACK.paths for text in (*path.when, *(one.require for one in path.requires))})
    laws = [compile_condition(text) for text in law_texts()]
    tried = 0
    for facts in fact_sets(400, 11, texts):
        if any(law.test(facts) is False for law in laws):
            continue
        met = [formula(text) for text in texts if compile_condition(text).test(facts)][:4]
        tried += 1
        assert not met or person_for(met) is not None
    assert tried > 3


def test_a_search_that_grows_too_large_says_so() -> None:
    names = ["title.years", "career.years", "service.county_years", "service.township_years", "service.region_years"]
    sums = " + ".join(names)
    with pytest.raises(Undecided):
        person_for([formula(f"{sums} == 129"), formula(f"{sums} == 128")])
    assert STEPS > 10_000


def test_every_law_and_bound_holds_for_made_up_people() -> None:
    laws = [compile_condition(text) for text in law_texts()]
    for person in people(PACK, 1500, 21):
        read = person_of(json.dumps(person))
        for plan in [plan for plan in PACK.plans if plan.series == read.series and plan.level == read.level]:
            facts = facts_from_dossier(
                PACK, plan, profile=read.profile, unit=read.unit, at=day_of(PACK, plan), record=read.record
            )
            assert [law.text for law in laws if law.test(facts) is False] == []
            for name, (low, high) in bounds().items():
                value = facts[name]
                assert value is None or low <= int(str(value)) <= high, name


def test_the_fixed_facts_of_a_plan_are_those_of_its_applicants() -> None:
    unit = {"tier": "county", "region": "150404", "nature": "private"}
    for plan in PACK.plans:
        facts = facts_from_dossier(PACK, plan, profile={}, unit=unit, at=day_of(PACK, plan))
        fixed = fixed_facts(PACK, plan)
        assert {name: facts[name] for name in fixed} == fixed
