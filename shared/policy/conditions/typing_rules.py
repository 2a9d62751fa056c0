"""Type rules: like compares with like, order needs integers or dates, enumerated facts keep to their values."""

from __future__ import annotations

from shared.policy.conditions.errors import ConditionError
from shared.policy.conditions.nodes import Compare, CompareOp, Const, FactRef, In, Node, Type
from shared.policy.terms.vocabulary import vocabulary

ORDERED: tuple[Type, ...] = ("int", "date")


def expect(node: Node, wanted: Type, what: str) -> Node:
    """The node itself if it has the wanted type; `what` names the place in the refusal."""
    if node.type != wanted:
        raise ConditionError("condition_type", what=what, found=node.type, wanted=wanted)
    return node


def comparison(op: CompareOp, left: Node, right: Node) -> Node:
    """A type-checked comparison."""
    if left.type != right.type or left.type == "list":
        raise ConditionError("condition_comparison", op=op, left=left.type, right=right.type)
    if op not in ("==", "!=") and left.type not in ORDERED:
        raise ConditionError("condition_order", op=op, found=left.type)
    _check_values(left, right)
    _check_values(right, left)
    return Compare(op, left, right)


def membership(item: Node, items: Node) -> Node:
    """A type-checked `item in items`."""
    expect(item, "string", "in")
    expect(items, "list", "in")
    _check_values(item, items)
    _check_values(items, item)
    return In(item, items)


def _check_values(fact: Node, const: Node) -> None:
    """An enumerated fact is compared with its own values only: a slip of spelling is refused, not silently false."""
    if not isinstance(fact, FactRef) or not isinstance(const, Const):
        return
    allowed = vocabulary()[fact.name].values
    values = const.value if isinstance(const.value, tuple) else (const.value,)
    for value in values if allowed else ():
        if value not in allowed:
            raise ConditionError("condition_value", name=fact.name, value=value, known=", ".join(sorted(allowed)))
