"""The packs against rows that were written from the texts before the packs were looked at.

A row asks for a verdict and the clause that decides; who wrote it did not know the pack, so `decider` may be empty.
"""

from __future__ import annotations

from collections import Counter
from typing import Any, get_args

import pytest

from shared.policy import shipped_pack
from shared.policy.engine.verdict import Verdict
from tests.unit.policy.reading_rows import modules
from tests.unit.policy.readings import Kind, Read, Told
from tests.unit.policy.test_decision_tables import answer_to, deciders

READ = [(table, row) for table in modules() for row in table.ROWS]
TOLD = [(table, row) for table in modules() for row in table.TOLD]
OF_A_KIND, OF_A_NOTICE = 10, 40
"""At least so many rows each."""


def clauses_told(answer: Verdict) -> dict[str, set[str | None]]:
    """Who decides, with the clauses named: also what was waived, and what closes each way of a refused person."""
    told = {rule: {clause} for rule, clause in deciders(answer).items()}
    for rule in answer.rules:
        if answer.outcome == "eligible" and rule.outcome == "waived":
            told.setdefault(str(rule.waived_by), set()).add(rule.clause)
    for rule in (rule for path in answer.paths for rule in path.rules if rule.refuses):
        if answer.outcome == "refused":
            told.setdefault(rule.rule_id, set()).add(rule.clause)
    return told


def name_of(table: Any, row: Read | Told) -> str:
    """Shown by pytest."""
    said = f"{row.row.who} -> {row.row.plan}" if isinstance(row, Read) else row.what
    return f"{table.NOTICE} {row.kind}: {said}"


@pytest.mark.parametrize(("table", "read"), READ, ids=[name_of(*one) for one in READ])
def test_a_row_read_from_the_text_gets_its_verdict_and_clause(table: Any, read: Read) -> None:
    row = read.row
    answer = answer_to(table, row)
    assert answer.outcome == row.outcome, [(rule.rule_id, rule.outcome, rule.clause) for rule in answer.rules]
    told = clauses_told(answer)
    clauses = told.get(row.decider, set()) if row.decider else {clause for each in told.values() for clause in each}
    assert not row.clause or row.clause in clauses, told


@pytest.mark.parametrize(("table", "told"), TOLD, ids=[name_of(*one) for one in TOLD])
def test_what_the_text_says_stands_in_the_pack(table: Any, told: Told) -> None:
    assert told.find(shipped_pack(table.NOTICE)) == told.value, told.clause


@pytest.mark.parametrize("kind", get_args(Kind))
def test_every_kind_of_mistake_has_enough_rows(kind: Kind) -> None:
    assert Counter(row.kind for _, row in (*READ, *TOLD))[kind] >= OF_A_KIND


@pytest.mark.parametrize("table", modules(), ids=lambda table: table.NOTICE)
def test_every_notice_has_enough_rows(table: Any) -> None:
    assert len(table.ROWS) + len(table.TOLD) >= OF_A_NOTICE
