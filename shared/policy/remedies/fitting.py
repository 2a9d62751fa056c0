"""The value of one fact, nearest to the present one, that meets every demand on it; and the others that do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

from shared.policy.conditions.condition import children
from shared.policy.conditions.nodes import Compare, Const, FactRef, In, Node
from shared.policy.remedies.demands import Demand, holds, reads
from shared.policy.remedies.model import Needed
from shared.policy.remedies.movement import EFFORT, how_to
from shared.policy.tools.domains import ELSE, bounds
from shared.policy.vocabulary import Fact, Facts, FactValue, vocabulary

FARTHEST = 10_000
"""No number beyond this is tried."""
LONGEST_LIST = 20
ONE_DAY = timedelta(days=1)
ALL_DAYS = (date.min.isoformat(), date.max.isoformat())
Test = Callable[[Any], bool]
Edge = TypeVar("Edge", int, str)


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
        return _number(name, facts.get(name), _edges(name, nodes, facts), test)
    if fact.type == "list":
        return _list(fact, demands, facts, test)
    named = _named(name, nodes, facts)
    return _day(name, facts.get(name), named, test) if fact.type == "date" else _text(fact, named, test)


def _limits(name: str, nodes: Sequence[Node], facts: Facts) -> tuple[int, int]:
    """From the least value there is to one beyond everything that the demands compare with."""
    known = [facts.get(fact.name) for node in nodes for fact in reads(node)]
    numbers = [value for value in (*_constants(nodes), *known) if isinstance(value, int)]
    return bounds().get(name, (0, min(FARTHEST, sum(map(abs, numbers)) + 2)))


def _number(name: str, current: Any, edges: Sequence[int], test: Test) -> Fit | None:
    """Nearest first, upwards before downwards; the way that the fact cannot go comes last."""
    fitting = [value for value in edges if test(value)]
    if not fitting:
        return None
    start = edges[0] if current is None else current
    value = min(fitting, key=lambda one: (EFFORT[how_to(name, current, one)], abs(one - start), one < start))
    least, most = _stretch(edges, edges.index(value), test)
    if least == most:
        return Fit(value, {"equals": value})
    needed: Needed = {"at_least": least} if least > edges[0] else {}
    return Fit(value, needed | ({"at_most": most} if most < edges[-1] else {}))


def _edges(name: str, nodes: Sequence[Node], facts: Facts) -> Sequence[int]:
    """Numbers between which no demand changes its mind: beside what the fact is compared with, or simply all."""
    low, high = _limits(name, nodes, facts)
    compared = [_compared(name, node, facts) for node in nodes]
    if None in compared:
        return range(low, high + 1)
    near = {value + step for value in compared if value is not None for step in (-1, 0, 1)}
    return sorted({low, high, *(value for value in near if low <= value <= high)})


def _compared(name: str, node: Node, facts: Facts) -> int | None:
    """The number that a plain comparison sets the fact against; None for any other shape."""
    if not isinstance(node, Compare):
        return None
    sides = (node.left, node.right), (node.right, node.left)
    other = next((other for one, other in sides if isinstance(one, FactRef) and one.name == name), None)
    if other is None or any(fact.name == name for fact in reads(other)):
        return None
    value: Any = holds(other, facts)
    return value if isinstance(value, int) else None


def _day(name: str, current: Any, named: Sequence[str], test: Test) -> Fit | None:
    """Among the days named, the days beside them, and the ends of time."""
    edges = sorted({*ALL_DAYS, *(near for day in named for near in _beside(day))})
    fitting = [day for day in edges if test(day)]
    if not fitting:
        return None
    start = str(current or named[0])
    value = min(fitting, key=lambda day: (EFFORT[how_to(name, current, day)], abs(days_between(start, day)), day))
    least, most = _stretch(edges, edges.index(value), test)
    if least == most:
        return Fit(value, {"equals": value})
    needed: Needed = {"at_least": least} if least > ALL_DAYS[0] else {}
    return Fit(value, needed | ({"at_most": most} if most < ALL_DAYS[1] else {}))


def _stretch(edges: Sequence[Edge], position: int, test: Test) -> tuple[Edge, Edge]:
    """The first and last of the edges around one that all hold."""
    least = most = position
    while least > 0 and test(edges[least - 1]):
        least -= 1
    while most < len(edges) - 1 and test(edges[most + 1]):
        most += 1
    return edges[least], edges[most]


def _beside(day: str) -> Iterator[str]:
    middle = date.fromisoformat(day)
    yield day
    if middle > date.min:
        yield (middle - ONE_DAY).isoformat()
    if middle < date.max:
        yield (middle + ONE_DAY).isoformat()


def days_between(earlier: str, later: str) -> int:
    """Days from one ISO day to another."""
    return (date.fromisoformat(later) - date.fromisoformat(earlier)).days


def _text(fact: Fact, named: Sequence[str], test: Test) -> Fit | None:
    """Of an enumerated fact every value that would do; of a free one those named, or any but those named."""
    words = sorted(fact.values or named)
    fitting = [word for word in words if test(word)]
    if not fact.values and test(ELSE):
        return Fit(fitting[0] if fitting else ELSE, {"none_of": [word for word in words if word not in fitting]})
    if not fitting:
        return None
    return Fit(fitting[0], {"equals": fitting[0]} if len(fitting) == 1 else {"one_of": [*fitting]})


def _list(fact: Fact, demands: Sequence[Demand], facts: Facts, test: Test) -> Fit | None:
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


def _named(name: str, nodes: Sequence[Node], facts: Facts) -> list[str]:
    """Texts and days that the demands compare the fact with: constants, and the present values of other facts."""
    own = facts.get(name)
    others = [facts.get(fact.name) for node in nodes for fact in reads(node) if fact.name != name]
    words: list[str] = [own] if isinstance(own, str) else []
    for value in (*_constants(nodes), *others):
        words += value if isinstance(value, list | tuple) else [value] if isinstance(value, str) else []
    return list(dict.fromkeys(words))


def _constants(nodes: Sequence[Node]) -> Iterator[Any]:
    for node in nodes:
        if isinstance(node, Const):
            yield node.value
        yield from _constants(children(node))
