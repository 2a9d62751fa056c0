"""The sweep: one small step of whatever is due, reminders first, then entries whose last instant is over, then what
feeds no longer keep."""

from __future__ import annotations

from services.notify.domain.message import DeadlineItem, reminder
from services.notify.domain.schedule import ReminderGroup, covered
from services.notify.usecases.changes import drop_old
from services.notify.usecases.deliver import deliver
from services.notify.usecases.ports import NotifyTx

GROUP_BATCH = 50
OVERDUE_BATCH = 200


def run_due(tx: NotifyTx) -> int:
    """Do one step and return how many things it did; 0 means that nothing is due at `tx.now`."""
    return _remind(tx) or _mark_overdue(tx) or drop_old(tx)


def _remind(tx: NotifyTx) -> int:
    groups = tx.ports.groups.next_due(tx.now, GROUP_BATCH)
    for group in groups:
        _remind_group(tx, group)
        tx.ports.groups.save(group.advanced(tx.now))
    return len(groups)


def _remind_group(tx: NotifyTx, group: ReminderGroup) -> None:
    moment = group.current(tx.now)
    if moment is None:
        return
    members = covered(tx.ports.deadlines.open_in(group.key), moment)
    if members:
        deliver(tx, reminder(group, moment, tuple(DeadlineItem(entry.subject_id, entry.label) for entry in members)))


def _mark_overdue(tx: NotifyTx) -> int:
    entries = tx.ports.deadlines.past_due(tx.now, OVERDUE_BATCH)
    for entry in entries:
        tx.ports.deadlines.save(entry.pass_by())
    return len(entries)
