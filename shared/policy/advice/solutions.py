"""What was found for one fact: the value to try, and in words all that would do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from shared.policy.conditions.condition import children
from shared.policy.conditions.nodes import Const, Node
from shared.policy.engine.remedies import Needed
from shared.policy.terms.vocabulary import FactValue

Test = Callable[[Any], bool]
"""Whether a value of the fact meets every demand on it."""


@dataclass(frozen=True, slots=True)
class Fit:
    """`value`: the one to try; `needed`: all that would do, in words of `model.Needed`."""

    value: FactValue
    needed: Needed

    def covers(self, other: Fit) -> bool:
        """Whether whoever does what the other says has done what this one says."""
        mine, theirs = self.needed, other.needed
        if mine == theirs or not mine:
            return True
        if "one_of" in mine:
            return set(_listed(theirs)) <= set(_listed(mine)) and bool(_listed(theirs))
        bounds_only = {"at_least", "at_most"}
        return mine.keys() <= bounds_only and _is_between(mine, theirs)


def constants(nodes: Sequence[Node]) -> Iterator[Any]:
    """The literals that stand in these trees."""
    for node in nodes:
        if isinstance(node, Const):
            yield node.value
        yield from constants(children(node))


def _listed(needed: Needed) -> list[Any]:
    many: Any = needed.get("one_of", ())
    return [*many, *([needed["equals"]] if "equals" in needed else [])]


def _is_between(wide: Needed, narrow: Needed) -> bool:
    least: Any = narrow.get("at_least", narrow.get("equals"))
    most: Any = narrow.get("at_most", narrow.get("equals"))
    low: Any = wide.get("at_least")
    high: Any = wide.get("at_most")
    return (low is None or (least is not None and least >= low)) and (
        high is None or (most is not None and most <= high)
    )
