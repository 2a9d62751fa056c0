"""Several demands on several facts at once: the values that meet them all, or none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from shared.policy.advice.constraints import Alternative, Demand, alternatives, reads, test_of
from shared.policy.advice.fact_changes import moved, movements, price
from shared.policy.advice.solutions import Fit
from shared.policy.advice.solve_fact import fit
from shared.policy.conditions.nodes import Node
from shared.policy.conditions.shifting import replaced
from shared.policy.terms.vocabulary import Facts, FactValue

Fits = dict[str, Fit]


def ways_to(node: Node, facts: Facts) -> list[Fits]:
    """Every complete alternative that makes the condition hold, cheapest first; each was tried on the condition.

    None for a condition that holds.
    """
    test = test_of(node)
    if test(facts) is True:
        return []
    solved = (solve(way, facts) for way in demanded(node, facts))
    ways = [fits for fits in solved if fits and test(moved(facts, values(fits)))]
    ways.sort(key=lambda fits: cost(fits, facts))
    return [fits for number, fits in enumerate(ways) if not _is_idle(number, ways)]


def demanded(node: Node, facts: Facts) -> list[Alternative]:
    """The condition's alternatives, in terms of facts that do not follow from others."""
    return alternatives(_underived(node), facts)


@cache
def _underived(node: Node) -> Node:
    return replaced(node, movements().derived)


def solve(demands: Iterable[Demand], facts: Facts) -> Fits | None:
    """Fitting values for the facts that have to change; None when no value of a fact meets the demands on it."""
    wanted = list(demands)
    fits: Fits = {}
    after: Facts = facts
    for pivot in sorted({demand.pivot for demand in wanted}, key=lambda name: _rank(name, wanted)):
        mine = [demand for demand in wanted if demand.pivot == pivot]
        if all(demand.holds(after) for demand in mine):
            continue
        found = fit(pivot, mine, after)
        if found is None:
            return None
        fits[pivot] = found
        after = moved(facts, values(fits))
    return fits if all(demand.holds(after) for demand in wanted) else None


def values(fits: Mapping[str, Fit]) -> dict[str, FactValue]:
    """What to set."""
    return {name: found.value for name, found in fits.items()}


def cost(fits: Mapping[str, Fit], facts: Facts) -> int:
    """Fewer changes are cheaper, then easier ones; one that cannot be made outweighs all that can."""
    return sum(price(name, facts.get(name), found.value) for name, found in fits.items())


def _is_idle(number: int, ways: list[Fits]) -> bool:
    """Whether an alternative says nothing beyond another one, or beyond its equal before it."""
    mine = ways[number]
    return any(
        _within(other, mine) and (place < number or not _within(mine, other))
        for place, other in enumerate(ways)
        if place != number
    )


def _within(one: Fits, other: Fits) -> bool:
    """Whether another alternative asks for all that one asks, or for more of it: then it says nothing new."""
    return all(name in other and found.covers(other[name]) for name, found in one.items())


def _rank(name: str, demands: list[Demand]) -> tuple[bool, bool, str]:
    """What sets other counts back comes first, what is compared with other facts last."""
    linked = any(fact.name != name for one in demands if one.pivot == name for fact in reads(one.node))
    return name not in movements().restarts, linked, name
