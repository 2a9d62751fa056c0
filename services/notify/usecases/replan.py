"""Planning anew what stands in the register: by the rules of a newer version of its notice, and what version 0.2.0
entered without a plan. The sweep does it a few entries at a time; what was reached before counts as settled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from services.notify.domain import reminded
from services.notify.domain.deadline import Deadline
from services.notify.domain.kinds import ACTOR_OF, RULE_OF
from services.notify.domain.notice_rules import NoticeRules, RulesInForce
from services.notify.domain.plan import ReminderPlan
from services.notify.domain.schedule import group_key
from services.notify.usecases.ports import NotifyTx
from services.notify.usecases.register import in_force, parts_in, plans_of

BATCH = 200
FROM_THE_START = "|"


def keep_rules(tx: NotifyTx, rules: NoticeRules) -> None:
    """Keep what the newest version of a notice says; where it says something else, its duties are planned anew."""
    tx.ports.notices.hold(rules.id)
    earlier = tx.ports.notices.find(rules.id)
    kept = rules.follows(earlier)
    tx.ports.notices.keep(kept)
    if earlier is not None and kept is rules:
        tx.ports.notices.note_replanned(rules.id, FROM_THE_START)


def replan(tx: NotifyTx) -> int:
    """One step; how many entries it planned."""
    return _adopt(tx) or _follow_new_rules(tx)


def name_those_above(tx: NotifyTx, organisation_id: str) -> None:
    """An organisation has just become known: whoever is above it is entered beside its duties, done ones included, as
    he would have been when they arose."""
    for entry in tx.ports.deadlines.of_actor(organisation_id):
        rules = in_force(tx, entry.notice_id)
        above = [one for one in _newly_named(tx, entry, rules) if reminded.is_above(one.roles or ())]
        tx.ports.standing.enter(above)
        plans = [plan for one in above for plan in plans_of(tx, one, rules)]
        tx.ports.plans.include([plan for plan in plans if plan.next_at is not None])


def _adopt(tx: NotifyTx) -> int:
    """What version 0.2.0 entered is planned as this one would have planned it then: what that one sent stays sent."""
    entries = [_understood(tx, entry) for entry in tx.ports.standing.unplanned(BATCH)]
    known = {entry.notice_id: in_force(tx, entry.notice_id) for entry in entries}
    plans = [plan for entry in entries for plan in plans_of(tx, entry, known[entry.notice_id])]
    tx.ports.plans.include([plan for plan in plans if plan.next_at is not None])
    tx.ports.standing.note_planned(entries)
    return len(entries)


def _follow_new_rules(tx: NotifyTx) -> int:
    waiting = tx.ports.notices.next_replanned()
    if waiting is None:
        return 0
    notice_id, place = waiting
    group, _, row = place.rpartition("|")
    entries = tx.ports.standing.of_notice(notice_id, (group, row), BATCH)
    if entries:
        _plan_anew(tx, in_force(tx, notice_id), entries)
    last = entries[-1] if len(entries) == BATCH else None
    tx.ports.notices.note_replanned(notice_id, f"{last.group_key}|{last.id}" if last else None)
    return len(entries) or 1


def _plan_anew(tx: NotifyTx, rules: RulesInForce, entries: list[Deadline]) -> None:
    there = {plan.key: plan for plan in tx.ports.plans.of_groups({entry.group_key for entry in entries})}
    fresh = [one for entry in entries for one in _newly_named(tx, entry, rules)]
    wanted: dict[str, ReminderPlan] = {}
    for plan in (plan for entry in [*entries, *fresh] for plan in plans_of(tx, entry, rules)):
        wanted[plan.key] = wanted[plan.key].joined(plan) if plan.key in wanted else plan
    tx.ports.plans.drop([key for key in there if key not in wanted])
    old = {key: plan for key, plan in there.items() if rules.since is None or plan.looked_at < rules.since}
    tx.ports.plans.save_all(plan for key, plan in wanted.items() if key in old)
    tx.ports.plans.include([plan for key, plan in wanted.items() if key not in old and plan.next_at is not None])
    tx.ports.standing.enter(fresh)


def _newly_named(tx: NotifyTx, entry: Deadline, rules: RulesInForce) -> Iterable[Deadline]:
    """Entries of a duty for those whom only the new rules name; told by the entry of whoever must act."""
    if entry.parties is None:
        return
    actor, words = ACTOR_OF[entry.kind], rules.rules_of(RULE_OF[entry.kind])
    parts = parts_in(tx, reminded.read(entry.parties), actor, words)
    for recipient, roles in reminded.roles_by_recipient(parts, actor, words).items():
        if recipient != entry.recipient:
            key = group_key(entry.kind, recipient, entry.due_at or entry.since, entry.subject_id, entry.level_group)
            yield replace(
                entry,
                id=tx.new_id(),
                recipient=recipient,
                roles=roles,
                group_key=key,
                parties=None,
                watching=reminded.only_watches(roles, actor, words),
            )


def _understood(tx: NotifyTx, entry: Deadline) -> Deadline:
    """An entry of version 0.2.0 with what that one did not keep: as what its recipient has it, and its level."""
    actor = ACTOR_OF[entry.kind]
    roles = (_role(tx, entry, actor),)
    level = entry.group_key.rsplit("/", 1)[-1] if entry.recipient.organisation_id else "all"
    mine = roles == (actor,)
    return replace(
        entry,
        roles=roles,
        planned=0,
        level_group=None if level == "all" else level,
        actor_id=entry.recipient.organisation_id if mine else None,
        parties=reminded.kept({actor: entry.recipient}) if mine else None,
    )


def _role(tx: NotifyTx, entry: Deadline, actor: str) -> str:
    """That version reminded whoever must act, and of a session's package its authority."""
    subject = tx.ports.subjects.find(entry.subject_id)
    mine = entry.recipient.organisation_id
    if subject is not None and mine is not None and mine == subject.authority_id != subject.office_id:
        return "authority"
    return actor
