"""Rules tried on the register as it stands: whom they would tell what and when. Nothing is kept, nobody is told."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from services.notify.domain import reminded
from services.notify.domain.channel import Channel
from services.notify.domain.deadline import Deadline
from services.notify.domain.kinds import ACTOR_OF, RULE_OF
from services.notify.domain.notice_rules import KnownRule, NoticeHours, RulesInForce
from services.notify.domain.plan import ReminderPlan
from services.notify.domain.reminder import Members, reminder
from services.notify.domain.schedule import LATE, Moment, Planner
from services.notify.requests import PreviewReminders
from services.notify.results import PreviewedReminder
from services.notify.usecases.naming import names_of
from services.notify.usecases.ports import GroupMembers, NotifyTx
from services.notify.usecases.read_inbox import scope_of
from services.notify.usecases.register import parts_in, plans_of
from shared.kernel.clock import ZONE
from shared.kernel.errors import forbidden, invalid, not_found
from shared.kernel.scope import PUBLISHER, SUPERVISOR, Reach, places_in
from shared.policy import PackError, load_reminders
from shared.wire.plain import plain, read_as
from shared.wire.types import Page

MOST_DAYS = 92
LOOKED_AT_MOST = 200
"""Groups of others' divisions that one answer passes over."""
AFTER_ALL_IDS = "z" * 36
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class PreviewedDays:
    """From the first instant, the second excluded."""

    begins: datetime
    ends: datetime

    def holds(self, at: datetime) -> bool:
        """Whether the instant lies within."""
        return self.begins <= at < self.ends


def preview_reminders(tx: NotifyTx, request: PreviewReminders) -> Page[PreviewedReminder]:
    """Raises invalid `reminders_invalid`, `preview_days_invalid` or `cursor_invalid`, not_found `notice_not_found`."""
    scope = scope_of(tx)
    places, rules, span = _places(scope), _rules(tx, request), _span(request)
    items: list[PreviewedReminder] = []
    place, groups = _place(request.cursor), 0
    for _ in range(LOOKED_AT_MOST):
        found = tx.ports.standing.of_notice(request.notice_id, place, 1)
        if not found:
            return Page(items=tuple(items), next_cursor=None, total=None)
        place = (found[0].group_key, AFTER_ALL_IDS)
        if request.kind in (None, found[0].kind) and _in_scope(tx, found[0], places):
            items += _of_group(tx, found[0], rules, span, people=scope.sees_all)
            groups += 1
        if groups == request.limit:
            break
    return Page(items=tuple(items), next_cursor="|".join(place), total=None)


def _places(scope: Reach) -> str:
    if scope.sees_all:
        return ""
    if scope.region is None or scope.roles.isdisjoint({PUBLISHER, SUPERVISOR}):
        raise forbidden("role_not_allowed")
    return places_in(scope.region)


def _rules(tx: NotifyTx, request: PreviewReminders) -> RulesInForce:
    notice = tx.ports.notices.find(request.notice_id)
    if notice is None:
        raise not_found("notice_not_found", path="notice_id", notice=request.notice_id)
    if request.rules is None:
        return notice.in_force(tx.ports.house)
    try:
        given = load_reminders(request.rules)
    except PackError as error:
        problems = [str(problem) for problem in error.told]
        raise invalid("reminders_invalid", path="rules", count=len(error.problems), problems=problems) from None
    rules = tuple(read_as(KnownRule, plain(rule)) for rule in given.reminders)
    said = read_as(NoticeHours, plain(given.reminding)) if given.reminding else NoticeHours()
    return RulesInForce(replace(tx.ports.house, rules=()), rules, said)


def _span(request: PreviewReminders) -> PreviewedDays:
    if not 0 <= (request.until_day - request.from_day).days <= MOST_DAYS:
        raise invalid("preview_days_invalid", path="until_day", days=MOST_DAYS)
    ends = datetime.combine(request.until_day + DAY, time.min, ZONE)
    return PreviewedDays(datetime.combine(request.from_day, time.min, ZONE), ends)


def _place(cursor: str | None) -> tuple[str, str]:
    group, bar, row = (cursor or "|").rpartition("|")
    if not bar or len(row) not in (0, len(AFTER_ALL_IDS)):
        raise invalid("cursor_invalid", path="cursor")
    return group, row


def _in_scope(tx: NotifyTx, entry: Deadline, places: str) -> bool:
    """The entry of whoever must act in a duty; for a division's people one in which a house of theirs has a part."""
    if entry.parties is None:
        return False
    houses = {one.organisation_id for one in reminded.read(entry.parties).values() if one.organisation_id}
    return not places or tx.ports.directory.any_in(houses, places)


def _of_group(
    tx: NotifyTx, entry: Deadline, rules: RulesInForce, span: PreviewedDays, *, people: bool
) -> Iterator[PreviewedReminder]:
    """What everybody concerned with the group of that entry would get."""
    actor, said = ACTOR_OF[entry.kind], rules.rules_of(RULE_OF[entry.kind])
    members = tx.ports.standing.in_group(entry.group_key, (actor,), span.ends)
    parts = parts_in(tx, reminded.read(entry.parties or {}), actor, said)
    configured = tx.ports.outbound.channels
    names = tuple(tx.ports.directory.names_of([entry.actor_id] if entry.actor_id else []).values())
    told = reminded.roles_by_recipient(parts, actor, said)
    called = names_of(tx, told)
    numbers = tx.ports.notices.numbers_of([entry.notice_id] if entry.notice_id else [])
    for recipient, roles in told.items():
        mine = replace(entry, recipient=recipient, roles=roles)
        planner = Planner(rules.hours, tx.ports.calendar, staff=recipient.person_id is None)
        for plan in plans_of(tx, mine, rules):
            rule = rules.rule(plan.word, plan.rule)
            if rule is not None:
                ahead = _within(plan, plan.moments(rule, planner), span)
                lines = (
                    _line(plan, rule, one, members, names, roles, configured, numbers, people=people) for one in ahead
                )
                yield from (replace(line, organisation_name=called.get(recipient.key)) for line in lines)


def _within(plan: ReminderPlan, moments: Iterable[Moment], span: PreviewedDays) -> Iterator[Moment]:
    return (one for one in moments if span.holds(one.at) and (one.at > plan.looked_at or one.token == LATE))


def _line(
    plan: ReminderPlan, rule: KnownRule, moment: Moment, members: GroupMembers, names: tuple[str, ...],
    roles: tuple[str, ...], configured: Collection[Channel], numbers: Mapping[str, str], *, people: bool,
) -> PreviewedReminder:  # fmt: skip
    alone = plan.recipient.person_id is not None
    counted = Members(1, members.items[:1], names) if alone else Members(members.count, members.items, names)
    draft = reminder(plan, rule, moment, counted, moment.at).citing(numbers)
    recipients = members.count if alone else 1
    return PreviewedReminder(
        at=moment.at,
        kind=plan.kind,
        rule=plan.rule,
        token=moment.token,
        roles=roles,
        person_id=plan.recipient.person_id if people and recipients == 1 else None,
        organisation_id=plan.recipient.organisation_id,
        organisation_name=None,
        recipients=recipients,
        count=counted.count,
        title=draft.title,
        body=draft.body,
        channels=draft.channels,
        not_configured=tuple(one for one in draft.channels or () if one not in configured),
        batch=draft.batch,
    )
