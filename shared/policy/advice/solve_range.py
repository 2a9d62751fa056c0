"""Numbers and days: the nearest value between the edges that conditions name, and how far around it holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any, TypeVar

from shared.policy.advice.constraints import holds, reads
from shared.policy.advice.fact_changes import EFFORT, how_to
from shared.policy.advice.solutions import Fit, Test, constants
from shared.policy.conditions.domains import bounds
from shared.policy.conditions.nodes import Compare, FactRef, Node
from shared.policy.engine.remedies import Needed
from shared.policy.terms.vocabulary import Facts

FARTHEST = 10_000
"""No number beyond this is tried."""
ONE_DAY = timedelta(days=1)
ALL_DAYS = (date.min.isoformat(), date.max.isoformat())
Edge = TypeVar("Edge", int, str)


def fit_number(name: str, current: Any, edges: Sequence[int], test: Test) -> Fit | None:
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


def edges_of(name: str, nodes: Sequence[Node], facts: Facts) -> Sequence[int]:
    """Numbers between which no demand changes its mind: beside what the fact is compared with, or simply all."""
    low, high = _limits(name, nodes, facts)
    compared = [_compared(name, node, facts) for node in nodes]
    if None in compared:
        return range(low, high + 1)
    near = {value + step for value in compared if value is not None for step in (-1, 0, 1)}
    return sorted({low, high, *(value for value in near if low <= value <= high)})


def _limits(name: str, nodes: Sequence[Node], facts: Facts) -> tuple[int, int]:
    """From the least value there is to one beyond everything that the demands compare with."""
    known = [facts.get(fact.name) for node in nodes for fact in reads(node)]
    numbers = [value for value in (*constants(nodes), *known) if isinstance(value, int)]
    return bounds().get(name, (0, min(FARTHEST, sum(map(abs, numbers)) + 2)))


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


def fit_day(name: str, current: Any, named: Sequence[str], test: Test) -> Fit | None:
    """Among the days named, the days beside them, and the ends of time."""
    edges = sorted({*ALL_DAYS, *(near for day in named for near in _beside(day))})
    fitting = [day for day in edges if test(day)]
    if not fitting:
        return None
    start = str(current or next(iter(named), edges[0]))
    value = min(fitting, key=lambda day: (EFFORT[how_to(name, current, day)], abs(days_between(start, day)), day))
    least, most = _stretch(edges, edges.index(value), test)
    if least == most:
        return Fit(value, {"equals": value})
    needed: Needed = {"at_least": least} if least > ALL_DAYS[0] else {}
    return Fit(value, needed | ({"at_most": most} if most < ALL_DAYS[1] else {}))


def days_between(earlier: str, later: str) -> int:
    """Days from one ISO day to another."""
    return (date.fromisoformat(later) - date.fromisoformat(earlier)).days


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
