"""Python sources as the tests of the house read them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path


@lru_cache(maxsize=64)
def tree_of(path: Path) -> ast.Module:
    """A source, parsed once for the tests that follow each other on it."""
    return ast.parse(path.read_text(encoding="utf-8"))


def spoken(tree: ast.AST) -> Iterator[ast.Constant]:
    """String constants that are no docstrings and no remarks."""
    nodes = list(ast.walk(tree))
    remarks = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in remarks:
            yield node
