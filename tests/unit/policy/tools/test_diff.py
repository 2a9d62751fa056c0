"""Two notices by meaning: what moved, what is stricter or milder, what is gone; nothing where only the words differ."""
# ruff: noqa: E501 - a table is read by its columns

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from infra.commands.policy import app
from shared.policy import load_pack
from shared.policy.diff import PackChange, compare
from tests.unit.policy.tools.edits import TEXT, edited, pack_of

NEW = pack_of()
NON_PUBLIC = """    when: ['employment.nature in ["private", "social", "freelance_agency"]']\n    waives"""
AT_WORK = """    when: ['employment.nature in ["public_institution", "government"]']"""
PLAN_FINAL = next(line for line in TEXT.splitlines(keepends=True) if "{id: plan-final," in line)
EARLIER = {
    "two windows": ("opens_on: 2026-05-26, closes_on: 2026-06-10", "opens_on: 2026-05-11, closes_on: 2026-05-25"),
    "allowance": ("posts:\n  - {clause: chifeng-2026/5.7}", "posts:\n  - {over_percent: 5, clause: chifeng-2026/5.7}"),
    "consent": ("needs: filing", "needs: consent"),
    "quota": ("total: 49", "total: 30"),
    "hours from next year": (NON_PUBLIC, NON_PUBLIC.replace("]']", "]', time.year == 2026]")),
    "plan not final": (PLAN_FINAL, ""),
}  # fmt: skip


def earlier_notice() -> str:
    """This year's pack with the numbers of a notice three years older."""
    text = edited(*EARLIER.values())
    return (
        text.replace("mode: online_blind_with_paper", "mode: offline_paper")
        .replace("mode: online_blind,", "mode: offline_paper,")
        .replace("    mode: online_blind\n", "    mode: offline_paper\n")
    )


def changes(*edits: tuple[str, str]) -> list[PackChange]:
    """From an edited copy to the pack as shipped."""
    return list(compare(pack_of(*edits), NEW).changes)


def test_a_notice_does_not_differ_from_itself() -> None:
    assert compare(NEW, NEW).changes == ()


HEADLINES = {
    "filing_windows": ("2个窗口：", "3个窗口：高级 2026-06-11 .. 2026-07-10；中级 2026-05-26 .. 2026-06-10；初级 2026-05-11 .. 2026-05-25"),
    "blind": ("不实行盲审", "77个计划中38个实行线上盲审盲评"),
    "plan_final": ("未作规定", "选定后不能修改或新增"),
    "allowance": ("可超出岗位数5%（按本级岗位计）", "不得超出"),
    "quota": ("k12-full-senior 30", "k12-full-senior 49"),
    "plan_filing": ("评审会前7天报送，须经同意", "评审会前7天报送，备案即可"),
    "non_public_hours": ("当年不作硬性要求，从2027年起须达到要求", "不作硬性要求"),
}  # fmt: skip


@pytest.mark.parametrize("question", HEADLINES)
def test_the_headlines_answer_what_a_reader_asks_first(question: str) -> None:
    found = {one.field: one for one in compare(load_pack(earlier_notice()), NEW).changes if one.section == "headlines"}
    before, after = HEADLINES[question]
    assert found[question].before.startswith(before)
    assert found[question].after.startswith(after)


RULES = [
    ("more hours asked", ("require: [ce.hours >= 90]", "require: [ce.hours >= 72]"), "rules", "narrowed"),
    ("fewer hours asked", ("require: [ce.hours >= 90]", "require: [ce.hours >= 120]"), "rules", "widened"),
    ("the gate speaks of more people", (AT_WORK, AT_WORK.replace(", \"government\"", "")), "rules", "narrowed"),
    ("the same said otherwise", ("require: ['person.kind != \"retired\"']", "require: ['!(person.kind == \"retired\")']"), "rules", None),
    ("only the message changed", ("message: 继续教育学时不足90学时", "message: 学时不够"), "rules", None),
    ("neither stricter nor milder", ("require: [service.grassroots_months > 0]", "require: [employment.entrusted]"), "rules", "changed"),
    ("fewer years asked", ("require: title.years >= 5, message: 须取得中级职称满5年", "require: title.years >= 6, message: 须取得中级职称满6年"), "paths", "widened"),
    ("more years asked", ("career.years >= 12,", "career.years >= 10,"), "paths", "narrowed"),
    ("for one level more", ("    applies: {levels: [middle]}\n    when: [education.rank == 5]", "    applies: {levels: [middle, assistant]}\n    when: [education.rank == 5]"), "paths", "narrowed"),
    ("a sum written the other way round", ("require: education.rank >= 3 && career.years >= 12", "require: career.years >= 12 && education.rank > 2"), "paths", None),
]  # fmt: skip


@pytest.mark.parametrize(("what", "edit", "section", "kind"), RULES, ids=[what for what, *_ in RULES])
def test_a_rule_is_compared_by_whom_it_lets_pass(
    what: str, edit: tuple[str, str], section: str, kind: str | None
) -> None:
    found = [one.kind for one in changes(edit) if one.section == section]
    assert found == ([kind] if kind else [])


def test_a_rule_with_another_id_is_matched_by_what_it_is_about() -> None:
    assert changes(("- id: integrity-record\n", "- id: barred\n")) == []


def test_a_rule_that_is_gone_and_one_that_is_new_are_named() -> None:
    without = edited((PLAN_FINAL, ""))
    added = [one for one in compare(load_pack(without), NEW).changes if one.section == "frequency"]
    removed = [one for one in compare(NEW, load_pack(without)).changes if one.section == "frequency"]
    assert [(one.kind, one.clause_after) for one in added] == [("added", "chifeng-2026/4.1.2")]
    assert [(one.kind, one.clause_before) for one in removed] == [("removed", "chifeng-2026/4.1.2")]


SINGLE = [
    ("windows", "moved", ("opens_on: 2026-06-11, closes_on: 2026-07-10", "opens_on: 2026-06-11, closes_on: 2026-06-30")),
    ("plans", "removed", ("\nroutes:\n", "\n  - {id: extra, name: 多出的计划, series: agriculture, level: middle, title: 农艺师, mode: offline_paper, committee: chifeng-city-middle, clause: chifeng-2026/2.1}\nroutes:\n")),
    ("plans", "changed", ("{id: construction-middle, name: 建设工程系列工程师, series: construction, level: middle, title: 工程师, mode: offline_paper", "{id: construction-middle, name: 建设工程系列工程师, series: construction, level: middle, title: 工程师, mode: online_blind")),
    ("routes", "moved", ("stages: [*unit, *department, *county-hr, *office]", "stages: [*unit, *county-hr, *department, *office]")),
    ("routes", "changed", ("stages: [*unit, *department, *county-hr, *office]", "stages: [*unit, *county-hr, *office]")),
    ("quotas", "changed", ("total: 49", "total: 48")),
    ("posts", "changed", EARLIER["allowance"]),
    ("publicity", "changed", ("  - scope: result\n    working_days: 5", "  - scope: result\n    working_days: 7")),
    ("implementation_plan", "changed", EARLIER["consent"]),
    ("reporting", "changed", ("months_after: 1", "months_after: 2")),
    ("certificate", "changed", ("effective: passing_date", "effective: approval_date")),
    ("committee_rules", "changed", ("minimum: 25", "minimum: 23")),
    ("committee_rules", "changed", ("consecutive: {years: 3", "consecutive: {years: 4")),
    ("materials", "changed", ("number: 9, name: 任现职以来", "number: 9, copies: 2, name: 任现职以来")),
    ("forms", "changed", ("title: 职称申报推荐报告", "title: 推荐报告")),
    ("profile", "changed", ("profile: {verified_by: unit", "profile: {verified_by: nobody")),
    ("profile", "changed", ("profile: {verified_by: unit, clause: chifeng-2026/4.1.1}", "")),
    ("integrity", "changed", ("integrity: {years: 3", "integrity: {years: 5")),
    ("fees", "changed", ("{kind: review, clause", "{kind: review, amount_fen: 100, clause")),
]  # fmt: skip


@pytest.mark.parametrize(("section", "kind", "edit"), SINGLE)
def test_each_section_tells_its_own_changes(section: str, kind: str, edit: tuple[str, str]) -> None:
    assert kind in [one.kind for one in changes(edit) if one.section == section]


def test_the_terminal_the_workbook_and_the_json_say_the_same(tmp_path: Path) -> None:
    old, book = tmp_path / "old.yaml", tmp_path / "diff.xlsx"
    old.write_text(earlier_notice(), encoding="utf-8")
    shown = CliRunner().invoke(app, ["diff", str(old), "chifeng-2026"]).output
    spelled = json.loads(CliRunner().invoke(app, ["diff", str(old), "chifeng-2026", "--json"]).output)
    CliRunner().invoke(app, ["diff", str(old), "chifeng-2026", "--xlsx", str(book)])
    sheets = openpyxl.load_workbook(book)
    assert "评审会前7天报送，备案即可" in shown
    assert sheets.sheetnames[:3] == ["总览", "要点", "时间安排"]
    rows = [[cell.value for cell in row] for row in sheets["要点"].iter_rows()]
    assert rows[0] == ["变化", "对象", "项目", "原规定", "新规定", "原条款", "新条款"]
    assert len(rows) - 1 == len([one for one in spelled["changes"] if one["section"] == "headlines"])
    assert sum(sheet.max_row - 1 for sheet in sheets.worksheets[1:]) == len(spelled["changes"])
