"""Lists: the present one with what is wanted in it and without what is not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from shared.policy.advice.constraints import Demand
from shared.policy.advice.solutions import Fit, Test
from shared.policy.conditions.domains import ELSE
from shared.policy.conditions.nodes import Const, FactRef, In
from shared.policy.engine.remedies import Needed
from shared.policy.terms.vocabulary import Fact, Facts

LONGEST_LIST = 20


def fit_list(fact: Fact, demands: Sequence[Demand], facts: Facts, test: Test) -> Fit | None:
    """The present list with the words that are wanted and without those that are not, filled up or cut if need be."""
    current: Any = facts.get(fact.name)
    added, dropped = (_members(fact.name, demands, facts, want) for want in (True, False))
    base = [word for word in (current or ()) if word not in dropped]
    base += [word for word in added if word not in base]
    for value in _sizes(base, added):
        if test(value):
            needed: Needed = {name: words for name, words in (("includes", added), ("excludes", dropped)) if words}
            return Fit(value, needed if needed and value == base else {**needed, "size": len(value)})
    return None


def _members(name: str, demands: Sequence[Demand], facts: Facts, want: bool) -> list[str]:
    found = [
        node.item.value if isinstance(node.item, Const) else facts.get(node.item.name)
        for demand in demands
        if demand.want is want and isinstance(node := demand.node, In) and isinstance(node.item, Const | FactRef)
        and isinstance(node.items, FactRef) and node.items.name == name
    ]  # fmt: skip
    return list(dict.fromkeys(str(word) for word in found if word is not None))


def _sizes(base: list[str], added: list[str]) -> Iterator[list[str]]:
    """The list itself, then longer by unnamed words, then shorter, the added words staying."""
    yield base
    for more in range(1, LONGEST_LIST):
        yield [*base, *(f"{ELSE}{number}" for number in range(more))]
        kept = [word for word in base if word not in added][: max(0, len(base) - len(added) - more)]
        yield [*kept, *added]
