"""The sweep: one small step of whatever is due. Plans first, then reminders, then entries whose last instant is over,
then what feeds no longer keep."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from services.notify.domain.deadline import Deadline
from services.notify.domain.hours import hours_of
from services.notify.domain.message import DeadlineItem, Draft
from services.notify.domain.notice_rules import Hours, KnownRule, RulesInForce
from services.notify.domain.plan import Occurrence, Outcome, ReminderPlan, message_key, occurrence, reached
from services.notify.domain.reminded import OF_OTHERS
from services.notify.domain.reminder import Members, reminder
from services.notify.domain.schedule import LATE, Moment, Planner
from services.notify.usecases.changes import drop_old
from services.notify.usecases.deliver import deliver_all
from services.notify.usecases.ports import NotifyTx
from services.notify.usecases.register import in_force
from services.notify.usecases.replan import replan

BATCH = 200
OVERDUE_BATCH = 500


@dataclass(slots=True)
class SweepStep:
    """What one step of the sweep found, written together at its end."""

    plans: list[ReminderPlan] = field(default_factory=list)
    told: list[tuple[ReminderPlan, KnownRule, Moment]] = field(default_factory=list)
    settled: list[Occurrence] = field(default_factory=list)
    planners: dict[tuple[Hours, bool], Planner] = field(default_factory=dict)

    def planner(self, tx: NotifyTx, hours: Hours, *, staff: bool) -> Planner:
        """One for all who go by the same hours."""
        return self.planners.setdefault((hours, staff), Planner(hours, tx.ports.calendar, staff))


def run_due(tx: NotifyTx) -> int:
    """Do one step and return how many things it did; 0 means that nothing is due at `tx.now`."""
    return replan(tx) or _remind(tx) or _mark_overdue(tx) or drop_old(tx)


def _remind(tx: NotifyTx) -> int:
    """A plan of a notice that is being planned anew waits until that is done."""
    due = tx.ports.plans.next_due(tx.now, BATCH)
    if not due:
        return 0
    busy, step = tx.ports.notices.being_replanned(), SweepStep()
    ready = [plan for plan in due if plan.notice_id not in busy]
    known = {notice_id: in_force(tx, notice_id) for notice_id in {plan.notice_id for plan in ready}}
    for plan in ready:
        _look(tx, plan, known[plan.notice_id], step)
    _tell(tx, step, known)
    tx.ports.occurrences.note_all(step.settled)
    tx.ports.plans.save_all(step.plans)
    return len(step.plans)


def _look(tx: NotifyTx, plan: ReminderPlan, rules: RulesInForce, step: SweepStep) -> None:
    rule = rules.rule(plan.word, plan.rule)
    if rule is None:
        step.plans.append(plan.resting(None))
        return
    hours = rules.hours
    if hours.quiet.holds(tx.now):
        step.plans.append(plan.resting(hours.quiet.after(tx.now)))
        return
    planner = step.planner(tx, hours, staff=plan.recipient.person_id is None)
    late_at = plan.late_at
    for found in reached(plan, plan.moments(rule, planner), tx.now):
        step.settled += [occurrence(plan, moment, Outcome.MISSED, tx.now) for moment in found.missed]
        told = found.told
        if told is not None and told.token == LATE:
            told, late_at = _latest(tx, plan, rule, planner, told)
        if told is not None:
            step.told.append((plan, rule, told))
    step.plans.append(replace(plan, looked_at=tx.now, late_at=late_at).planned(rule, planner))


def _latest(
    tx: NotifyTx, plan: ReminderPlan, rule: KnownRule, planner: Planner, first: Moment
) -> tuple[Moment, datetime | None]:
    """Several of a group may have come late, each with a moment of his own: the last of those that were reached, and
    the first that is still to come."""
    arose = tx.ports.standing.arose(plan.group_key, rule.to)
    lates = [late for since in arose if (late := planner.late(rule, plan.due_at, since)) is not None]
    come = max((late for late in lates if late <= tx.now), default=first.at)
    latest = replace(first, at=max(first.at, come), nominal=max(first.nominal, come))
    return latest, min((late for late in lates if late > tx.now), default=None)


def _tell(tx: NotifyTx, step: SweepStep, known: Mapping[str | None, RulesInForce]) -> None:
    hours = {notice_id: hours_of(rules) for notice_id, rules in known.items()}
    members = _members_of_people(tx, step.told)
    drafts: list[tuple[ReminderPlan, Moment, Draft, int]] = []
    for plan, rule, moment in step.told:
        found = members.get(message_key(plan, moment)) or _members_of_a_house(tx, plan, rule, moment)
        if found.count:
            drafts.append((plan, moment, reminder(plan, rule, moment, found, tx.now), found.count))
        else:
            _note_empty(plan, moment, step, tx)
    leaving = {draft.key: hours[plan.notice_id] for plan, _, draft, _ in drafts}
    sent = deliver_all(tx, [draft for _, _, draft, _ in drafts], leaving)
    for plan, moment, draft, count in drafts:
        step.settled.append(occurrence(plan, moment, Outcome.SENT, tx.now, count, sent[draft.key]))


def _note_empty(plan: ReminderPlan, moment: Moment, step: SweepStep, tx: NotifyTx) -> None:
    """A person's met duty leaves nothing."""
    if plan.recipient.person_id is None:
        step.settled.append(occurrence(plan, moment, Outcome.EMPTY, tx.now))


def _members_of_people(tx: NotifyTx, told: Iterable[tuple[ReminderPlan, KnownRule, Moment]]) -> dict[str, Members]:
    """What each person still has to do, found together."""
    personal = [one for one in told if one[0].recipient.person_id is not None]
    entries: dict[str, list[Deadline]] = {}
    for entry in tx.ports.standing.of_groups({plan.group_key for plan, _, _ in personal}):
        entries.setdefault(entry.group_key, []).append(entry)
    naming = {plan.group_key for plan, rule, _ in personal if rule.template in OF_OTHERS}
    acting = {entry.actor_id for key in naming for entry in entries.get(key, ()) if entry.actor_id}
    names = tx.ports.directory.names_of(acting)
    return {
        message_key(plan, moment): _counted(entries.get(plan.group_key, ()), rule, moment, names)
        for plan, rule, moment in personal
    }


def _counted(entries: Iterable[Deadline], rule: KnownRule, moment: Moment, names: dict[str, str]) -> Members:
    meant = (one for one in entries if one.since <= _until(moment) and not set(rule.to).isdisjoint(one.roles or ()))
    counted = sorted(meant, key=lambda one: one.subject_id)
    acting = {names.get(one.actor_id or "") for one in counted}
    items = tuple(DeadlineItem(one.subject_id, one.label) for one in counted)
    return Members(len(items), items, tuple(sorted(name for name in acting if name)))


def _members_of_a_house(tx: NotifyTx, plan: ReminderPlan, rule: KnownRule, moment: Moment) -> Members:
    if plan.recipient.person_id is not None:
        return Members(0, ())
    until = _until(moment)
    found = tx.ports.standing.in_group(plan.group_key, rule.to, until)
    if not found.count or rule.template not in OF_OTHERS:
        return Members(found.count, found.items)
    actors = tx.ports.standing.actors_in(plan.group_key, rule.to, until)
    return Members(found.count, found.items, tuple(sorted(tx.ports.directory.names_of(actors).values())))


def _until(moment: Moment) -> datetime:
    """A message speaks of what arose before its moment; a late one of what arose at it, too."""
    return moment.at if moment.token == LATE else moment.at - timedelta(microseconds=1)


def _mark_overdue(tx: NotifyTx) -> int:
    entries = tx.ports.deadlines.past_due(tx.now, OVERDUE_BATCH)
    if entries:
        tx.ports.deadlines.pass_all([entry.pass_by() for entry in entries])
    return len(entries)
