"""Entering duties into the register and taking them out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.notify.domain.deadline import Deadline
from services.notify.domain.earlier import earlier_group
from services.notify.domain.kinds import ACTOR_OF, RULE_OF, DeadlineKind
from services.notify.domain.notice_rules import KnownRule, NoticeRules, RulesInForce
from services.notify.domain.plan import ReminderPlan, plan_key
from services.notify.domain.recipient import Parties, Recipient
from services.notify.domain.reminded import (
    SUPERIOR,
    SUPERVISOR,
    kept,
    only_watches,
    roles_by_recipient,
    rules_for_roles,
    with_those_above,
)
from services.notify.domain.schedule import Planner, group_key
from services.notify.usecases.ports import NotifyTx
from shared.contracts.envelope import Event
from shared.kernel.clock import ZONE, parse_instant
from shared.kernel.deadline import last_day
from shared.kernel.errors import NotYet

JUST_BEFORE = timedelta(microseconds=1)


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


def _rules_to_enter_by(tx: NotifyTx, notice_id: str) -> NoticeRules:
    """They stay what they are until what is entered by them is committed."""
    tx.ports.notices.share(notice_id)
    return rules_for(tx, notice_id)


def in_force(tx: NotifyTx, notice_id: str | None) -> RulesInForce:
    """What to go by for the duties of a notice; the house's rules for those of none."""
    house = tx.ports.house
    return RulesInForce(house) if notice_id is None else rules_for(tx, notice_id).in_force(house)


def enter(tx: NotifyTx, duty: Duty) -> None:
    """Put a duty into the register of everybody concerned and plan the reminders of those whom the rules name."""
    notice = None if duty.notice_id is None else _rules_to_enter_by(tx, duty.notice_id)
    rules = RulesInForce(tx.ports.house) if notice is None else notice.in_force(tx.ports.house)
    clause = duty.clause
    if notice is not None and duty.due_at is not None:
        clause = notice.clause_of(duty.windows, last_day(duty.due_at), clause)
    entries = _entries(tx, duty, rules, clause, 0 if notice is None else notice.notice_version)
    tx.ports.standing.enter(entries)
    plans = [plan for entry in entries for plan in plans_of(tx, entry, rules)]
    tx.ports.plans.include([plan for plan in plans if plan.next_at is not None])
    if duty.due_at is not None:
        plain = [earlier_group(entry, rules) for entry in entries]
        tx.ports.plans.for_earlier_version([group for group in plain if group])


def clear(tx: NotifyTx, event: Event, subject_id: str, kinds: Iterable[DeadlineKind]) -> None:
    """Take the subject's duties of these kinds out: by the event they are done, or needless."""
    at = parse_instant(event.time)
    for entry in tx.ports.deadlines.not_cleared(subject_id, kinds):
        tx.ports.deadlines.save(entry.clear(at))


def parts_in(
    tx: NotifyTx, parties: Mapping[str, Recipient], actor: str, rules: Iterable[KnownRule]
) -> dict[str, Recipient]:
    """The parties and those above whoever must act, where a rule asks for them and the directory knows him already."""
    acting = parties[actor].organisation_id if actor in parties else None
    if acting is None or not any({SUPERIOR, SUPERVISOR}.intersection(rule.to) for rule in rules):
        return with_those_above(parties, None, None)
    above = tx.ports.directory.above(acting)
    return with_those_above(parties, *above) if above else dict(parties)


def plans_of(tx: NotifyTx, entry: Deadline, rules: RulesInForce) -> list[ReminderPlan]:
    """What the rules say of one entry, each with its next moment, None where nothing is left to come."""
    planner = Planner(rules.hours, tx.ports.calendar, staff=entry.recipient.person_id is None)
    told = rules_for_roles(entry.roles or (), rules.rules_of(RULE_OF[entry.kind]))
    return [_plan(entry, rule, planner, rules.from_when(entry.since)) for rule in told]


def _plan(entry: Deadline, rule: KnownRule, planner: Planner, looked_at: datetime) -> ReminderPlan:
    late = planner.late(rule, entry.due_at, entry.since)
    plan = ReminderPlan(
        key=plan_key(entry.group_key, rule.id),
        group_key=entry.group_key,
        rule=rule.id,
        kind=entry.kind,
        notice_id=entry.notice_id,
        recipient=entry.recipient,
        due_at=entry.due_at,
        waiting_since=entry.since.astimezone(ZONE).date(),
        clause=entry.clause,
        level_group=entry.level_group,
        looked_at=looked_at - JUST_BEFORE if late == looked_at else looked_at,
        late_at=late,
    )
    return plan.planned(rule, planner)


def _entries(tx: NotifyTx, duty: Duty, rules: RulesInForce, clause: str, planned: int) -> list[Deadline]:
    actor, word = ACTOR_OF[duty.kind], RULE_OF[duty.kind]
    parties: dict[str, Recipient] = {str(role): recipient for role, recipient in duty.parties.items()}
    said = rules.rules_of(word)
    parts, acting = parts_in(tx, parties, actor, said), parties.get(actor)
    return [
        Deadline(
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
            roles=roles,
            planned=planned,
            level_group=duty.level_group,
            actor_id=acting.organisation_id if acting else None,
            parties=kept(parties) if recipient == acting else None,
            watching=only_watches(roles, actor, said),
        )
        for recipient, roles in roles_by_recipient(parts, actor, said).items()
    ]
