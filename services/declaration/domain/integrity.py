"""诚信档案: what is on record against a person, and until when it bars filing under a notice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from shared.policy.pack.procedure import IntegrityRule

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class IntegrityRecord:
    """One finding, as the audit announced it; `declaration_id` is the filing it was made in, of whatever notice.

    A filing is found false once, so the declaration is the record's identity.
    """

    declaration_id: str
    person_id: str
    notice_id: str
    reason: str
    recorded_on: date
    clause: str


def barred_until(records: Iterable[IntegrityRecord], rule: IntegrityRule, day: date) -> date | None:
    """The last day of the bar that is in force on `day` by the rule of the notice filed under; None without one.

    Bars that overlap or follow each other without a gap are one.
    """
    until: date | None = None
    for first, last in sorted(rule.bar(record.recorded_on) for record in records):
        reached = day if until is None else until + ONE_DAY
        if last >= day and first <= reached:
            until = max(until or last, last)
    return until
