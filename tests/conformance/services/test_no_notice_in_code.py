"""No code knows a notice by name: its ids and clauses stand in packs and data, in docstrings as sources, in samples."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

ROOT = Path(__file__).parents[3]
NOTICES = [entry.name.removesuffix(".yaml") for entry in files("shared.policy").joinpath("packs").iterdir()]
SAMPLES = ROOT / "shared/contracts"
"""Contracts show one event of each type, with ids as they are in life."""

CODE = sorted(
    path
    for room in ("services", "shared", "infra/policy", "infra/templates")
    for path in (ROOT / room).rglob("*.py")
    if not path.is_relative_to(SAMPLES)
)


def spoken(tree: ast.AST) -> Iterator[ast.Constant]:
    """String constants that are no docstrings."""
    remarks = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in remarks:
            yield node


def test_there_is_code_and_there_are_notices():
    assert len(CODE) > 200
    assert len(NOTICES) == 5


def test_no_code_names_a_notice():
    named = [
        f"{path.relative_to(ROOT)}:{text.lineno}"
        for path in CODE
        for source in [path.read_text(encoding="utf-8")]
        if any(notice in source for notice in NOTICES)
        for text in spoken(ast.parse(source))
        if any(notice in str(text.value) for notice in NOTICES)
    ]
    assert named == []
