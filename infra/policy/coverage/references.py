"""Do the named tests and features exist? Tests are looked up in the source, without running it.

A test is `path::name` (a function or a constant of that file) or `path::NAME[text]` (one of its texts begins so: a row
of a table).
"""

from __future__ import annotations

import ast
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any


def named_test_exists(reference: str, root: Path) -> bool:
    """Whether the test is in the tree under `root`."""
    file, _, name = reference.partition("::")
    path = root / file
    if not path.is_file():
        return False
    nodes = _nodes(path, path.stat().st_mtime_ns)
    plain, _, text = name.partition("[")
    if plain not in nodes:
        return False
    return not text or any(_is(found, text.removesuffix("]")) for found in _texts(nodes[plain]))


def feature_exists(reference: str) -> bool:
    """Whether `module:object` (or `module:Class.attribute`) can be imported."""
    module, _, name = reference.partition(":")
    try:
        found: Any = import_module(module)
    except ImportError:
        return False
    for part in name.split("."):
        if not hasattr(found, part):
            return False
        found = getattr(found, part)
    return True


@cache
def _nodes(path: Path, _changed: int) -> dict[str, ast.AST]:
    """Functions and constants of a file by name."""
    named: dict[str, ast.AST] = {}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            named[node.name] = node
        elif isinstance(node, ast.Assign):
            named |= {target.id: node for target in node.targets if isinstance(target, ast.Name)}
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            named[node.target.id] = node
    return named


def _texts(node: ast.AST) -> set[str]:
    return {one.value for one in ast.walk(node) if isinstance(one, ast.Constant) and isinstance(one.value, str)}


def _is(found: str, wanted: str) -> bool:
    """The text itself or a clause below it; a clause may be written without its notice (`4.3`, `/4.3`)."""
    spellings = (wanted, wanted.partition("/")[2], wanted[wanted.find("/") :]) if "/" in wanted else (wanted,)
    return any(found == one or found.startswith(f"{one}.") for one in spellings)
