"""诚信档案: what is on record against a person, and until when it bars filing under a notice."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from shared.contracts.audit.case import IntegrityRecorded
from shared.kernel.errors import refused
from shared.policy.pack.procedure import IntegrityRule

ONE_DAY = timedelta(days=1)


def barred_until(records: Iterable[IntegrityRecorded], rule: IntegrityRule, day: date) -> date | None:
    """The last day of the bar that is in force on `day` by the rule of the notice filed under; None without one.

    Bars that overlap or follow each other without a gap are one.
    """
    until: date | None = None
    for first, last in sorted(rule.bar(record.recorded_on) for record in records):
        reached = day if until is None else until + ONE_DAY
        if last >= day and first <= reached:
            until = max(until or last, last)
    return until


def refuse_barred(records: Iterable[IntegrityRecorded], rule: IntegrityRule, day: date) -> None:
    """Raise refused `integrity_barred` with the notice's clause and the last day of the bar (details.until)."""
    until = barred_until(records, rule, day)
    if until is not None:
        raise refused("integrity_barred", path="plan_id", clause=rule.cited, until=until.isoformat())
