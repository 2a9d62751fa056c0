"""When things happen: days derived from the pack's windows and the working-day calendar, none written by hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from shared.calendar import WorkCalendar, work_calendar
from shared.kernel.clock import ZONE
from shared.policy import Plan, Route

MORNING = time(9, 0)
NOON = time(11, 0)
EVENING = time(17, 45)
ONE_DAY = timedelta(days=1)


def moment(day: date, hour: time) -> datetime:
    """That hour of that day in Shanghai."""
    return datetime.combine(day, hour, tzinfo=ZONE)


def cohort_of(plan: Plan) -> str:
    """Those who go through the year together: a level group, of one round where the notice has several."""
    return f"{plan.level_group}-{plan.round}" if plan.round else plan.level_group


@dataclass(frozen=True)
class GroupDays:
    """The working calendar of one cohort, from its filing window and the deadlines of the stages on its routes.

    `first_posting` and `second_posting`: unit publicity of the early and of the late applicants; `review`: the evening
    on which the early ones reach the higher tiers; `roster_posting`: the last useful day for the roster's publicity;
    `deadlines`: the last days of the audit stages.
    """

    cohort: str
    opens: date
    closes: date
    audit_closes: date
    first_posting: date
    review: date
    second_posting: date
    roster_posting: date
    last_filing: date
    deadlines: frozenset[date]


@dataclass(frozen=True)
class _Dues:
    """Deadlines that bind a cohort: of unit publicity, of roster publicity, of each stage."""

    unit: date
    roster: date
    stages: frozenset[date]


def days_of(cohort: str, plans: Iterable[Plan], routes: Iterable[Route], issued: date, days: int) -> GroupDays:
    """Plan backwards from the deadlines: roster publicity, before it unit publicity, before that filing.

    A list is closed on the day after its last one, so its last day is the day before it has to be closed.
    `plans` and `routes` are those of the cohort; `days` is how long publicity lasts.
    """
    calendar = work_calendar()
    filing = min((plan.windows["filing"] for plan in plans), key=lambda window: window.closes_on)
    dues = _dues(routes)
    opens = filing.opens_on or issued
    roster = calendar.latest_posting_day(dues.roster - ONE_DAY, days)
    second = calendar.latest_posting_day(min(dues.unit, roster) - ONE_DAY, days)
    first = working(calendar, opens + (min(filing.closes_on, second) - opens) / 3)
    return GroupDays(
        cohort=cohort,
        opens=opens,
        closes=filing.closes_on,
        audit_closes=max(dues.stages),
        first_posting=first,
        review=calendar.add_working_days(first, days + 1),
        second_posting=second,
        roster_posting=roster,
        last_filing=min(filing.closes_on, second),
        deadlines=dues.stages,
    )


def _dues(routes: Iterable[Route]) -> _Dues:
    stages = [stage for route in routes for stage in route.stages if stage.does == "review"]
    held = {scope: [s.due_on for s in stages if s.due_on and s.publicity and s.publicity.scope == scope]
            for scope in ("unit", "roster")}  # fmt: skip
    every = [stage.due_on for stage in stages if stage.due_on]
    return _Dues(
        unit=min(held["unit"] or every), roster=min(held["roster"] or every), stages=frozenset(every)
    )  # fmt: skip


def working(calendar: WorkCalendar, day: date) -> date:
    """`day` itself or the next working day."""
    while not calendar.is_working_day(day):
        day += timedelta(days=1)
    return day


def working_days(start: date, end: date) -> list[date]:
    """Working days from start to end, both included."""
    calendar = work_calendar()
    span = (start + timedelta(days=n) for n in range((end - start).days + 1))
    return [day for day in span if calendar.is_working_day(day)]
