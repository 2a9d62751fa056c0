"""Letters that came to nothing are told: once a day, to those who keep the system running."""

from __future__ import annotations

from datetime import timedelta

from services.notify.domain.message import DeadlineItem, notice
from services.notify.domain.recipient import SUPERVISION, organisation
from services.notify.usecases.deliver import deliver
from services.notify.usecases.ports import NotifyTx
from shared.kernel.clock import ZONE


def tell_failures(tx: NotifyTx) -> int:
    """At the hour of the daily letter say how many failed in the day before it; 1 when that was said just now."""
    until = tx.ports.outbound.hours.last_daily(tx.now)
    count = tx.ports.dispatches.failures(until - timedelta(days=1), until)
    if not count:
        return 0
    day = f"{until.astimezone(ZONE):%Y-%m-%d}"
    draft = notice("letters_failed", organisation(SUPERVISION), DeadlineItem("letters"), day, count=count, day=day)
    return int(deliver(tx, draft, tx.ports.supervisor_mail))
