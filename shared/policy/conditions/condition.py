"""A compiled condition: its text, the facts it reads, and the test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from shared.policy.conditions.closures import close
from shared.policy.conditions.nodes import Arithmetic, Compare, Const, FactRef, In, Junction, Node, Not, Size
from shared.policy.conditions.translate import translate
from shared.policy.terms.vocabulary import Facts, FactValue


@dataclass(frozen=True, slots=True)
class Condition:
    """`test(facts)` is True, False, or None when a fact it hinges on is unknown; `reads` names the facts."""

    text: str
    reads: tuple[str, ...]
    test: Callable[[Facts], bool | None]

    def evidence(self, facts: Facts) -> dict[str, FactValue]:
        """The facts looked at, with their values."""
        return {name: facts.get(name) for name in self.reads}

    def missing(self, facts: Facts) -> tuple[str, ...]:
        """Which of them are unknown."""
        return tuple(name for name in self.reads if facts.get(name) is None)


@cache
def compile_condition(text: str) -> Condition:
    """Parse, type-check and compile once per text; ConditionError says what is wrong."""
    node = translate(text)
    return Condition(text, tuple(dict.fromkeys(_reads(node))), close(node))


def _reads(node: Node) -> Iterator[str]:
    if isinstance(node, FactRef):
        yield node.name
    for child in children(node):
        yield from _reads(child)


def children(node: Node) -> tuple[Node, ...]:
    """The parts of a node, left to right; none of a leaf."""
    if isinstance(node, Not | Size):
        return (node.operand,)
    if isinstance(node, In):
        return node.item, node.items
    if isinstance(node, Junction | Compare | Arithmetic):
        return node.left, node.right
    assert isinstance(node, Const | FactRef)
    return ()
