"""The value of one fact, nearest to the present one, that meets every demand on it; and the others that do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from shared.policy.advice.constraints import Demand, reads
from shared.policy.advice.solutions import Fit, Test, constants
from shared.policy.advice.solve_list import fit_list
from shared.policy.advice.solve_range import edges_of, fit_day, fit_number
from shared.policy.conditions.domains import ELSE
from shared.policy.conditions.nodes import Node
from shared.policy.terms.vocabulary import Fact, Facts, vocabulary


def fit(name: str, demands: Sequence[Demand], facts: Facts) -> Fit | None:
    """The nearest value under which all `demands` hold, the other facts being as given; None when there is none."""
    fact, trial = vocabulary()[name], dict(facts)

    def test(value: Any) -> bool:
        trial[name] = value
        return all(demand.holds(trial) for demand in demands)

    nodes = [demand.node for demand in demands]
    if fact.type == "bool":
        return next((Fit(value, {"equals": value}) for value in (True, False) if test(value)), None)
    if fact.type == "int":
        return fit_number(name, facts.get(name), edges_of(name, nodes, facts), test)
    if fact.type == "list":
        return fit_list(fact, demands, facts, test)
    named = _named(name, nodes, facts)
    return fit_day(name, facts.get(name), named, test) if fact.type == "date" else _text(fact, named, test)


def _text(fact: Fact, named: Sequence[str], test: Test) -> Fit | None:
    """Of an enumerated fact every value that would do; of a free one those named, or any but those named."""
    words = sorted(fact.values or named)
    fitting = [word for word in words if test(word)]
    if not fact.values and test(ELSE):
        return Fit(fitting[0] if fitting else ELSE, {"none_of": [word for word in words if word not in fitting]})
    if not fitting:
        return None
    return Fit(fitting[0], {"equals": fitting[0]} if len(fitting) == 1 else {"one_of": [*fitting]})


def _named(name: str, nodes: Sequence[Node], facts: Facts) -> list[str]:
    """Texts and days that the demands compare the fact with: constants, and the present values of other facts."""
    own = facts.get(name)
    others = [facts.get(fact.name) for node in nodes for fact in reads(node) if fact.name != name]
    words: list[str] = [own] if isinstance(own, str) else []
    for value in (*constants(nodes), *others):
        words += value if isinstance(value, list | tuple) else [value] if isinstance(value, str) else []
    return list(dict.fromkeys(words))
