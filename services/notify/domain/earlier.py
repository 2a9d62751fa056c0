"""What version 0.2.0 goes by: one group of duties under the plain rule of its kind, as that version keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from services.notify.domain.deadline import Deadline
from services.notify.domain.kinds import RULE_OF, DeadlineKind
from services.notify.domain.notice_rules import RulesInForce
from services.notify.domain.recipient import Recipient
from shared.kernel.clock import ZONE
from shared.kernel.deadline import is_over, last_day

EARLIER_HOUR = time(8, 0)
"""The hour of all its reminders."""
EARLIER_KINDS = frozenset({
    DeadlineKind.SUBMIT_DECLARATION, DeadlineKind.FIX_RETURNED, DeadlineKind.AUDIT_STAGE, DeadlineKind.RECHECK,
    DeadlineKind.REPORT_ROSTER, DeadlineKind.CLOSE_PUBLICITY, DeadlineKind.FILE_PLAN, DeadlineKind.HOLD_SESSION,
    DeadlineKind.CONCLUDE_REVIEW, DeadlineKind.CLOSE_RESULTS, DeadlineKind.REPORT_PACKAGE,
})  # fmt: skip
"""Those that it knows; it could not read a group of another."""


@dataclass(frozen=True, slots=True)
class EarlierGroup:
    """A row of its own table."""

    key: str
    kind: DeadlineKind
    recipient: Recipient
    due_at: datetime
    days_before: tuple[int, ...]
    clause: str
    level_group: str | None
    next_at: datetime


def earlier_group(entry: Deadline, rules: RulesInForce) -> EarlierGroup | None:
    """The plain rule as that version would have planned it for this entry; None where it would have planned nothing."""
    if entry.due_at is None or entry.kind not in EARLIER_KINDS:
        return None
    rule = next((one for one in rules.rules_of(RULE_OF[entry.kind]) if not one.id and one.days_before), None)
    if rule is None or set(rule.to).isdisjoint(entry.roles or ()):
        return None
    day = last_day(entry.due_at)
    points = sorted(datetime.combine(day - timedelta(days), EARLIER_HOUR, ZONE) for days in rule.days_before)
    ahead = [at for at in points if at > entry.since and not is_over(entry.due_at, at)]
    if not ahead:
        return None
    return EarlierGroup(
        key=entry.group_key,
        kind=entry.kind,
        recipient=entry.recipient,
        due_at=entry.due_at,
        days_before=rule.days_before,
        clause=entry.clause,
        level_group=entry.level_group,
        next_at=ahead[0],
    )
