"""What the calendar alone decides here: what is late, and posted results whose last day has become certain."""

from __future__ import annotations

from services.committee.usecases.common import pack_of, trail
from services.committee.usecases.oversight import mark_overdue
from services.committee.usecases.ports import Ports
from services.committee.usecases.results import settle_end
from shared.persistence import Tx
from shared.policy.pack.procedure import PublicityRule

AT_ONCE = 50


def run_due(tx: Tx[Ports]) -> int:
    """Mark late reporting packages and measures, once each, and correct last days counted before their year."""
    tx.ports.budgets.forget(tx.now - tx.ports.limits.window)
    late = tx.ports.sessions.overdue_reports(tx.today, AT_ONCE)
    for process in late:
        process.mark_report_late()
        tx.ports.sessions.save(process, process.version)
        trail(tx, "report_overdue", process, due_on=process.dates.conclusion[1].isoformat())
    return len(late) + mark_overdue(tx) + _redate(tx)


def _redate(tx: Tx[Ports]) -> int:
    """Posted results whose last day was counted before its year was announced; the others cost one small row."""
    wrong = [
        session_id for session_id, notice_id, posted_on, ends_on in tx.ports.sessions.posted_periods()
        if tx.ports.calendar.corrected(posted_on, _rule(tx, notice_id).working_days, ends_on) is not None
    ]  # fmt: skip
    for session_id in wrong[:AT_ONCE]:
        process = tx.ports.sessions.lock(session_id)
        if settle_end(tx, process, _rule(tx, process.notice_id)):
            tx.ports.sessions.save(process, process.version)
    return len(wrong[:AT_ONCE])


def _rule(tx: Tx[Ports], notice_id: str) -> PublicityRule:
    return pack_of(tx, notice_id).publicity_rule("result")
