"""A condition as alternatives, each a list of demands that together make it hold.

Only as many alternatives are kept as a reader can use: those with the fewest unmet demands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from shared.policy.conditions.closures import Closure, close
from shared.policy.conditions.condition import children
from shared.policy.conditions.nodes import Compare, Const, FactRef, Junction, Node, Not
from shared.policy.conditions.translate import translate
from shared.policy.terms.vocabulary import Facts

KEPT = 64
tree = translate
"""The typed tree of a condition's text."""


@dataclass(frozen=True, slots=True)
class Demand:
    """`node` is to have the truth value `want`; `pivot` is the one of its facts that is to give way.

    `test`: the node's own, looked up once, since a demand is tried on very many values.
    """

    node: Node
    want: bool
    pivot: str
    test: Closure = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "test", test_of(self.node))

    def holds(self, facts: Facts) -> bool:
        """Whether it is met; an unknown fact meets nothing."""
        return self.test(facts) is self.want


Alternative = tuple[Demand, ...]


def both(nodes: Iterable[Node]) -> Node:
    """All of them; true when there are none."""
    answer: Node | None = None
    for node in nodes:
        answer = node if answer is None else Junction(False, answer, node)
    return answer or Const(True, "bool")


def either(nodes: Iterable[Node]) -> Node:
    """At least one of them; false when there are none."""
    answer: Node | None = None
    for node in nodes:
        answer = node if answer is None else Junction(True, answer, node)
    return answer or Const(False, "bool")


def holds(node: Node, facts: Facts) -> bool | None:
    """The truth of a tree, None when it hinges on an unknown fact."""
    value: bool | None = test_of(node)(facts)
    return value


def alternatives(node: Node, facts: Facts) -> list[Alternative]:
    """The ways to make the condition true, those with the fewest unmet demands first."""
    return _Expansion(facts).of(node, True)


def reads(node: Node) -> Iterator[FactRef]:
    """The facts of a tree, as often as they stand there."""
    if isinstance(node, FactRef):
        yield node
    for child in children(node):
        yield from reads(child)


class _Expansion:
    """Disjunctive form under a fact set; parts that come back (`(a == b) == c`) are expanded once."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._known: dict[tuple[int, bool], tuple[Node, list[Alternative]]] = {}

    def of(self, node: Node, want: bool) -> list[Alternative]:
        key = id(node), want  # kept with the node, so that no other one can come to stand in its place
        if key not in self._known:
            self._known[key] = node, self._expand(node, want)
        return self._known[key][1]

    def _expand(self, node: Node, want: bool) -> list[Alternative]:
        if isinstance(node, Not):
            return self.of(node.operand, not want)
        if isinstance(node, Junction):
            return self._junction(node, want)
        if isinstance(node, Compare) and node.left.type == "bool":
            return self.of(_spelled_out(node), want)
        pivots = dict.fromkeys(fact.name for fact in reads(node))
        if not pivots:
            return [()] if test_of(node)({}) is want else []
        return [(Demand(node, want, pivot),) for pivot in pivots]

    def _junction(self, node: Junction, want: bool) -> list[Alternative]:
        left, right = self.of(node.left, want), self.of(node.right, want)
        if want is node.decisive:
            return self._kept([*left, *right])
        return self._kept([tuple(dict.fromkeys(one + other)) for one in left for other in right])

    def _kept(self, found: list[Alternative]) -> list[Alternative]:
        return sorted(dict.fromkeys(found), key=self._unmet)[:KEPT]

    def _unmet(self, alternative: Alternative) -> int:
        return sum(not demand.holds(self._facts) for demand in alternative)


def _spelled_out(node: Compare) -> Node:
    """`a == b` between truth values, with `and`, `or` and `not` only."""
    alike = Junction(
        True, Junction(False, node.left, node.right), Junction(False, Not(node.left), Not(node.right))
    )  # fmt: skip
    return alike if node.op == "==" else Not(alike)


@cache
def test_of(node: Node) -> Closure:
    """The tree as a function from facts to its value."""
    return close(node)
