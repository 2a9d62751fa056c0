"""Every notice's decision table against the engine."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest

from shared.policy import evaluate, facts_from_dossier, shipped_pack
from shared.policy.engine.verdict import Verdict
from tests.unit.policy.tables import Row, tables

LEAST_ROWS = 40
ALL = [(table, row) for table in tables() for row in table.ROWS]


def answer_to(table: ModuleType, row: Row) -> Verdict:
    """The engine's verdict for one row."""
    pack = shipped_pack(table.NOTICE)
    plan, at = pack.plan(row.plan), row.at or table.TODAY
    facts = facts_from_dossier(
        pack, plan, profile=row.person, unit=row.unit, at=at, record=row.record, major=row.major
    )  # fmt: skip
    return evaluate(pack, plan, facts, at)


def deciders(answer: Verdict) -> dict[str, str | None]:
    """What carries the answer, with its clause: path and waivers of an eligible person, else the rules that refuse."""
    if answer.outcome == "eligible":
        assert answer.path is not None
        waivers = {str(rule.waived_by): rule.clause for rule in answer.rules if rule.outcome == "waived"}
        return waivers | {answer.path.path_id: answer.path.clause}
    rules = answer.refusals if answer.outcome == "refused" else answer.open_points
    return {rule.rule_id: rule.clause for rule in rules}


@pytest.mark.parametrize(("table", "row"), ALL, ids=[f"{table.NOTICE}: {row.who} -> {row.plan}" for table, row in ALL])
def test_a_row_gets_its_verdict_and_clause(table: Any, row: Row) -> None:
    answer = answer_to(table, row)
    assert answer.outcome == row.outcome, [(rule.rule_id, rule.outcome) for rule in answer.rules]
    assert deciders(answer).get(row.decider, "not a decider") == row.clause, deciders(answer)


@pytest.mark.parametrize("table", tables(), ids=lambda table: table.NOTICE)
def test_a_table_has_enough_rows_of_every_outcome(table: Any) -> None:
    assert len(table.ROWS) >= LEAST_ROWS
    assert {row.outcome for row in table.ROWS} == {"eligible", "conditional", "refused"}


@pytest.mark.parametrize("table", tables(), ids=lambda table: table.NOTICE)
def test_no_two_rows_ask_the_same(table: Any) -> None:
    asked = [(row.who, row.plan) for row in table.ROWS]
    assert len(set(asked)) == len(asked)
