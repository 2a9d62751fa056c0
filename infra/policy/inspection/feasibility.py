"""Working days: can every publicity on a route end before the deadlines, for who files on the last day, or at all?

The last stage's deadline is walked back through the route: each publicity must be posted so many working days before.
The result is the latest day a file may reach the first stage. A day of posting does not count (`shared.calendar`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from infra.policy.inspection.finding import PackFinding, error, warning
from shared.calendar import CalendarRangeError, WorkCalendar
from shared.policy.pack.pack import Pack
from shared.policy.pack.plans import Plan, Window
from shared.policy.pack.routes import Route
from shared.policy.pack.unit_kinds import routes_of

TIGHT = 1
"""Working days to spare, between the last filing day and the latest arrival, up to which a calendar is called tight."""


@dataclass(frozen=True, slots=True)
class Chain:
    """What of a route matters: its publicities (scope, working days, deadline) in order, and two windows."""

    filing: Window
    audit: Window
    publicities: tuple[tuple[str, int, date], ...]


@dataclass(frozen=True, slots=True)
class Postings:
    """The latest day to post each publicity; `arrival` is the first of them: the file must be there by then."""

    days: tuple[tuple[str, date], ...]
    provisional: bool

    @property
    def arrival(self) -> date:
        """Latest day for the file to reach the first publicity."""
        return self.days[0][1]

    def __str__(self) -> str:
        said = ", ".join(f"{scope} publicity posted by {day}" for scope, day in self.days)
        return f"{said}{'; the holidays of a year in it are not announced yet' if self.provisional else ''}"


def working_days(pack: Pack, calendar: WorkCalendar) -> Iterator[PackFinding]:
    """Per chain of publicities that some plan and unit go through; then the result publicity."""
    try:
        for chain, (plan, routes) in _chains(pack).items():
            yield from _judge(pack, calendar, chain, f"{plan}: {', '.join(sorted(routes))}")
        yield from _results(pack, calendar)
    except CalendarRangeError as unknown:
        yield warning(("windows",), f"working days not checked: {unknown}")


def latest_postings(calendar: WorkCalendar, chain: Chain) -> Postings:
    """Walks the deadlines back through the publicities."""
    days: list[tuple[str, date]] = []
    limit = chain.audit.closes_on
    for scope, count, due in reversed(chain.publicities):
        limit = calendar.latest_posting_day(min(limit, due), count)
        days.append((scope, limit))
    years = range(limit.year, chain.audit.closes_on.year + 1)
    return Postings(tuple(reversed(days)), any(year not in calendar.announced_years for year in years))


def _judge(pack: Pack, calendar: WorkCalendar, chain: Chain, whom: str) -> Iterator[PackFinding]:
    where = ("windows", pack.windows.index(chain.audit))
    latest = latest_postings(calendar, chain)
    first, last = chain.filing.opens_on or pack.notice.issued_on, chain.filing.closes_on
    spare = calendar.working_days_between(last, latest.arrival)
    if latest.arrival < first:
        yield error(where, f"impossible even for who files on the first day, {first}: {latest} ({whom})")
    elif latest.arrival < last:
        yield warning(where, f"publicity cannot end before the deadline for who files after {latest.arrival}, though "
                             f"filing closes on {last}: {latest} ({whom})")  # fmt: skip
    elif spare <= TIGHT:
        yield warning(
            where, f"tight, {spare} working days to spare after the last filing day {last}: {latest} ({whom})"
        )


def _chains(pack: Pack) -> dict[Chain, tuple[str, set[str]]]:
    """Distinct chains with the first plan and all the routes that have them."""
    found: dict[Chain, tuple[str, set[str]]] = {}
    for plan in pack.plans:
        if plan.availability.state != "open" or not {"filing", "audit"} <= plan.windows.keys():
            continue
        for route in {route.id: route for route in routes_of(pack, plan).values()}.values():
            chain = _chain(plan, route)
            if chain.publicities:
                found.setdefault(chain, (plan.id, set()))[1].add(route.id)
    return found


def _chain(plan: Plan, route: Route) -> Chain:
    audit = plan.windows["audit"]
    posted = tuple(
        (stage.publicity.scope, stage.publicity.working_days, stage.due_on or audit.closes_on)
        for stage in route.stages
        if stage.publicity is not None and stage.does == "review"
    )
    return Chain(plan.windows["filing"], audit, posted)


def _results(pack: Pack, calendar: WorkCalendar) -> Iterator[PackFinding]:
    """The result publicity has to fit into each review window."""
    days = {rule.scope: rule.working_days for rule in pack.publicity}.get("result")
    for position, window in enumerate(pack.windows):
        if days is None or window.stage != "review" or window.opens_on is None:
            continue
        latest = calendar.latest_posting_day(window.closes_on, days)
        if latest < window.opens_on:
            yield error(("windows", position), f"no result can be published for {days} working days inside the window")
