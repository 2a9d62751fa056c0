"""Facts from the working life: the present title, years in the profession, service at the grass roots."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from shared.policy.facts.spans import Span, completed_months, completed_years, span_of
from shared.policy.vocabulary import FactValue

GRASS_ROOTS = ("township", "county")
Rows = Iterable[Mapping[str, Any]]


def career_facts(title: Mapping[str, Any] | None, rank: int, plan_series: str, until: date) -> dict[str, FactValue]:
    """The present title: a person without one has rank 0, 0 years, and no series to differ from the plan's."""
    return {
        "title.rank": rank,
        "title.series": title["series"] if title else None,
        "title.same_series": title is None or title["series"] == plan_series,
        "title.years": completed_years(date.fromisoformat(title["obtained_on"]), until) if title else 0,
    }


def service_facts(
    profile: Mapping[str, Any], unit: Mapping[str, Any], title: Mapping[str, Any] | None, until: date, year: int
) -> dict[str, FactValue]:
    """Years and months of work and service; unknown for everybody whose work history is not filled in."""
    names = (
        "career.years", "service.county_years", "service.township_years", "service.township_post_years",
        "service.region_years", "service.grassroots_months", "service.township_months_this_year",
        "service.township_months_since_title",
    )  # fmt: skip
    if not profile.get("work_history"):
        return dict.fromkeys(names)
    values = _service(profile, unit, title, until, year)
    return dict(zip(names, values, strict=True))


def _service(
    profile: Mapping[str, Any], unit: Mapping[str, Any], title: Mapping[str, Any] | None, until: date, year: int
) -> tuple[int, ...]:
    work = list(profile["work_history"])
    professional = [row for row in work if row.get("professional", True)]
    served = [*work, *profile.get("grassroots_service", ())]
    township = _spans((row for row in served if row["place_tier"] == "township"), until)
    in_posts = (row for row in _at(professional, "township") if _nature(row, unit) == "public_institution")
    since_title = date.fromisoformat(title["obtained_on"]) if title else date.min
    return (
        _years(professional, until),
        _years(_at(professional, *GRASS_ROOTS), until),
        _years(_at(professional, "township"), until),
        _years(in_posts, until),
        _years((row for row in work if not row.get("outside_region", False)), until),
        completed_months(_spans(_at(served, *GRASS_ROOTS), until)),
        completed_months(span.clipped(date(year, 1, 1), date(year + 1, 1, 1)) for span in township),
        completed_months(span.clipped(since_title, date.max) for span in township),
    )


def _at(rows: Rows, *tiers: str) -> list[Mapping[str, Any]]:
    return [row for row in rows if row["place_tier"] in tiers]


def _nature(row: Mapping[str, Any], unit: Mapping[str, Any]) -> str:
    return str(row.get("nature") or unit["nature"])


def _spans(rows: Rows, until: date) -> list[Span]:
    return [span_of(row["started_on"], row.get("ended_on"), until) for row in rows]


def _years(rows: Rows, until: date) -> int:
    return completed_months(_spans(rows, until)) // 12
