"""From cel-python's parse tree to the typed tree: whatever is outside the subset or does not type-check is refused."""

from __future__ import annotations

import ast
from collections.abc import Callable
from datetime import date
from functools import cache, lru_cache
from typing import Any

from celpy.celparser import CELParseError, CELParser

from shared.policy.conditions.errors import ConditionError
from shared.policy.conditions.nodes import (
    Arithmetic,
    ArithmeticOp,
    CompareOp,
    Const,
    FactRef,
    Junction,
    Node,
    Not,
    Size,
)
from shared.policy.conditions.typing_rules import comparison, expect, membership
from shared.policy.terms.vocabulary import vocabulary

COMPARISONS: dict[str, CompareOp] = {
    "relation_eq": "==", "relation_ne": "!=", "relation_lt": "<", "relation_le": "<=", "relation_gt": ">",
    "relation_ge": ">=",
}  # fmt: skip
ARITHMETIC: dict[str, ArithmeticOp] = {"addition_add": "+", "addition_sub": "-", "multiplication_mul": "*"}

LONGEST = 1000
"""Characters of a condition; what is longer could not be explained to anybody, and would nest too deeply to run."""


@lru_cache(maxsize=10_000)
def translate(text: str) -> Node:
    """The typed tree of a condition, kept per text; ConditionError when it is none, or not a boolean."""
    if len(text) > LONGEST:
        raise ConditionError("condition_too_long", most=LONGEST)
    try:
        node = _node(_parser().parse(text))
    except CELParseError as error:
        raise ConditionError("condition_unreadable", condition=text) from error
    except RecursionError as error:
        raise ConditionError("condition_too_deep") from error
    expect(node, "bool", text)
    return node


@cache
def _parser() -> Any:
    return CELParser()


def _node(tree: Any) -> Node:
    handler = HANDLERS.get(tree.data)
    if handler is not None:
        return handler(tree)
    if len(tree.children) == 1 and hasattr(tree.children[0], "data"):
        return _node(tree.children[0])
    return _binary(tree)


def _binary(tree: Any) -> Node:
    """`relation(relation_lt(a), b)`: the operator wraps the left side and the right one follows."""
    if len(tree.children) != 2:
        raise ConditionError("condition_not_allowed", found=tree.data)
    operator, right = tree.children
    if not (hasattr(operator, "data") and operator.children and hasattr(right, "data")):
        raise ConditionError("condition_not_allowed", found=tree.data)
    left, right = _node(operator.children[0]), _node(right)
    if operator.data in COMPARISONS:
        return comparison(COMPARISONS[operator.data], left, right)
    if operator.data == "relation_in":
        return membership(left, right)
    if operator.data in ARITHMETIC:
        op = ARITHMETIC[operator.data]
        return Arithmetic(op, expect(left, "int", op), expect(right, "int", op))
    raise ConditionError("condition_not_allowed", found=operator.data)


def _junction(decisive: bool) -> Callable[[Any], Node]:
    def handle(tree: Any) -> Node:
        if len(tree.children) == 1:
            return _node(tree.children[0])
        left, right = map(_node, tree.children)
        word = "||" if decisive else "&&"
        return Junction(decisive, expect(left, "bool", word), expect(right, "bool", word))

    return handle


def _unary(tree: Any) -> Node:
    if len(tree.children) == 1:
        return _node(tree.children[0])
    operator, operand = tree.children[0].data, _node(tree.children[1])
    if operator == "unary_not":
        return Not(expect(operand, "bool", "!"))
    return Arithmetic("-", Const(0, "int"), expect(operand, "int", "-"))


def _expr(tree: Any) -> Node:
    if len(tree.children) != 1:
        raise ConditionError("condition_choice")
    return _node(tree.children[0])


def _member_dot(tree: Any) -> Node:
    parts: list[str] = [str(tree.children[1])]
    inner = tree.children[0]
    while inner.data in ("member", "primary"):
        inner = inner.children[0]
    if inner.data != "ident":
        raise ConditionError("condition_no_member", name=parts[0])
    return _fact(f"{inner.children[0]}.{parts[0]}")


def _ident(tree: Any) -> Node:
    return _fact(str(tree.children[0]))


def _fact(name: str) -> Node:
    fact = vocabulary().get(name)
    if fact is None:
        raise ConditionError("condition_no_fact", name=name)
    return FactRef(name, fact.type)


def _call(tree: Any) -> Node:
    name = str(tree.children[0])
    arguments = [_node(child) for child in tree.children[1].children] if len(tree.children) > 1 else []
    if name == "size" and len(arguments) == 1:
        return Size(expect(arguments[0], "list", "size()"))
    if name == "date" and len(arguments) == 1 and isinstance(arguments[0], Const):
        return _date(expect(arguments[0], "string", "date()"))
    raise ConditionError("condition_no_function", name=name)


def _date(argument: Node) -> Node:
    text = str(argument.value) if isinstance(argument, Const) else ""
    try:
        return Const(date.fromisoformat(text).isoformat(), "date")
    except ValueError as error:
        raise ConditionError("condition_no_date", found=text) from error


def _list(tree: Any) -> Node:
    items = [_node(child) for child in tree.children[0].children] if tree.children else []
    values = tuple(item.value for item in items if isinstance(item, Const) and isinstance(item.value, str))
    if len(values) != len(items) or any(item.type != "string" for item in items):
        raise ConditionError("condition_list")
    return Const(values, "list")


def _literal(tree: Any) -> Node:
    token = tree.children[0]
    if token.type == "INT_LIT":
        return Const(int(token), "int")
    if token.type == "BOOL_LIT":
        return Const(token == "true", "bool")
    if token.type == "STRING_LIT" and token[0] in "'\"" and "\\" not in token:
        return Const(str(ast.literal_eval(str(token))), "string")
    raise ConditionError("condition_not_allowed", found=token)


HANDLERS: dict[str, Callable[[Any], Node]] = {
    "expr": _expr,
    "conditionalor": _junction(True),
    "conditionaland": _junction(False),
    "unary": _unary,
    "member_dot": _member_dot,
    "ident": _ident,
    "ident_arg": _call,
    "list_lit": _list,
    "literal": _literal,
}
