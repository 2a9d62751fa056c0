"""When a rule speaks of a deadline: moments counted from its last day, its end, or the day on which it arose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Literal

from services.notify.domain.kinds import DeadlineKind
from services.notify.domain.notice_rules import Hours, KnownRule
from services.notify.domain.recipient import Recipient
from shared.calendar import WorkCalendar
from shared.kernel.clock import ZONE
from shared.kernel.deadline import is_over, last_day

Phase = Literal["before", "after"]
LATE = "late"
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Moment:
    """One point of a rule's schedule. `token` tells it apart for good; `nominal` is where it stood before quiet hours
    and days off moved it; `days_before` is the number of its rule, 0 where it counts otherwise."""

    at: datetime
    token: str
    phase: Phase
    nominal: datetime
    days_before: int = 0


@dataclass(frozen=True, slots=True)
class Planner:
    """The hours of a notice, the one calendar of working days, and whether staff are reminded or a person.

    What was worked out is kept: most people of a notice have the same last day.
    """

    hours: Hours
    calendar: WorkCalendar
    staff: bool
    _known: dict[tuple[KnownRule, datetime | None, date], tuple[Moment, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def moments(self, rule: KnownRule, due_at: datetime | None, waiting_since: date) -> tuple[Moment, ...]:
        """All moments of a rule, in order; those that quiet hours or days off bring together are one."""
        key = (rule, due_at, waiting_since)
        found = self._known.get(key)
        if found is None:
            before = () if due_at is None else self._before(rule, due_at)
            found = (*_once_each(before), *_once_each(self._after(rule, due_at, waiting_since)))
            self._known[key] = found
        return found

    def late(self, rule: KnownRule, due_at: datetime | None, since: datetime) -> datetime | None:
        """The one moment of a duty that arose when all moments before its last day were over; None where it has any
        left, or the rule counts no days down."""
        if due_at is None or not (rule.days_before or rule.working_days_before) or is_over(due_at, since):
            return None
        if any(moment.at > since for moment in self._before(rule, due_at)):
            return None
        at = self._out_of_quiet(since, due_at)
        moved = self._on_a_working_day(at, DAY)
        return at if is_over(due_at, moved) else moved

    def _before(self, rule: KnownRule, due_at: datetime) -> Iterator[Moment]:
        for nominal, token, days in self._down(rule, due_at):
            at = self._on_a_working_day(self._out_of_quiet(nominal, due_at), -DAY)
            if not is_over(due_at, at):
                yield Moment(at, token, "before", nominal, days)

    def _down(self, rule: KnownRule, due_at: datetime) -> Iterator[tuple[datetime, str, int]]:
        last = last_day(due_at)
        for count in rule.days_before:
            yield self._at(rule, last - count * DAY), str(count), count
        for count in rule.working_days_before:
            yield self._at(rule, self._working_day(last, -count)), f"wd{count}", 0
        for count in rule.hours_before:
            yield due_at - timedelta(hours=count), f"h{count}", 0

    def _after(self, rule: KnownRule, due_at: datetime | None, waiting_since: date) -> Iterator[Moment]:
        days = list(self._up(rule, due_at, waiting_since))
        for day, token in [*days, *self._repeated(rule, days)]:
            nominal = self._at(rule, day)
            yield Moment(self._on_a_working_day(self.hours.quiet.after(nominal), DAY), token, "after", nominal)

    def _up(self, rule: KnownRule, due_at: datetime | None, waiting_since: date) -> Iterator[tuple[date, str]]:
        if due_at is not None:
            last = last_day(due_at)
            yield from ((last + count * DAY, f"+{count}") for count in rule.days_after)
            yield from ((self._working_day(last, count), f"+wd{count}") for count in rule.working_days_after)
        yield from ((waiting_since + count * DAY, f"w{count}") for count in rule.days_waiting)
        yield from ((self._working_day(waiting_since, count), f"wwd{count}") for count in rule.working_days_waiting)

    def _repeated(self, rule: KnownRule, days: list[tuple[date, str]]) -> Iterator[tuple[date, str]]:
        if rule.repeat is None or not days:
            return
        day, every = max(day for day, _ in days), rule.repeat.every
        for number in range(1, rule.repeat.times + 1):
            day = day + every * DAY if rule.repeat.unit == "days" else self._working_day(day, every)
            yield day, f"+r{number}"

    def _at(self, rule: KnownRule, day: date) -> datetime:
        return datetime.combine(day, time.fromisoformat(rule.at) if rule.at else self.hours.at, ZONE)

    def _working_day(self, day: date, count: int) -> date:
        """So many working days after the day, or before it; the day itself does not count, and is meant by 0."""
        if count == 0:
            return day
        return (
            self.calendar.add_working_days(day, count) if count > 0 else self.calendar.working_day_before(day, -count)
        )

    def _out_of_quiet(self, at: datetime, due_at: datetime) -> datetime:
        """To the end of the quiet hours, or before their beginning where the end would be too late."""
        moved = self.hours.quiet.after(at)
        return self.hours.quiet.before(at) if moved != at and is_over(due_at, moved) else moved

    def _on_a_working_day(self, at: datetime, step: timedelta) -> datetime:
        """The same hour of the nearest working day in that direction, for staff whose moments keep to those."""
        local = at.astimezone(ZONE)
        while self.staff and self.hours.shift and not self.calendar.is_working_day(local.date()):
            local += step
        return local


def _once_each(moments: Iterable[Moment]) -> list[Moment]:
    """Of those that fall together the one that stood nearest to what follows; of equals the first."""
    kept: dict[datetime, Moment] = {}
    for moment in moments:
        there = kept.get(moment.at)
        if there is None or moment.nominal > there.nominal:
            kept[moment.at] = moment
    return sorted(kept.values(), key=lambda moment: moment.at)


def group_key(
    kind: DeadlineKind, recipient: Recipient, anchor: datetime, subject_id: str, level_group: str | None
) -> str:
    """Organisations are reminded per kind, level and day, people per subject. `anchor`: the end of the last day, or the
    beginning of what waits without one."""
    scope = subject_id if recipient.person_id else (level_group or "all")
    return f"{kind.value}/{recipient.key}/{last_day(anchor).isoformat()}/{scope}"
