"""What the calendar alone decides here: reports and corrections that are late."""

from __future__ import annotations

from services.committee.usecases.common import trail
from services.committee.usecases.oversight import mark_overdue
from services.committee.usecases.ports import Ports
from shared.persistence import Tx

AT_ONCE = 50


def run_due(tx: Tx[Ports]) -> int:
    """Mark concluded sessions whose reporting package is overdue, and measures past their day, once each."""
    late = tx.ports.sessions.overdue_reports(tx.today, AT_ONCE)
    for session in late:
        session.reported_late = True
        tx.ports.sessions.save(session, session.version)
        trail(tx, "report_overdue", session, due_on=session.report_due_on.isoformat() if session.report_due_on else "")
    return len(late) + mark_overdue(tx)
