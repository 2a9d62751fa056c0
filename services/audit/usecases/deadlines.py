"""What time itself decides: cases late at their stage are not accepted, guessed last days become certain."""

from __future__ import annotations

from datetime import date

from services.audit.domain.case import Case
from services.audit.usecases.follow_declarations import close_case
from services.audit.usecases.ports import Ports
from services.audit.usecases.publicities import settle_end
from shared.contracts.audit import RETURN_REDATED
from shared.contracts.audit.case import ReturnRedated
from shared.kernel.clock import iso
from shared.persistence import Tx

BATCH = 50


def run_due(tx: Tx[Ports]) -> int:
    """Close up to BATCH overdue cases, each with the clause of its audit window, settle lists and returns; how many."""
    tx.ports.budgets.forget(tx.now - tx.ports.limits.window)
    cases = tx.ports.cases.overdue(tx.today, BATCH)
    for case in cases:
        close_case(tx, case, "stage_overdue", case.current.due_clause)
    return len(cases) + _settle_lists(tx) + _settle_returns(tx)


def _settle_lists(tx: Tx[Ports]) -> int:
    """Recompute open lists that were posted before a year of theirs was announced, now that it is."""
    lists = tx.ports.publicities.provisional(_known_until(tx), BATCH)
    settled = [each for each in lists if settle_end(tx, each)]
    for publicity in settled:
        tx.ports.publicities.save(publicity, publicity.version)
    return len(settled)


def _settle_returns(tx: Tx[Ports]) -> int:
    """Recompute deadlines of returns that were made before a year of theirs was announced, now that it is."""
    return sum(_settle_return(tx, case) for case in tx.ports.cases.guessed_returns(_known_until(tx), BATCH))


def _known_until(tx: Tx[Ports]) -> date:
    """The last day whose holidays are announced: nothing that began later can be certain."""
    return date(max(tx.ports.calendar.announced_years), 12, 31)


def _settle_return(tx: Tx[Ports], case: Case) -> bool:
    """Whether the deadline is certain now."""
    told = case.return_deadline
    deadline = case.settle_return(tx.ports.calendar)
    if told is None or deadline is None:
        return False
    tx.ports.cases.save(case, case.version)
    clause = case.return_rule(tx.ports.packs.get(case.notice_id, case.notice_version)).cited
    redated = ReturnRedated(
        declaration_id=case.declaration_id,
        case_number=case.case_number,
        revision=case.revision,
        notice_id=case.notice_id,
        level_group=case.level_group,
        person_id=case.person_id,
        unit_id=case.unit_id,
        return_number=case.returns,
        deadline_before=told,
        deadline=deadline,
        deadline_clause=clause,
    )
    tx.record(RETURN_REDATED, case.declaration_id, redated)
    days = {"before": iso(told), "deadline": iso(deadline)}
    tx.trail("return_redated", "case", case.declaration_id, clause=clause, data=days)
    return True
