"""Every requirement of the notices has a rule or feature and a test, by name; one that loses them fails here.

A notice whose pack is not shipped is left out of the table; `zhiping policy coverage` lists its clauses.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from infra.commands.policy import app
from infra.policy.coverage.account import Line, account, shipped_packs
from infra.policy.coverage.references import feature_exists, named_test_exists
from infra.policy.coverage.requirements import requirements
from shared.policy import clauses

ROOT = Path(__file__).parents[4]
PACKS = shipped_packs()
LINES = [line for line in account(PACKS) if line.clause.split("/")[0] in PACKS]


@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line.row.key} {line.clause}")
def test_a_clause_is_accounted_for_and_tested(line: Line) -> None:
    assert line.status in ("enforced", "recorded", "outside")
    assert line.by or line.row.reason
    assert line.row.tests or line.status == "outside"
    assert [test for test in line.row.tests_of(line.clause) if not named_test_exists(test, ROOT)] == []


@pytest.mark.parametrize("row", requirements(), ids=lambda row: row.key)
def test_a_named_feature_can_be_imported(row: object) -> None:
    assert [feature for feature in row.features if not feature_exists(feature)] == []  # type: ignore[attr-defined]


def test_every_clause_that_is_required_is_a_clause_of_its_notice() -> None:
    named = {line.clause for line in LINES if not line.clause.endswith("/*")}
    assert sorted(named - clauses().keys()) == []


def test_no_row_is_there_twice() -> None:
    keys = [row.key for row in requirements()]
    assert len(keys) == len(set(keys))


def test_what_is_named_and_not_there_is_noticed() -> None:
    here = "tests/unit/policy/tools/test_coverage.py"
    assert named_test_exists(f"{here}::test_no_row_is_there_twice", ROOT)
    assert not named_test_exists(f"{here}::*", ROOT), "a whole file proves no row"
    assert not named_test_exists(f"{here}::test_of_nothing", ROOT)
    assert not named_test_exists("tests/unit/policy/tools/test_nowhere.py::test_nothing", ROOT)
    assert named_test_exists("tests/unit/policy/tables/chifeng_2026.py::ROWS[chifeng-2026/5.4.2]", ROOT)
    assert not named_test_exists("tests/unit/policy/tables/chifeng_2026.py::ROWS[chifeng-2026/9.9]", ROOT)
    assert not feature_exists("shared.policy:no_such_thing")
    assert not feature_exists("shared.nowhere:thing")
    assert feature_exists("shared.policy.pack.pack:Pack.route_for")


def test_the_command_counts_and_names_the_clauses() -> None:
    said = CliRunner().invoke(app, ["coverage"]).output
    assert f"{len(requirements())} rows" in said
    assert "chifeng-2026/3.2 enforced by windows[0]" in said
