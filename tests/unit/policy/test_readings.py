"""What the texts of the notices say, row by row, against engine and packs."""

from __future__ import annotations

from typing import Any

import pytest

from shared.policy import shipped_pack
from shared.policy.verdict import Verdict
from tests.unit.policy.reading_rows import readings
from tests.unit.policy.readings import Read, Told
from tests.unit.policy.test_decision_tables import answer_to, deciders

READ = [(module, read) for module in readings() for read in module.ROWS]
TOLD = [(module, told) for module in readings() for told in module.TOLD]


def cited(answer: Verdict) -> set[str | None]:
    """The clauses that carry the answer: those of its deciders, and of what sets a rule aside."""
    waived = {rule.clause for rule in answer.rules if rule.outcome == "waived"} if answer.path else set()
    return set(deciders(answer).values()) | waived


@pytest.mark.parametrize(
    ("module", "read"), READ, ids=[f"{module.NOTICE} {read.kind}: {read.row.who}" for module, read in READ]
)
def test_a_reading_gets_its_verdict_and_clause(module: Any, read: Read) -> None:
    row, answer = read.row, answer_to(module, read.row)
    assert answer.outcome == row.outcome, [(rule.rule_id, rule.outcome) for rule in answer.rules]
    assert not row.decider or row.decider in deciders(answer), deciders(answer)
    assert not row.clause or row.clause in cited(answer), cited(answer)


@pytest.mark.parametrize(
    ("module", "told"), TOLD, ids=[f"{module.NOTICE} {told.kind}: {told.what}" for module, told in TOLD]
)
def test_the_pack_says_what_the_text_says(module: Any, told: Told) -> None:
    assert told.find(shipped_pack(module.NOTICE)) == told.value, told.clause


def test_every_notice_has_readings() -> None:
    assert all(len(module.ROWS) + len(module.TOLD) >= 40 for module in readings())
    assert readings()
