"""The typed tree as Python closures over a fact set; None stands for unknown."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable
from typing import Any, Protocol

from shared.policy.conditions.nodes import Arithmetic, Compare, Const, FactRef, In, Junction, Node, Not, Size
from shared.policy.terms.vocabulary import Facts

Closure = Callable[[Facts], Any]
OPERATORS: dict[str, Callable[[Any, Any], Any]] = {
    "==": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
    "+": operator.add, "-": operator.sub, "*": operator.mul,
}  # fmt: skip


def close(node: Node) -> Closure:
    """A function from facts to the node's value."""
    if isinstance(node, Const):
        return _const(node.value)
    if isinstance(node, FactRef):
        return _fact(node.name)
    if isinstance(node, Not):
        return _not(close(node.operand))
    if isinstance(node, Junction):
        return _junction(node.decisive, close(node.left), close(node.right))
    if isinstance(node, In):
        return _in(node)
    if isinstance(node, Size):
        return _size(close(node.operand))
    return _operation(node)


def _const(value: Any) -> Closure:
    return lambda facts: value


def _fact(name: str) -> Closure:
    return lambda facts: facts.get(name)


def _not(operand: Closure) -> Closure:
    def run(facts: Facts) -> bool | None:
        value = operand(facts)
        return None if value is None else not value

    return run


def _junction(decisive: bool, left: Closure, right: Closure) -> Closure:
    def run(facts: Facts) -> Any:
        first = left(facts)
        if first is decisive:
            return decisive
        second = right(facts)
        if second is decisive:
            return decisive
        return None if first is None or second is None else not decisive

    return run


def _in(node: In) -> Closure:
    if isinstance(node.items, Const) and isinstance(node.items.value, tuple):
        return _in_const(close(node.item), frozenset(node.items.value))
    return _strict(lambda item, items: item in items, close(node.item), close(node.items))


def _in_const(item: Closure, items: frozenset[str]) -> Closure:
    def run(facts: Facts) -> bool | None:
        value = item(facts)
        return None if value is None else value in items

    return run


def _size(operand: Closure) -> Closure:
    def run(facts: Facts) -> int | None:
        value = operand(facts)
        return None if value is None else len(value)

    return run


def _operation(node: Compare | Arithmetic) -> Closure:
    apply = OPERATORS[node.op]
    if isinstance(node.left, FactRef) and isinstance(node.right, Const):
        return _fact_with_const(apply, node.left.name, node.right.value)
    return _strict(apply, close(node.left), close(node.right))


def _fact_with_const(apply: Callable[[Any, Any], Any], name: str, constant: Any) -> Closure:
    """The commonest shape (`title.years >= 5`), without inner calls."""

    def run(facts: Facts) -> Any:
        value = facts.get(name)
        return None if value is None else apply(value, constant)

    return run


def _strict(apply: Callable[[Any, Any], Any], left: Closure, right: Closure) -> Closure:
    def run(facts: Facts) -> Any:
        first, second = left(facts), right(facts)
        return None if first is None or second is None else apply(first, second)

    return run


class Tested(Protocol):
    """Whatever can be tested against a fact set."""

    @property
    def test(self) -> Closure:
        """True, False, or None for unknown."""
        ...


def all_of(conditions: Iterable[Tested], facts: Facts) -> bool | None:
    """Conjunction with unknowns: False beats unknown, unknown beats True."""
    answer: bool | None = True
    for condition in conditions:
        value = condition.test(facts)
        if value is False:
            return False
        if value is None:
            answer = None
    return answer
