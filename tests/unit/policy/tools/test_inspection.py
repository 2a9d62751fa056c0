"""`policy check` beyond the loader: what is dead, impossible, out of order or too tight is named with its line."""
# ruff: noqa: E501 - a table is read by its columns

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from infra.commands.policy import app
from tests.support.some import some
from tests.unit.policy.tools.edits import TEXT, edited, findings, line_of

ERRORS = [
    ("a path for a level that none of its plans has", ("when: ['employment.tier == \"township\"', ", "when: ['plan.level == \"technician\"', "), "unreachable: no applicant of its plans meets plan.level =="),
    ("a path whose when contradicts itself", ("when: ['employment.tier in [\"county\", \"township\"]', title.rank > 0]", "when: ['employment.tier in [\"county\", \"township\"]', 'employment.affiliation == \"city\"']"), "unreachable: no applicant of its plans meets employment.tier in"),
    ("a rule that applies to no plan", ("applies: {level_groups: [senior], series: [k12_teacher, health]}", "applies: {level_groups: [senior], series: [aviation]}"), "applies to no plan of the notice"),
    ("a selector that names an unknown plan", ("applies: {plans: [k12-full-senior]}", "applies: {plans: [k12-ful-senior]}"), "no plan, round or series is called k12-ful-senior"),
    ("a condition that contradicts itself", ("require: title.years >= 2, message: 博士须取得中级职称满2年", "require: title.years >= 5 && title.years < 3, message: 博士须取得中级职称满2年"), "contradicts itself, nobody can ever meet it"),
    ("an alternative that can never hold", ("require: career.years >= 3 || (title.rank >= 1 && title.years >= 2)", "require: career.years >= 3 || (title.rank >= 1 && title.rank > 5)"), "one side of it can never hold"),
    ("a number beyond the fact's range", ("require: education.rank == 5, message: 须具备博士学位", "require: education.rank == 6, message: 须具备博士学位"), "nobody can ever meet it: education.rank == 6"),
    ("a title without years", ("require: title.rank >= 1 && title.years >= 4", "require: title.rank == 0 && title.years >= 4"), "nobody can ever meet it"),
    ("a series misspelt in a condition", ("required_when: 'plan.series in [\"k12_teacher\"", "required_when: 'plan.series in [\"k12_teachers\""), "plan.series is never 'k12_teachers'"),
    ("an audit that ends before the filing", ("closes_on: 2026-07-20, clause: chifeng-2026/3.3", "closes_on: 2026-07-05, clause: chifeng-2026/3.3"), "audit-senior closes on 2026-07-05, before filing-senior"),
    ("a review that closes before the audit", ("stage: review, closes_on: 2026-10-30", "stage: review, closes_on: 2026-06-24"), "review closes on 2026-06-24, before audit-middle"),
    ("an audit too short for its publicities", ("opens_on: 2026-05-26, closes_on: 2026-06-10", "opens_on: 2026-06-11, closes_on: 2026-06-12"), "impossible even for who files on the first day, 2026-06-11"),
    ("a review too short for its result publicity", ("stage: review, closes_on: 2026-10-30", "stage: review, opens_on: 2026-10-27, closes_on: 2026-10-30"), "no result can be published for 5 working days"),
]  # fmt: skip


@pytest.mark.parametrize(("what", "change", "reason"), ERRORS, ids=[what for what, _, _ in ERRORS])
def test_an_error_is_found_at_its_line(what: str, change: tuple[str, str], reason: str) -> None:
    text = edited(change)
    found = findings(text, "error")
    assert any(reason in problem for problem in some(found)), found
    assert all(problem.startswith("line ") and not problem.startswith("line 0:") for problem in some(found))


def test_the_shipped_pack_has_no_error() -> None:
    assert findings(TEXT, "error") == []


def test_the_line_is_that_of_the_condition() -> None:
    wrong = "require: title.years >= 5 && title.years < 3"
    text = edited(("require: title.years >= 2, message: 博士须取得", f"{wrong}, message: 博士须取得"))
    found = [problem for problem in findings(text, "error") if "contradicts itself" in problem]
    assert found[0].startswith(f"line {line_of(text, wrong)}: ")


def test_requirements_of_one_path_that_exclude_each_other_are_contradictory() -> None:
    text = edited(("require: education.rank >= 3 && career.years >= 12", "require: career.years >= 12 && career.years < 20 && education.rank > 2"),
                  ("require: service.region_years >= 1, message: 须在我区工作满1年, clause: chifeng-2026/5.5.1}\n    waives: [level_by_level]\n    clause: chifeng-2026/5.5.1\n  - id: green-channel",
                   "require: career.years > 30, message: 须在我区工作满1年, clause: chifeng-2026/5.5.1}\n    waives: [level_by_level]\n    clause: chifeng-2026/5.5.1\n  - id: green-channel"))  # fmt: skip
    (found,) = findings(text, "error")
    assert "contradictory: nobody meets" in found
    assert "career.years > 30" in found


def test_a_plan_that_no_path_leads_to_is_an_error() -> None:
    text = edited(
        ("applies: {levels: [technician]}", "applies: {levels: [assistant]}"),
        ("when: [programme.green_channel_claimed]", "when: [programme.green_channel_claimed, plan.rank > 1]"),
    )
    assert any("no path leads to engineering-county-technician" in problem for problem in findings(text, "error"))


def test_a_publicity_that_late_filers_cannot_finish_is_a_warning_with_dates() -> None:
    found = [problem for problem in findings(TEXT, "warning") if "publicity cannot end" in problem]
    assert any("files after 2026-07-06, though filing closes on 2026-07-10" in problem for problem in some(found))


def test_a_calendar_without_a_day_to_spare_is_called_tight() -> None:
    found = [problem for problem in findings(TEXT, "warning") if "tight, 0 working days to spare" in problem]
    assert any("unit publicity posted by 2026-06-10, roster publicity posted by 2026-06-17" in one for one in found)


def test_a_year_whose_holidays_are_not_announced_is_said_so() -> None:
    text = edited(("closes_on: 2026-06-25, clause: chifeng-2026/3.3", "closes_on: 2027-01-06, clause: chifeng-2026/3.3"),
                  ("opens_on: 2026-05-26, closes_on: 2026-06-10", "opens_on: 2026-05-26, closes_on: 2026-12-30"),
                  ("stage: review, closes_on: 2026-10-30", "stage: review, closes_on: 2027-10-29"))  # fmt: skip
    assert any("the holidays of a year in it are not announced yet" in problem for problem in findings(text, "warning"))


def test_a_rule_said_twice_is_a_warning() -> None:
    rule = "  - id: no-retirees\n"
    twin = TEXT[TEXT.index(rule) : TEXT.index("  - id: foreign-permit")].replace("no-retirees", "no-pensioners")
    found = findings(edited((rule, twin + rule)), "warning")
    assert any("says the same as no-pensioners for the same plans" in problem for problem in some(found))


def test_a_route_behind_another_one_is_a_warning() -> None:
    text = edited(
        (
            "applies: {affiliations: [county], committee_tiers: [county]}",
            "applies: {tracks: [targeted], affiliations: [county]}",
        )
    )
    assert any("an earlier route takes every plan" in problem for problem in findings(text, "warning"))


def test_a_path_closed_on_purpose_is_a_warning_with_its_message() -> None:
    text = edited(("require: programme.green_channel_confirmed, settled_by: hr_bureau", "require: 'false'"))
    assert any("closed on purpose: 须由人力资源社会保障部门认定" in problem for problem in findings(text, "warning"))


def test_a_clause_that_nothing_cites_is_listed() -> None:
    text = edited(("notice:\n", 'clauses:\n  "99": 没有人引用的条款\nnotice:\n'))
    assert any(
        "clause chifeng-2026/99 (没有人引用的条款) is cited by no entry" in one for one in findings(text, "warning")
    )


def test_the_command_refuses_errors_and_lets_warnings_pass(tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text(
        edited(("require: education.rank == 5, message", "require: education.rank == 6, message")), encoding="utf-8"
    )
    refused = CliRunner().invoke(app, ["check", str(bad)])
    passed = CliRunner().invoke(app, ["check", "chifeng-2026"])
    assert refused.exit_code == 1
    assert f"line {line_of(bad.read_text(encoding='utf-8'), 'education.rank == 6')}: " in refused.output
    assert passed.exit_code == 0
    assert "warning: line" in passed.output
