"""The typed tree of a condition, after parsing and before compiling."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Type = Literal["int", "bool", "string", "date", "list"]
CompareOp = Literal["==", "!=", "<", "<=", ">", ">="]
ArithmeticOp = Literal["+", "-", "*"]


@dataclass(frozen=True, slots=True)
class Const:
    """A literal; dates are ISO texts, lists are tuples of texts."""

    value: int | bool | str | tuple[str, ...]
    type: Type


@dataclass(frozen=True, slots=True)
class FactRef:
    """A fact by its full name."""

    name: str
    type: Type


@dataclass(frozen=True, slots=True)
class Not:
    """`!x`."""

    operand: Node
    type: Type = "bool"


@dataclass(frozen=True, slots=True)
class Junction:
    """`a && b` or `a || b`: decided as soon as one side equals `decisive`."""

    decisive: bool
    left: Node
    right: Node
    type: Type = "bool"


@dataclass(frozen=True, slots=True)
class Compare:
    """`a < b` and its kin."""

    op: CompareOp
    left: Node
    right: Node
    type: Type = "bool"


@dataclass(frozen=True, slots=True)
class In:
    """`item in list`."""

    item: Node
    items: Node
    type: Type = "bool"


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """Integer `a + b`; unary minus is `0 - a`."""

    op: ArithmeticOp
    left: Node
    right: Node
    type: Type = "int"


@dataclass(frozen=True, slots=True)
class Size:
    """`size(list)`."""

    operand: Node
    type: Type = "int"


Node = Const | FactRef | Not | Junction | Compare | In | Arithmetic | Size
