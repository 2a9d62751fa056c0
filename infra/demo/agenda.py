"""When things happen: days derived from the pack's windows and the working-day calendar, none written by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from shared.calendar import WorkCalendar, work_calendar
from shared.kernel.clock import ZONE
from shared.policy import Pack

MORNING = time(9, 0)
NOON = time(11, 0)
EVENING = time(17, 45)


def moment(day: date, hour: time) -> datetime:
    """That hour of that day in Shanghai."""
    return datetime.combine(day, hour, tzinfo=ZONE)


@dataclass(frozen=True)
class GroupDays:
    """The working calendar of one level group, from its filing and audit windows.

    `first_posting` and `second_posting`: unit publicity of the early and of the late applicants; `review`: the evening
    on which the early ones reach the higher tiers; `roster_posting`: the last useful day for the roster's publicity.
    """

    group: str
    opens: date
    closes: date
    audit_closes: date
    first_posting: date
    review: date
    second_posting: date
    roster_posting: date
    last_filing: date


def days_of(pack: Pack, group: str, publicity_days: int = 5) -> GroupDays:
    """Plan backwards from the audit deadline: roster publicity, before it unit publicity, before that filing."""
    calendar = work_calendar()
    plan = next(plan for plan in pack.plans if plan.level_group == group and "filing" in plan.windows)
    filing, audit = plan.windows["filing"], plan.windows["audit"]
    opens = filing.opens_on or pack.notice.issued_on
    roster = calendar.latest_posting_day(audit.closes_on, publicity_days)
    second = calendar.latest_posting_day(roster, publicity_days)
    first = working(calendar, opens + (min(filing.closes_on, second) - opens) / 3)
    return GroupDays(
        group=group,
        opens=opens,
        closes=filing.closes_on,
        audit_closes=audit.closes_on,
        first_posting=first,
        review=calendar.add_working_days(first, publicity_days),
        second_posting=second,
        roster_posting=roster,
        last_filing=min(filing.closes_on, second),
    )


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
