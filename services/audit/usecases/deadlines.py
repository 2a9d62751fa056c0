"""What time itself decides: a case still at a stage after the stage's last day is not accepted any more."""

from __future__ import annotations

from services.audit.usecases.follow_declarations import close_case
from services.audit.usecases.ports import Ports
from shared.persistence import Tx

BATCH = 50


def run_due(tx: Tx[Ports]) -> int:
    """Close up to BATCH overdue cases, each with the clause of its audit window; returns how many."""
    cases = tx.ports.cases.overdue(tx.today, BATCH)
    for case in cases:
        close_case(tx, case, "stage_overdue", case.current.due_clause)
    return len(cases)
