"""Years and months of work and service: completed ones, over one span or over several that may overlap."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from shared.policy.facts.profile import EmployerJson, ProfileJson, ServiceJson, TermJson, TitleJson
from shared.policy.terms.vocabulary import FactValue

ONE_DAY = timedelta(days=1)
DAYS_PER_MONTH = 30
GRASS_ROOTS = ("township", "county")
Rows = Iterable[TermJson]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From `start` up to, not including, `end`."""

    start: date
    end: date

    def clipped(self, earliest: date, latest: date) -> Span:
        """The part inside [earliest, latest); empty when there is none."""
        start = max(self.start, earliest)
        return Span(start, max(start, min(self.end, latest)))


def span_of(started_on: str, ended_on: str | None, until: date) -> Span:
    """A row's span, its last day counted; a row without end goes on to `until`, and nothing counts after it."""
    end = until if ended_on is None else min(date.fromisoformat(ended_on) + ONE_DAY, until)
    start = date.fromisoformat(started_on)
    return Span(start, max(start, end))


def spans_of(rows: Rows, until: date) -> list[Span]:
    """The spans of a table's rows."""
    return [span_of(row["started_on"], row.get("ended_on"), until) for row in rows]


def months_of(rows: Rows, until: date) -> int:
    """Months that a table's rows cover by that day."""
    return completed_months(spans_of(rows, until))


def years_of(rows: Rows, until: date) -> int:
    """The same in whole years."""
    return months_of(rows, until) // 12


def completed_months(spans: Iterable[Span]) -> int:
    """Months covered; overlaps count once, and the odd days of several spans add up by 30."""
    months = days = 0
    for span in _merged(spans):
        more_months, more_days = _length(span)
        months, days = months + more_months, days + more_days
    return months + days // DAYS_PER_MONTH


def months_within(spans: Iterable[Span], earliest: date, latest: date) -> int:
    """Months covered inside [earliest, latest)."""
    return completed_months([span.clipped(earliest, latest) for span in spans])


def completed_years(start: date, until: date) -> int:
    """Anniversaries of `start` reached by `until`; never negative."""
    return max(0, _length(Span(start, max(start, until)))[0] // 12)


def _length(span: Span) -> tuple[int, int]:
    months = (span.end.year - span.start.year) * 12 + span.end.month - span.start.month
    days = span.end.day - span.start.day
    return (months - 1, days + DAYS_PER_MONTH) if days < 0 else (months, days)


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(span for span in spans if span.end > span.start):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def service_facts(
    profile: ProfileJson, unit: EmployerJson, title: TitleJson | None, until: date, year: int
) -> dict[str, FactValue]:
    """Years and months of work and service; unknown for everybody whose work history is not filled in."""
    names = (
        "career.years", "service.county_years", "service.township_years", "service.township_post_years",
        "service.region_years", "service.grassroots_months", "service.rural_months",
        "service.township_months_this_year", "service.township_months_since_title",
    )  # fmt: skip
    if not profile.get("work_history"):
        return dict.fromkeys(names)
    values = _service(profile, unit, title, until, year)
    return dict(zip(names, values, strict=True))


def _service(
    profile: ProfileJson, unit: EmployerJson, title: TitleJson | None, until: date, year: int
) -> tuple[int, ...]:
    work = list(profile["work_history"])
    professional = [row for row in work if row.get("professional", True)]
    served = [*work, *profile.get("grassroots_service", ())]
    at_township = _at(professional, "township")
    township = spans_of(_at(served, "township"), until)
    since_title = date.fromisoformat(title["obtained_on"]) if title else date.min
    return (
        years_of(professional, until),
        years_of(_at(professional, *GRASS_ROOTS), until),
        years_of(at_township, until),
        years_of([row for row in at_township if _nature(row, unit) == "public_institution"], until),
        years_of([row for row in work if not row.get("outside_region", False)], until),
        months_of(_at(served, *GRASS_ROOTS), until),
        completed_months(township),
        months_within(township, date(year, 1, 1), date(year + 1, 1, 1)),
        months_within(township, since_title, date.max),
    )


def _at(rows: Iterable[ServiceJson], *tiers: str) -> list[ServiceJson]:
    return [row for row in rows if row["place_tier"] in tiers]


def _nature(row: ServiceJson, unit: EmployerJson) -> str:
    return str(row.get("nature") or unit["nature"])
