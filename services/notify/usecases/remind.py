"""The sweep: one small step of whatever is due, reminders first, then entries whose last instant is over."""

from __future__ import annotations

from services.notify.domain.message import Item, reminder
from services.notify.domain.schedule import covered
from services.notify.usecases.deliver import deliver
from services.notify.usecases.ports import NotifyTx

OVERDUE_BATCH = 200


def run_due(tx: NotifyTx) -> int:
    """Do one step and return how many things it did; 0 means that nothing is due at `tx.now`."""
    return _remind_next_group(tx) or _mark_overdue(tx)


def _remind_next_group(tx: NotifyTx) -> int:
    group = tx.ports.groups.next_due(tx.now)
    if group is None:
        return 0
    moment = group.current(tx.now)
    if moment is not None:
        members = covered(tx.ports.deadlines.open_in(group.key), moment)
        if members:
            deliver(tx, reminder(group, moment, tuple(Item(entry.subject_id, entry.label) for entry in members)))
    tx.ports.groups.save(group.advanced(tx.now))
    return 1


def _mark_overdue(tx: NotifyTx) -> int:
    entries = tx.ports.deadlines.past_due(tx.now, OVERDUE_BATCH)
    for entry in entries:
        tx.ports.deadlines.save(entry.pass_by())
    return len(entries)
