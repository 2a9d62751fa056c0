"""The wording of a reminder: true at the instant at which it is sent, whenever it was planned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from services.notify.domain.channel import Channel
from services.notify.domain.message import DeadlineItem, Draft, remaining, shown, shown_day
from services.notify.domain.notice_rules import KnownRule
from services.notify.domain.plan import ReminderPlan, message_key
from services.notify.domain.reminded import OF_OTHERS
from services.notify.domain.schedule import Moment
from services.notify.domain.wording import version_of, wordings, written
from shared.kernel.catalogue import text
from shared.kernel.clock import ZONE
from shared.kernel.deadline import end_of_day, is_over, last_day

NAMED_AT_MOST = 3
DAY_HOURS = 24


@dataclass(frozen=True, slots=True)
class Members:
    """The duties that a reminder speaks of: how many, the first of them, and the names of the bodies that must act."""

    count: int
    items: tuple[DeadlineItem, ...]
    actors: tuple[str, ...] = ()


def reminder(plan: ReminderPlan, rule: KnownRule, moment: Moment, members: Members, now: datetime) -> Draft:
    """What is told at `now` of a moment that was reached."""
    name = _wording(template_of(plan, rule, now), plan)
    title, body = written(name, values_of(plan, moment, members, now))
    organisation = plan.recipient.person_id is None
    return Draft(
        key=message_key(plan, moment),
        kind=plan.kind.value,
        category="reminder",
        recipient=plan.recipient,
        title=title,
        body=body,
        items=members.items,
        clause=plan.clause or None,
        due_at=plan.due_at,
        days_before=moment.days_before,
        channels=None if rule.channels is None else tuple(Channel(name) for name in rule.channels),
        batch=organisation if rule.batch is None else rule.batch,
        rule=rule.id,
        wording=name,
        wording_version=version_of(name),
    )


def template_of(plan: ReminderPlan, rule: KnownRule, now: datetime) -> str:
    """The text that the rule names; of those that say how far off the day is, the one that is true now."""
    named = rule.template or _default(rule)
    if named in ("warning", "consequence"):
        return named
    if plan.due_at is None:
        return "waiting"
    if is_over(plan.due_at, now):
        return "late"
    return "waiting" if named == "waiting" else "remind"


def _default(rule: KnownRule) -> str:
    before = rule.days_before or rule.working_days_before or rule.hours_before
    waiting = rule.days_waiting or rule.working_days_waiting
    after = rule.days_after or rule.working_days_after
    return "waiting" if waiting and not (before or after) else "remind"


def values_of(plan: ReminderPlan, moment: Moment, members: Members, now: datetime) -> dict[str, object]:
    """What texts may name, of this instant."""
    today, anchor = now.astimezone(ZONE).date(), plan.due_at or end_of_day(plan.waiting_since)
    return {
        "due": shown(anchor),
        "day": shown_day(anchor),
        "when": _when(plan, moment, now),
        "count": members.count,
        "level": text(f"notify_level_{plan.level_group}") if plan.level_group else "",
        "clause": plan.clause,
        "basis": text("notify_basis", clause=plan.clause) if plan.clause else "",
        "label": _label(members),
        "what": text(f"notify_deadline_{plan.kind.value}"),
        "who": _names(members.actors),
        "days": (today - (last_day(plan.due_at) if plan.due_at else plan.waiting_since)).days,
        "since": shown_day(end_of_day(plan.waiting_since)),
    }


def _when(plan: ReminderPlan, moment: Moment, now: datetime) -> str:
    today = now.astimezone(ZONE).date()
    if plan.due_at is None:
        return text("notify_waited_n_days", days=(today - plan.waiting_since).days)
    if is_over(plan.due_at, now):
        return text("notify_late_n_days", days=max(1, (today - last_day(plan.due_at)).days))
    left = plan.due_at - now
    if moment.token.startswith("h") and left < timedelta(hours=DAY_HOURS):
        return text("notify_in_n_hours", hours=-(-left // timedelta(hours=1)))
    return remaining((last_day(plan.due_at) - today).days)


def _label(members: Members) -> str:
    first = (members.items[0].label if members.items else None) or text("notify_unnumbered")
    return first if members.count <= 1 else text("notify_and_others", first=first, count=members.count)


def _names(actors: tuple[str, ...]) -> str:
    if not actors:
        return text("notify_whoever_must_act")
    named = "、".join(actors[:NAMED_AT_MOST])
    return named if len(actors) <= NAMED_AT_MOST else text("notify_and_other_bodies", first=named, count=len(actors))


def _wording(template: str, plan: ReminderPlan) -> str:
    """That of the kind, the one for all kinds where it has none of its own; what waits has no day to speak of."""
    own = f"{template}_{plan.kind.value}"
    if own in wordings():
        return own
    return f"{template}_waiting" if template in OF_OTHERS and plan.due_at is None else template
