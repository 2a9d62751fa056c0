"""Entering duties into the register and taking them out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from services.notify.domain.deadline import Deadline
from services.notify.domain.kinds import RULE_OF, DeadlineKind, concerned
from services.notify.domain.notice_rules import NO_REMINDER, KnownReminderRule, NoticeRules
from services.notify.domain.recipient import Parties, Recipient
from services.notify.domain.schedule import ReminderGroup, group_key
from services.notify.usecases.ports import NotifyTx
from shared.contracts.envelope import Event
from shared.kernel.clock import parse_instant
from shared.kernel.deadline import last_day
from shared.kernel.errors import NotYet


@dataclass(frozen=True, slots=True)
class Duty:
    """What arose from a fact: who is concerned, since when, until when. `windows`: stages whose clause sets the day.

    `notice_id` is None of what belongs to no notice, `due_at` of what waits: no clause sets a day."""

    kind: DeadlineKind
    notice_id: str | None
    subject_id: str
    round: str
    parties: Parties
    since: datetime
    due_at: datetime | None
    clause: str
    level_group: str | None = None
    label: str | None = None
    windows: tuple[str, ...] = ()


def rules_for(tx: NotifyTx, notice_id: str) -> NoticeRules:
    """The notice's rules; raises NotYet while the notice itself has not arrived."""
    rules = tx.ports.notices.find(notice_id)
    if rules is None:
        raise NotYet(f"notice {notice_id} is not known yet")
    return rules


def enter(tx: NotifyTx, duty: Duty) -> None:
    """Put a duty into the register of everybody concerned and plan the reminders of those whom the pack names."""
    rule, clause = NO_REMINDER, duty.clause
    if duty.notice_id is not None:
        rules = rules_for(tx, duty.notice_id)
        rule = rules.rule(RULE_OF[duty.kind])
        clause = rules.clause_of(duty.windows, last_day(duty.due_at), clause) if duty.due_at else clause
    for recipient, reminded in concerned(duty.kind, duty.parties, rule.to).items():
        entry = _entry(tx, duty, recipient, clause)
        tx.ports.deadlines.add(entry)
        if reminded and duty.due_at is not None:
            _plan(tx, duty, entry, rule, duty.due_at)


def clear(tx: NotifyTx, event: Event, subject_id: str, kinds: Iterable[DeadlineKind]) -> None:
    """Take the subject's duties of these kinds out: by the event they are done, or needless."""
    at = parse_instant(event.time)
    for entry in tx.ports.deadlines.not_cleared(subject_id, kinds):
        tx.ports.deadlines.save(entry.clear(at))


def _entry(tx: NotifyTx, duty: Duty, recipient: Recipient, clause: str) -> Deadline:
    return Deadline(
        id=tx.new_id(),
        kind=duty.kind,
        notice_id=duty.notice_id,
        subject_id=duty.subject_id,
        round=duty.round,
        recipient=recipient,
        since=duty.since,
        due_at=duty.due_at,
        clause=clause,
        group_key=group_key(duty.kind, recipient, duty.due_at or duty.since, duty.subject_id, duty.level_group),
        label=duty.label,
    )


def _plan(tx: NotifyTx, duty: Duty, entry: Deadline, rule: KnownReminderRule, due_at: datetime) -> None:
    group = ReminderGroup(
        key=entry.group_key,
        kind=duty.kind,
        recipient=entry.recipient,
        due_at=due_at,
        days_before=rule.days_before,
        clause=entry.clause,
        level_group=duty.level_group,
    )
    planned = group.advanced(duty.since)
    if planned.next_at is not None:
        tx.ports.groups.include(planned)
