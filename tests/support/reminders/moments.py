"""When a rule speaks about one deadline to one recipient: the moments of the contract's section 3."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from tests.support.reminders.days import DAY, SHANGHAI, last_day_of

BEFORE, AFTER = "before", "after"
LATE = "late"


@dataclass(frozen=True)
class Moment:
    """`nominal` is where it stood before quiet hours and days off moved it: it decides which of two stays."""

    at: datetime
    token: str
    phase: str
    nominal: datetime


class Planner:
    """Knows the hours of a notice and the days that are worked."""

    def __init__(self, reminding, holidays):
        self.reminding = reminding
        self.holidays = holidays

    def moments(self, rule, since, due_at, staff):
        """All moments of the rule for a deadline that arose at `since`; `staff`: the recipient is an organisation."""
        before = [] if due_at is None else self._before(rule, since, due_at, staff)
        later = [each for each in self._after(rule, since, due_at, staff) if each.at > since]
        return _once_each(before) + _once_each(later)

    def _before(self, rule, since, due_at, staff):
        placed = (self._placed_before(nominal, token, due_at, staff) for nominal, token in self._down(rule, due_at))
        ahead = [moment for moment in placed if moment.at < due_at and moment.at > since]
        if ahead or not rule.counts_days_down or since >= due_at:
            return ahead
        late = self._late(since, due_at, staff)
        return [Moment(late, LATE, BEFORE, since)] if late >= since else []

    def _down(self, rule, due_at):
        last = last_day_of(due_at)
        for count in rule.days_before:
            yield self._on(last - count * DAY, rule), f"{count}"
        for count in rule.working_days_before:
            yield self._on(self.holidays.nth(last, count, -1), rule), f"wd{count}"
        for count in rule.hours_before:
            yield due_at - timedelta(hours=count), f"h{count}"

    def _placed_before(self, nominal, token, due_at, staff):
        at = self._out_of_quiet(nominal, due_at)
        if staff and self.reminding.shifts:
            at = _same_hour(self.holidays.nearest(at.date(), -1), at)
        return Moment(at, token, BEFORE, nominal)

    def _late(self, since, due_at, staff):
        at = self._out_of_quiet(since, due_at)
        if not staff or not self.reminding.shifts:
            return at
        moved = _same_hour(self.holidays.nearest(at.date(), 1), at)
        return moved if moved < due_at else at

    def _out_of_quiet(self, at, due_at):
        quiet = self.reminding.quiet
        if not quiet.covers(at):
            return at
        end = quiet.end_after(at)
        return end if due_at is None or end < due_at else quiet.last_before(at)

    def _after(self, rule, since, due_at, staff):
        days = list(self._up(rule, since, due_at))
        days += self._repeated(rule, days)
        for day, token in days:
            nominal = self._on(day, rule)
            at = self._out_of_quiet(nominal, None)
            if staff and self.reminding.shifts:
                at = _same_hour(self.holidays.nearest(at.date(), 1), at)
            yield Moment(at, token, AFTER, nominal)

    def _up(self, rule, since, due_at):
        if due_at is not None:
            last = last_day_of(due_at)
            yield from ((last + count * DAY, f"+{count}") for count in rule.days_after)
            yield from ((self.holidays.nth(last, count, 1), f"+wd{count}") for count in rule.working_days_after)
        begun = since.date()
        yield from ((begun + count * DAY, f"w{count}") for count in rule.days_waiting)
        yield from ((self.holidays.nth(begun, count, 1), f"wwd{count}") for count in rule.working_days_waiting)

    def _repeated(self, rule, days):
        if not rule.repeat or not days:
            return
        day = max(each for each, _ in days)
        for number in range(1, rule.repeat["times"] + 1):
            every = rule.repeat["every"]
            day = day + every * DAY if rule.repeat["unit"] == "days" else self.holidays.nth(day, every, 1)
            yield day, f"+r{number}"

    def _on(self, day, rule):
        return datetime.combine(day, rule.at or self.reminding.at, SHANGHAI)


def _same_hour(day, at):
    return datetime.combine(day, at.timetz())


def _once_each(moments):
    """Of those that fall together, the one nearest to what follows; among equals the first as listed."""
    kept = {}
    for moment in moments:
        there = kept.get(moment.at)
        if there is None or moment.nominal > there.nominal:
            kept[moment.at] = moment
    return sorted(kept.values(), key=lambda moment: moment.at)
