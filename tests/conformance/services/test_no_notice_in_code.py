"""No code knows a notice by name: its ids and clauses stand in packs and data, in docstrings as sources, in samples."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from tests.support.sources import nodes_in, spoken

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


def test_there_is_code_and_there_are_notices():
    assert len(CODE) > 200
    assert len(NOTICES) == 5


def test_no_code_names_a_notice():
    named = [
        f"{path.relative_to(ROOT)}:{text.lineno}"
        for path in CODE
        if any(notice in path.read_text(encoding="utf-8") for notice in NOTICES)
        for text in spoken(nodes_in(path))
        if any(notice in str(text.value) for notice in NOTICES)
    ]
    assert named == []
