"""The guide `docs/guides/adding-a-notice.md`, followed: a made-up notice needs a file and nothing else."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from infra.commands.policy import app
from shared.policy import (
    PackError,
    UnitFacts,
    evaluate,
    facts_from_dossier,
    load_pack,
    pack_schema,
    shipped_text,
)
from tests.support.made_up_notice import made_up_notice
from tests.unit.policy.people import COUNTY_SCHOOL, profile


def test_a_new_notice_loads_and_judges_without_any_change_of_code() -> None:
    pack = load_pack(made_up_notice())
    plan = pack.plan("k12-associate-senior")
    today = date(2027, 6, 15)
    unit = UnitFacts(affiliation="county", nature="public_institution", region="150404")
    hours = [{"year": 2026, "professional_hours": 60, "public_hours": 30}]
    person = profile(continuing_education=hours)
    facts = facts_from_dossier(pack, plan, profile=person, unit=COUNTY_SCHOOL, at=today)
    verdict = evaluate(pack, plan, facts, today)
    assert plan.takes_filings_on(today)
    assert pack.route_for(plan, unit).stages[0].due_on == date(2027, 7, 20)
    assert verdict.outcome == "eligible"
    assert verdict.path.clause == "elsewhere-2027/5"


def test_a_notice_that_does_not_list_its_clauses_is_refused() -> None:
    with pytest.raises(PackError, match="no such clause: elsewhere-2027/"):
        load_pack(made_up_notice().split("\nclauses:")[0])


def test_the_command_line_checks_and_explains_a_file(tmp_path: Path) -> None:
    file = tmp_path / "elsewhere-2027.yaml"
    file.write_text(made_up_notice(), encoding="utf-8")
    checked = CliRunner().invoke(app, ["check", str(file)])
    explained = CliRunner().invoke(app, ["explain", str(file), "construction-middle", "--unit", "county"])
    listed = CliRunner().invoke(app, ["explain", str(file)])
    assert checked.exit_code == 0
    assert "elsewhere-2027: good. 77 plans" in checked.output
    assert "市住房和城乡建设局审核" in explained.output
    assert "[elsewhere-2027/5.4.2]" in explained.output
    assert "natural-science-associate-senior   不接受申报" in listed.output


def test_the_command_line_names_each_mistake_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "broken.yaml"
    file.write_text(shipped_text("chifeng-2026").replace("total: 49", "totl: 49"), encoding="utf-8")
    checked = CliRunner().invoke(app, ["check", str(file)])
    assert checked.exit_code == 1
    assert "line " in checked.output
    assert "'totl' was unexpected" in checked.output


def test_an_unknown_plan_or_pack_is_said_plainly() -> None:
    assert CliRunner().invoke(app, ["explain", "chifeng-2026", "no-such-plan"]).exit_code == 1
    assert CliRunner().invoke(app, ["check", "no-such-notice"]).exit_code == 1


def test_the_command_line_prints_schema_and_facts() -> None:
    assert '"Plan"' in CliRunner().invoke(app, ["schema"]).output
    assert "title.years" in CliRunner().invoke(app, ["facts"]).output
    assert pack_schema()["$defs"]["Plan"]["additionalProperties"] is False
