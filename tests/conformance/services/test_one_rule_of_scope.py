"""Who reaches what is decided by `shared.kernel.scope` and nowhere else: no service reads a token's claims itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.sources import nodes_in, tree_of

ROOT = Path(__file__).parents[3]
SERVICES = sorted(ROOT.glob("services/*/**/*.py"))
CLAIMS = {"organisation_id", "roles", "region", "has"}
"""What only the rule may look at; a person's id is written down by many, and compared by none."""
REACH = {"person_id", "organisation_id", "roles", "region", "overseen", "acts_for", "sees_all"}
"""What a scope says of the caller: handed on, never compared."""
QUERIES = "store"
"""Lists ask the rule for the organisation or the place and compare columns with it."""


def bearer(node: ast.AST) -> str | None:
    """`caller` of `tx.caller.roles`, `scope` of `scope.region`; of `scope_of(tx).region` too."""
    if not isinstance(node, ast.Attribute):
        return None
    held = node.value
    if isinstance(held, ast.Call):
        name = getattr(held.func, "id", getattr(held.func, "attr", ""))
        return "scope" if name == "scope_of" else None
    if getattr(held, "id", getattr(held, "attr", "")) == "caller":
        return "caller"
    return "scope" if getattr(held, "id", "") in ("scope", "reach") and node.attr in REACH else None


def own_decisions(tree: ast.AST) -> list[int]:
    """Lines that read what a caller claims, or that compare who he is or for whom he acts."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and bearer(node) == "caller" and node.attr in CLAIMS:
            found.append(node.lineno)
        if isinstance(node, ast.Compare) and any(bearer(part) for side in _sides(node) for part in _compared(side)):
            found.append(node.lineno)
    return sorted(set(found))


def _sides(node: ast.Compare) -> list[ast.expr]:
    """What is compared; `is None` asks only whether there is anything."""
    bare = all(isinstance(one, ast.Is | ast.IsNot) for one in node.ops)
    return [] if bare else [node.left, *node.comparators]


def _compared(node: ast.AST) -> Iterator[ast.AST]:
    """The value and its parts, but not what a call within it is given."""
    yield node
    inner = [node.func] if isinstance(node, ast.Call) else list(ast.iter_child_nodes(node))
    for one in inner:
        yield from _compared(one)


def test_a_decision_of_ones_own_is_seen():
    told = (
        'a = tx.caller.organisation_id\nb = caller.has("x")\nc = tx.caller.person_id == d\ne = f in tx.caller.roles\n'
        "g = scope.organisation_id != h\ni = scope_of(tx).region in j\nk = scope.overseen is None\n"
        "l = Fact(by=tx.caller.person_id)\nm = take(tx.caller.person_id) == n\no = committee.scope.series == p\n"
    )
    assert own_decisions(ast.parse(told)) == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize("path", [one for one in SERVICES if one.parent.name != QUERIES], ids=lambda one: one.stem)
def test_no_service_decides_for_itself_who_reaches_what(path):
    assert own_decisions(tree_of(path)) == []


@pytest.mark.parametrize("path", [one for one in SERVICES if one.parent.name == QUERIES], ids=lambda one: one.stem)
def test_no_query_reads_a_token(path):
    nodes = [node for node in nodes_in(path) if isinstance(node, ast.Attribute)]
    read = [node.lineno for node in nodes if bearer(node) == "caller"]
    assert read == []
