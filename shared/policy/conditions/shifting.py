"""A condition asked with some of its numbers raised: what "one year early" makes of "five years"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from shared.policy.conditions.closures import close
from shared.policy.conditions.condition import Condition
from shared.policy.conditions.nodes import Arithmetic, Compare, Const, FactRef, In, Junction, Node, Not, Size
from shared.policy.conditions.translate import translate


def shifted(condition: Condition, facts: Sequence[str], by: int) -> Condition:
    """The condition as it answers with `by` more in each of these facts."""
    node = raised(translate(condition.text), facts, by)
    return Condition(f"{condition.text} [+{by}]", condition.reads, close(node))


def raised(node: Node, facts: Sequence[str], by: int) -> Node:
    """The tree with `fact + by` in place of each of these facts."""
    return replaced(node, {name: Arithmetic("+", FactRef(name, "int"), Const(by, "int")) for name in facts})


def replaced(node: Node, by: Mapping[str, Node]) -> Node:
    """The tree with facts replaced by what stands for them."""
    if isinstance(node, FactRef):
        return by.get(node.name, node)
    if isinstance(node, Not | Size):
        return type(node)(replaced(node.operand, by))
    if isinstance(node, In):
        return In(replaced(node.item, by), replaced(node.items, by))
    if isinstance(node, Junction):
        return Junction(node.decisive, replaced(node.left, by), replaced(node.right, by))
    if isinstance(node, Compare):
        return Compare(node.op, replaced(node.left, by), replaced(node.right, by))
    if isinstance(node, Arithmetic):
        return Arithmetic(node.op, replaced(node.left, by), replaced(node.right, by))
    return node
