"""What time itself decides: cases late at their stage are not accepted, guessed ends of lists become certain."""

from __future__ import annotations

from datetime import date

from services.audit.usecases.follow_declarations import close_case
from services.audit.usecases.ports import Ports
from services.audit.usecases.publicities import settle_end
from shared.persistence import Tx

BATCH = 50


def run_due(tx: Tx[Ports]) -> int:
    """Close up to BATCH overdue cases, each with the clause of its audit window, and settle lists; how many in all."""
    cases = tx.ports.cases.overdue(tx.today, BATCH)
    for case in cases:
        close_case(tx, case, "stage_overdue", case.current.due_clause)
    return len(cases) + _settle_lists(tx)


def _settle_lists(tx: Tx[Ports]) -> int:
    """Recompute open lists that were posted before a year of theirs was announced, now that it is."""
    last = max(tx.ports.calendar.announced_years)
    lists = tx.ports.publicities.provisional(date(last, 12, 31), BATCH)
    settled = [each for each in lists if settle_end(tx, each)]
    for publicity in settled:
        tx.ports.publicities.save(publicity, publicity.version)
    return len(settled)
