"""The fewest changes that open one path, gates included: a search over the alternatives of the rules that fail.

Uniform cost: the cheapest set of changes is looked at first; the first rule that still fails under it is given each of
its alternatives in turn. Demands of rules dealt with stay, so that no later change undoes an earlier one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count

from shared.policy.advice.constraints import Demand, both, either, holds, tree
from shared.policy.advice.fact_changes import moved
from shared.policy.advice.solve_rule import Fits, cost, demanded, solve, values
from shared.policy.conditions.nodes import Const, FactRef, In, Node, Not
from shared.policy.conditions.shifting import raised
from shared.policy.engine.evaluate import RIGHTS_USED, judge_gate, judge_path, speaks_of
from shared.policy.engine.program import TENURE_FACTS, Aid, CompiledPath, CompiledRule, Program
from shared.policy.engine.remedies import Demander
from shared.policy.engine.verdict import RuleResult
from shared.policy.terms.vocabulary import Facts

EXPANSIONS = 200
"""Sets of changes looked into per path; what is not found by then is told as left."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """A rule that fails, with the condition that it is."""

    demander: Demander
    node: Node


@dataclass(frozen=True, slots=True)
class Way:
    """What was found: the values, the demands with the rules that make them, and what still fails."""

    fits: Fits
    demands: tuple[tuple[Demander, Demand], ...]
    left: tuple[Demander, ...]


def gate_node(gate: CompiledRule) -> Node:
    """A gate as one condition: it does not apply, what it requires holds, or a relief sets it aside."""
    when, require = (both(tree(one.text) for one in part) for part in (gate.when, gate.require))
    return _aided(either((Not(when), require)) if gate.when else require, gate.aids)


def _aided(node: Node, aids: Iterable[Aid]) -> Node:
    """The condition, or one of the reliefs with the milder form that it brings."""
    return either((node, *(_with_relief(node, aid) for aid in aids)))


def _with_relief(node: Node, aid: Aid) -> Node:
    asked = both(tree(condition.text) for _, condition in aid.relief.asked)
    if aid.instead is None:
        return asked
    return both((asked, raised(node, TENURE_FACTS, aid.relief.relief.years_early)))


def path_node(path: CompiledPath, rule_id: str) -> Node | None:
    """What a path asks under that id, as a condition: a requirement, its concern, the right used up; None otherwise."""
    if rule_id == path.concern.rule_id:
        return both(tree(one.text) for one in path.when)
    if path.right is not None and rule_id == path.right.rule_id:
        return Not(In(Const(str(path.path.right), "string"), FactRef(RIGHTS_USED, "list")))
    asked = next((entry for entry in path.requires if entry.statement.rule_id == rule_id), None)
    return None if asked is None else _aided(tree(asked.condition.text), asked.aids)


def fails(result: RuleResult) -> bool:
    """Whether the rule keeps the answer from being `eligible`."""
    return result.refuses or result.leaves_open


def demander(result: RuleResult) -> Demander:
    """The rule as it is told."""
    return Demander(rule_id=result.rule_id, clause=result.clause, message=result.message)


def troubles(program: Program, path: CompiledPath, facts: Facts) -> list[Trouble]:
    """All that fails on the path: gates, whether it speaks of the person, what it asks."""
    firm = [(gate, result) for gate in program.firm if (result := judge_gate(gate, facts)) is not None]
    soft = [(gate, result) for gate in program.soft if (result := judge_gate(gate, facts)) is not None]
    found = [*(result for _, result in firm), *judge_path(path, soft, facts).rules]
    gates = {gate.statement.rule_id: gate for gate, _ in (*firm, *soft)}

    def trouble(told: Demander) -> Trouble:
        gate = gates.get(told.rule_id)
        node = path_node(path, told.rule_id) if gate is None else gate_node(gate)
        assert node is not None
        return Trouble(told, node)

    silent = [] if speaks_of(path, facts) else [trouble(_concern(path))]
    return [*silent, *(trouble(demander(result)) for result in found if fails(result))]


def _concern(path: CompiledPath) -> Demander:
    return Demander(rule_id=path.concern.rule_id, clause=path.concern.clause, message=path.path.name)


def way_along(find: Callable[[Facts], list[Trouble]], facts: Facts) -> Way:
    """The cheapest changes after which `find` names no trouble; else those that leave the fewest."""
    numbers, seen = count(), set[frozenset[Demand]]()
    best: tuple[tuple[int, int], Way] | None = None
    heap: list[tuple[int, int, tuple[tuple[Demander, Demand], ...], Fits]] = [(0, next(numbers), (), {})]
    for _ in range(EXPANSIONS):
        if not heap:
            break
        price, _, demands, fits = heappop(heap)
        after = moved(facts, values(fits))
        found = find(after)
        way = Way(fits, demands, tuple(one.demander for one in found))
        if not found:
            return way
        if best is None or (len(found), price) < best[0]:
            best = (len(found), price), way
        for more, solved in _next(found[0], demands, after, facts):
            key = frozenset(demand for _, demand in more)
            if key not in seen:
                seen.add(key)
                heappush(heap, (cost(solved, facts), next(numbers), more, solved))
    assert best is not None
    return best[1]


def _next(
    trouble: Trouble, demands: tuple[tuple[Demander, Demand], ...], after: Facts, facts: Facts
) -> Iterator[tuple[tuple[tuple[Demander, Demand], ...], Fits]]:
    for way in demanded(trouble.node, after):
        more = (*demands, *((trouble.demander, demand) for demand in way))
        solved = solve((demand for _, demand in more), facts)
        if solved is not None and holds(trouble.node, moved(facts, values(solved))):
            yield more, solved


def speaking(program: Program, facts: Facts) -> set[str]:
    """The paths that speak of the person, or may."""
    return {path.path.id for path in program.paths if speaks_of(path, facts)}
