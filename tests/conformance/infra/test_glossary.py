"""The glossary speaks of things that exist, and every aggregate of a service stands in it."""

import ast
import re

from infra.paths import ROOT
from tests.support.sources import tree_of

GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| ([^|]+) \| ([^|]+) \| `([^`]+)`(?: `([^`]+)`)? \| ([^|]+) \|$", GLOSSARY, re.MULTILINE)
AGGREGATES = {
    "Declaration", "Person", "Case", "Publicity", "Report", "Organisation", "Committee", "Session", "Review",
    "Certificate", "Document", "Deadline", "Message",
}  # fmt: skip


def defined_in(path):
    """Names of classes, functions and types at the top of a module."""
    body = tree_of(path).body
    named = {node.name for node in body if isinstance(node, ast.ClassDef | ast.FunctionDef)}
    targets = [target for node in body if isinstance(node, ast.Assign) for target in node.targets]
    return named | {name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name)}


def test_every_row_leads_to_a_name_that_exists():
    wrong = [
        (term, path, name)
        for term, _, path, name, _ in ROWS
        if not (ROOT / path).is_file() or (name and name not in defined_in(ROOT / path))
    ]
    assert len(ROWS) >= 40
    assert wrong == []


def test_a_term_stands_there_once():
    terms = [term for row in ROWS for term in row[0].split(", ")]
    assert sorted({term for term in terms if terms.count(term) > 1}) == []


def test_every_aggregate_of_a_service_is_explained():
    assert {name for _, _, _, name, _ in ROWS} >= AGGREGATES
