"""Python sources as the tests of the house read them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path


@cache
def nodes_of(source: str) -> tuple[ast.AST, ...]:
    """All nodes of a source, its module first; parsed and walked once for all tests of a process."""
    return tuple(ast.walk(ast.parse(source)))


def nodes_in(path: Path) -> tuple[ast.AST, ...]:
    """All nodes of a file, its module first."""
    return nodes_of(path.read_text(encoding="utf-8"))


def tree_of(path: Path) -> ast.Module:
    """The module of a file."""
    module = nodes_in(path)[0]
    assert isinstance(module, ast.Module)
    return module


def spoken(nodes: tuple[ast.AST, ...]) -> Iterator[ast.Constant]:
    """String constants that are no docstrings and no remarks."""
    remarks = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in remarks:
            yield node
