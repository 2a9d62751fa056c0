"""Remedies for a verdict: of each failing rule alone, and of each path with everything that it takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from shared.policy.advice.constraints import both, either, tree
from shared.policy.advice.fact_changes import EFFORT, how_to, moved, movements, price, set_back
from shared.policy.advice.path_search import (
    fails,
    gate_node,
    path_node,
    speaking,
    troubles,
    way_along,
)
from shared.policy.advice.reach_dates import is_in_time, reached_on
from shared.policy.advice.solutions import Fit
from shared.policy.advice.solve_range import days_between
from shared.policy.advice.solve_rule import cost, values, ways_to
from shared.policy.conditions.domains import ELSE
from shared.policy.conditions.nodes import Node
from shared.policy.engine.evaluate import evaluate, judge_gate
from shared.policy.engine.program import CompiledPath, Program, program_for
from shared.policy.engine.remedies import Changes, Demander, FactChange, PathRemedy, Remedies, RuleRemedy
from shared.policy.engine.verdict import RuleResult, Verdict
from shared.policy.facts.growth import Growth
from shared.policy.pack.pack import Pack
from shared.policy.pack.plans import Plan
from shared.policy.terms.vocabulary import Facts, FactValue, vocabulary


def with_remedies(verdict: Verdict, pack: Pack, plan: Plan, facts: Facts, growth: Growth | None = None) -> Verdict:
    """The verdict with `remedies` filled in."""
    return replace(verdict, remedies=remedies_for(verdict, pack, plan, facts, growth))


def remedies_for(verdict: Verdict, pack: Pack, plan: Plan, facts: Facts, growth: Growth | None = None) -> Remedies:
    """What would change the answer; `facts` those of the verdict. Without `growth` no day of a count is told."""
    if verdict.outcome == "eligible":
        return Remedies()
    asked = _Asked(verdict, pack, plan, facts, growth, program_for(pack, plan))
    return Remedies(rules=asked.rules(), paths=asked.paths())


@dataclass(frozen=True, slots=True)
class _Asked:
    verdict: Verdict
    pack: Pack
    plan: Plan
    facts: Facts
    growth: Growth | None
    program: Program

    def rules(self) -> tuple[RuleRemedy, ...]:
        """Every rule that fails, on whatever path, once."""
        results = (self.verdict.rules, *(path.rules for path in self.verdict.paths))
        failing = {result.rule_id: result for part in results for result in part if fails(result)}
        return tuple(self._rule(result, self._node(result.rule_id)) for result in failing.values())

    def paths(self) -> tuple[PathRemedy, ...]:
        """Those that speak of the person; if none of them can be reached, others that can; if there is none, any."""
        speaks = speaking(self.program, self.facts)
        order = {path.path_id: number for number, path in enumerate(self.verdict.paths)}
        ranked = sorted(self.program.paths, key=lambda path: order.get(path.path.id, len(order)))
        found = [self._path(path, True) for path in ranked if path.path.id in speaks]
        if not found or not (self._is_barred() or any(path.reachable for path in found)):
            others = [self._path(path, False) for path in ranked if path.path.id not in speaks]
            found += [path for path in others if path.reachable or not found]
        return tuple(sorted(found, key=self._distance))

    def _is_barred(self) -> bool:
        """Whether a gate that no path waives cannot be passed: then other paths need not be looked at."""
        judged = ((gate, judge_gate(gate, self.facts)) for gate in self.program.firm)
        failing = [gate for gate, result in judged if result is not None and fails(result)]
        ways = (ways_to(gate_node(gate), self.facts) for gate in failing)
        return any(not way or cost(way[0], self.facts) >= EFFORT["other_plan"] for way in ways)

    def _distance(self, path: PathRemedy) -> tuple[object, ...]:
        """Reachable first, then what can be opened at all; then the fewest changes, then the easiest."""
        effort = sum(price(change.fact, change.current, change.value) for change in path.changes)
        impossible = sum(not change.is_possible for change in path.changes)
        return not path.reachable, bool(path.left), impossible, len(path.changes), effort

    def _node(self, rule_id: str) -> Node:
        """The rule as one condition: a gate, what a path asks, or that some path speaks of the person."""
        gate = next((gate for gate in self.program.gates if gate.statement.rule_id == rule_id), None)
        if gate is not None:
            return gate_node(gate)
        asked = (node for path in self.program.paths if (node := path_node(path, rule_id)) is not None)
        return next(asked, None) or either(_concerns(path) for path in self.program.paths)

    def _rule(self, result: RuleResult, node: Node) -> RuleRemedy:
        return RuleRemedy(
            rule_id=result.rule_id, clause=result.clause, message=result.message, effect=result.effect,
            alternatives=tuple(self._changes(fits) for fits in ways_to(node, self.facts)),
        )  # fmt: skip

    def _path(self, path: CompiledPath, speaks: bool) -> PathRemedy:
        way = way_along(lambda facts: troubles(self.program, path, facts), self.facts)
        changes, after = self._changes(way.fits), moved(self.facts, values(way.fits))
        demanders = {name: dict[Demander, None]() for name in way.fits}
        for rule, demand in way.demands:
            if demand.pivot in demanders:
                demanders[demand.pivot][rule] = None
        said = path.path
        return PathRemedy(
            path_id=said.id, name=said.name, kind=said.kind, clause=said.clause, speaks=speaks, changes=changes,
            reachable=not way.left and all(change.is_possible for change in changes),
            verdict=evaluate(self.pack, self.plan, after, self.verdict.at).outcome,
            demanders=tuple(tuple(demanders[change.fact]) for change in changes), left=way.left,
        )  # fmt: skip

    def _changes(self, fits: Mapping[str, Fit]) -> Changes:
        return tuple(self._change(name, found, fits) for name, found in fits.items())

    def _change(self, name: str, found: Fit, fits: Mapping[str, Fit]) -> FactChange:
        current = self.facts.get(name)
        others = {other: one.value for other, one in fits.items() if other != name}
        anew = name in set_back(self.facts, others)
        how = "wait" if anew else how_to(name, current, found.value)
        waits = how == "wait" and not anew
        day = reached_on(name, found.value, self.facts, self.pack, self.growth) if waits else None
        return FactChange(
            fact=name, label=vocabulary()[name].label, current=current, value=_told(found.value),
            needed=found.needed, difference=_difference(0 if anew else current, found.value), how=how, anew=anew,
            reached_on=day, in_time=self._in_time(name, day) if waits else None,
        )  # fmt: skip

    def _in_time(self, name: str, day: date | None) -> bool | None:
        """False for what does not come as things stand, None where that is not known."""
        if day is None:
            return None if self.growth is None or name in movements().ends else False
        return is_in_time(name, day, self.pack, self.plan)


def _concerns(path: CompiledPath) -> Node:
    return both(tree(one.text) for one in path.when)


def _difference(current: FactValue, value: FactValue) -> int | None:
    if isinstance(value, bool) or isinstance(current, bool) or current is None:
        return None
    if isinstance(value, int) and isinstance(current, int):
        return value - current
    days = isinstance(value, str) and isinstance(current, str) and _is_day(value) and _is_day(current)
    return days_between(str(current), str(value)) if days else None


def _is_day(text: str) -> bool:
    return len(text) == 10 and text[4] == text[7] == "-"


def _told(value: FactValue) -> FactValue:
    """A made-up word of the search is not told."""
    if isinstance(value, list):
        return [word for word in value if not word.startswith(ELSE)]
    return None if isinstance(value, str) and value.startswith(ELSE) else value
