"""Tests stand where their kind stands: `unit` is pure, `support` holds no tests, a suite runs on both databases."""

import ast
from pathlib import Path

import pytest

from tests.support.sources import nodes_in

TESTS = Path(__file__).parents[2]
ENGINES = ("sqlalchemy", "alembic", "psycopg2", "shared.persistence", "nameko", "pika")
PURE_ALL_THE_SAME = {"unit/persistence/test_error_texts.py"}
"""Reads the source of that package."""


def python(folder):
    """Path below tests -> its nodes."""
    return {str(path.relative_to(TESTS)): nodes_in(path) for path in (TESTS / folder).rglob("*.py")}


def imported(nodes):
    """Every module that is named in an import, wherever it stands."""
    for node in nodes:
        if isinstance(node, ast.ImportFrom):
            yield from (node.module, *(f"{node.module}.{each.name}" for each in node.names))
        elif isinstance(node, ast.Import):
            yield from (each.name for each in node.names)


def named_tests(nodes):
    return [node.name for node in nodes if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")]


def test_unit_opens_no_database():
    opened = {
        place: sorted(names)
        for place, nodes in python("unit").items()
        if place not in PURE_ALL_THE_SAME and (names := {name for name in imported(nodes) if name.startswith(ENGINES)})
    }
    assert opened == {}


@pytest.mark.parametrize("folder", ["support", "bench"])
def test_no_test_stands_where_nobody_looks_for_it(folder):
    assert {place: named_tests(nodes) for place, nodes in python(folder).items() if named_tests(nodes)} == {}


def test_nothing_is_brought_in_unnamed():
    starred = [
        place
        for place, nodes in python(".").items()
        for node in nodes
        if isinstance(node, ast.ImportFrom) and any(each.name == "*" for each in node.names)
    ]
    assert starred == []
