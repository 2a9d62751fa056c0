"""`zhiping policy explain --person`: the verdict for one of a people file, and what would change it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from infra.commands.policy import app
from tests.unit.policy.people import COUNTY_SCHOOL, profile, title

PLAN = "k12-associate-senior"


def explain(file: Path, *more: str) -> Result:
    return CliRunner().invoke(app, ["explain", "chifeng-2026", PLAN, "--person", str(file), *more])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Two people: one who qualifies, one whose title is too young and who lacks hours."""
    young = profile(
        present_title=title("middle", "2023-03-15"),
        continuing_education=[{"year": 2025, "professional_hours": 40, "public_hours": 30}],
    )
    path = tmp_path / "people.jsonl"
    path.write_text(line("ready", profile()) + line("young", young), encoding="utf-8")
    return path


def line(name: str, person: dict[str, Any]) -> str:
    return json.dumps({"id": name, "profile": person, "unit": COUNTY_SCHOOL}) + "\n"


def test_each_failing_rule_says_its_clause_and_what_would_do(file: Path) -> None:
    answer = explain(file, "--id", "young")
    assert answer.exit_code == 0
    assert answer.output.startswith("2026-07-10：不符合\n")
    assert "继续教育学时（ce.hours）现为70，不少于90，相差20，可以补充" in answer.output
    assert "须取得中级职称满5年 [chifeng-2026/5]" in answer.output
    assert (
        "任现职年限（title.years）现为3，不少于5，相差2，随时间达到，2028-03-15 起，晚于本计划申报期" in answer.output
    )
    assert "最近的途径：副高级：本科或硕士 [chifeng-2026/5] 须改变2项，之后符合" in answer.output


def test_who_qualifies_is_told_so_and_nothing_else(file: Path) -> None:
    assert explain(file).output == "2026-07-10：符合\n"


def test_the_day_asked_about_counts(tmp_path: Path) -> None:
    file = tmp_path / "people.jsonl"
    row = {"id": "barred", "profile": profile(), "unit": COUNTY_SCHOOL, "record": {"integrity_until": "2026-06-30"}}
    file.write_text(json.dumps(row), encoding="utf-8")
    barred = explain(file, "--at", "2026-06-20").output
    assert barred.startswith("2026-06-20：不符合")
    assert "诚信档案记录（integrity.barred）现为是，须为否，随时间达到，2026-07-01 起，在本计划申报期" in barred
    assert explain(file, "--at", "2026-07-01").output == "2026-07-01：符合\n"


def test_nobody_of_that_id_and_an_unreadable_line_are_said_plainly(file: Path, tmp_path: Path) -> None:
    missing = explain(file, "--id", "nobody")
    assert (missing.exit_code, missing.output) == (1, f"{file}: nobody nobody\n")
    broken = tmp_path / "broken.jsonl"
    broken.write_text('{"id": "x"}\n', encoding="utf-8")
    answer = explain(broken)
    assert answer.exit_code == 1
    assert "unreadable: KeyError" in answer.output
    assert explain(tmp_path / "absent.jsonl").exit_code == 2
