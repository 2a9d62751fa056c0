"""What would change a verdict, for crowds under every shipped notice: each answer is tried again."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

import pytest

from infra.policy.dryrun.judging import day_of
from infra.policy.people import people
from shared.policy import (
    Facts,
    Growth,
    Pack,
    Plan,
    Record,
    Remedies,
    Verdict,
    evaluate,
    facts_from_dossier,
    growth_of,
    remedies_for,
    shipped_pack,
    with_remedies,
)
from shared.policy.advice.fact_changes import moved
from shared.policy.conditions import all_of
from shared.policy.engine.evaluate import judge_gate
from shared.policy.engine.program import Aid, program_for
from shared.policy.engine.remedies import Changes
from shared.policy.terms.vocabulary import misfits
from shared.wire.plain import read_as
from tests.support.some import some
from tests.support.verdict_json import remedies_json
from tests.unit.policy.fact_sets import fact_sets
from tests.unit.policy.people import (
    TODAY,
)

PACKS = sorted(entry.name.removesuffix(".yaml") for entry in files("shared.policy").joinpath("packs").iterdir())
COUNTS = ("title.years", "career.years", "service.county_years", "service.township_months_since_title")


ANY_OTHER = "another"


def after(known: Facts, changes: Changes) -> Facts:
    """The facts with all changes made; where any word but some would do, one that stands nowhere."""
    return moved(known, {change.fact: ANY_OTHER if change.value is None else change.value for change in changes})


@cache
def crowd(notice: str) -> list[tuple[Plan, Facts, Growth | None, date]]:
    """Made-up people against the plans they ask for, and random fact sets against some plans."""
    pack = shipped_pack(notice)
    rows: list[tuple[Plan, Facts, Growth | None, date]] = []
    for person in people(pack, 40, seed=23):
        for plan in (one for one in pack.plans if (one.series, one.level) == (person["series"], person["level"])):
            day = day_of(pack, plan)
            growth = growth_of(pack, plan, profile=person["profile"], unit=person["unit"], at=day)
            rows.append((plan, facts_of(pack, plan, person, day), growth, day))
    texts = [text for rule in pack.rules for text in (*rule.when, *rule.require)]
    for number, known in enumerate(fact_sets(40, seed=4, conditions=texts)):
        plan = pack.plans[number % len(pack.plans)]
        fixed = facts_of(pack, plan, next(people(pack, 1, seed=1)), day_of(pack, plan))
        own = {name: value for name, value in fixed.items() if name.startswith(("plan.", "time."))}
        rank, held = own["plan.rank"], known["title.rank"]
        step = rank - held if isinstance(rank, int) and isinstance(held, int) else None
        rows.append((plan, {**known, **own, "plan.step_up": step}, None, day_of(pack, plan)))
    return some(rows)


def facts_of(pack: Pack, plan: Plan, person: dict[str, Any], day: date) -> Facts:
    known = read_as(Record, person["record"])
    return facts_from_dossier(
        pack, plan, profile=person["profile"], unit=person["unit"], at=day, major=person["major"], record=known
    )  # fmt: skip


@cache
def asked(notice: str) -> list[tuple[Plan, Facts, Verdict, Remedies]]:
    pack = shipped_pack(notice)
    rows = []
    for plan, known, growth, day in crowd(notice):
        verdict = evaluate(pack, plan, known, day)
        rows.append((plan, known, verdict, remedies_for(verdict, pack, plan, known, growth)))
    return some(rows)


@pytest.mark.parametrize("notice", PACKS)
class TestEverybody:
    def test_each_alternative_of_a_rule_makes_that_rule_hold(self, notice: str) -> None:
        pack, tried = shipped_pack(notice), 0
        for plan, known, _, found in asked(notice):
            for rule in found.rules:
                for way in rule.alternatives:
                    tried += 1
                    assert rule_holds(pack, plan, rule.rule_id, after(known, way)), (plan.id, rule.rule_id, way)
        assert tried > 100

    def test_whoever_makes_all_changes_of_a_path_has_the_verdict_it_names(self, notice: str) -> None:
        pack = shipped_pack(notice)
        for plan, known, verdict, found in asked(notice):
            for path in found.paths:
                answer = evaluate(pack, plan, after(known, path.changes), verdict.at)
                assert answer.outcome == path.verdict
                assert not list(misfits(after(known, path.changes)))

    def test_the_nearest_path_leads_to_eligible_or_says_what_is_left(self, notice: str) -> None:
        for plan, _, verdict, found in asked(notice):
            if verdict.outcome == "eligible":
                assert found == Remedies()
                continue
            nearest = found.nearest
            assert (nearest is None) == (not program_for(shipped_pack(notice), plan).paths)
            if nearest is not None:
                assert (nearest.verdict == "eligible") == (not nearest.left)
                assert nearest.changes or nearest.left

    def test_a_path_that_can_be_reached_asks_for_nothing_impossible_and_comes_before_those_that_do(
        self, notice: str
    ) -> None:
        for _, _, _, found in asked(notice):
            flags = [path.reachable for path in found.paths]
            assert flags == sorted(flags, reverse=True)
            counts = [len(path.changes) for path in found.paths if path.reachable]
            assert counts == sorted(counts)
            for path in found.paths:
                possible = {"state", "bring", "wait", "other_unit"}
                assert path.reachable == (not path.left and {change.how for change in path.changes} <= possible)

    def test_none_of_the_changes_of_a_path_is_idle(self, notice: str) -> None:
        pack = shipped_pack(notice)
        for plan, known, verdict, found in asked(notice):
            if found.nearest is None or found.nearest.left:
                continue
            changes = found.nearest.changes
            for change in changes:
                others = tuple(other for other in changes if other is not change)
                path = path_after(pack, plan, found.nearest.path_id, after(known, others), verdict.at)
                assert path != "open" or evaluate(pack, plan, after(known, others), verdict.at).outcome != "eligible"

    def test_every_rule_that_fails_is_told_with_its_clause(self, notice: str) -> None:
        for _, _, verdict, found in asked(notice):
            failing = {rule.rule_id: rule.clause for rule in (*verdict.refusals, *verdict.open_points)}
            told = {rule.rule_id: rule.clause for rule in found.rules}
            assert failing.items() <= told.items()

    def test_the_answer_is_plain_json_and_stands_in_the_verdict(self, notice: str) -> None:
        pack = shipped_pack(notice)
        for plan, known, growth, day in crowd(notice)[:40]:
            verdict = evaluate(pack, plan, known, day)
            assert verdict.remedies is None
            wire = remedies_json(with_remedies(verdict, pack, plan, known, growth).remedies)
            assert wire["nearest"] == (wire["paths"][0]["path_id"] if wire["paths"] else None)
            assert plain(wire)

    def test_a_count_is_reached_on_the_day_that_is_told_and_not_a_day_before(self, notice: str) -> None:
        looked_at = 0
        for (_, _, growth, _), (_, _, _, found) in zip(crowd(notice), asked(notice), strict=True):
            ways = [way for rule in found.rules for way in rule.alternatives] + [path.changes for path in found.paths]
            for change in (change for way in ways for change in way):
                if growth is None or change.reached_on is None or change.fact not in COUNTS:
                    continue
                looked_at += 1
                assert counted(growth, change.fact, change.reached_on) == change.value
                assert counted(growth, change.fact, change.reached_on - timedelta(1)) < change.value
        assert looked_at > 0


def counted(growth: Growth, fact: str, day: date) -> Any:
    """The fact as the builder has it on another day, under the notice without its cut-offs."""
    pack = dataclasses.replace(growth.pack, cut_offs=())
    return facts_from_dossier(pack, growth.plan, profile=growth.profile, unit=growth.unit, at=day)[fact]


def relieved(aids: tuple[Aid, ...], known: Facts) -> bool:
    """Whether a relief sets the rule aside, or asks it in a milder form that holds."""
    for aid in aids:
        asked = [condition for _, condition in aid.relief.asked]
        if all_of(asked if aid.instead is None else [*asked, aid.instead], known) is True:
            return True
    return False


def rule_holds(pack: Pack, plan: Plan, rule_id: str, known: Facts) -> bool:
    """Asked of the engine's own gates and the packs' own conditions."""
    program = program_for(pack, plan)
    for gate in program.gates:
        if gate.statement.rule_id == rule_id:
            result = judge_gate(gate, known)
            return result is None or result.outcome == "met" or relieved(gate.aids, known)
    for path in program.paths:
        if path.right is not None and path.right.rule_id == rule_id:
            return path.path.right not in known["history.rights_used"]  # type: ignore[operator]
        if path.concern.rule_id == rule_id:
            return all_of(path.when, known) is True
        for entry in path.requires:
            if entry.statement.rule_id == rule_id:
                return entry.condition.test(known) is True or relieved(entry.aids, known)
    assert rule_id == "no-path"
    return "no-path" not in {rule.rule_id for rule in evaluate(pack, plan, known, TODAY).rules}


def path_after(pack: Pack, plan: Plan, path_id: str, known: Facts, day: date) -> str | None:
    verdict = evaluate(pack, plan, known, day)
    return next((path.outcome for path in verdict.paths if path.path_id == path_id), None)


def plain(value: Any) -> bool:
    if isinstance(value, dict):
        return all(isinstance(name, str) and plain(one) for name, one in value.items())
    return all(map(plain, value)) if isinstance(value, list) else isinstance(value, str | int | None)
