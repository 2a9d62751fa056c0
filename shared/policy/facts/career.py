"""Facts from the working life: the present title, years in the profession, service at the grass roots."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from shared.policy.facts.spans import (
    Rows,
    completed_months,
    completed_years,
    months_of,
    months_within,
    spans_of,
    years_of,
)
from shared.policy.pack.pack import Pack
from shared.policy.terms.basics import LEVEL_RANK
from shared.policy.terms.vocabulary import FactValue

GRASS_ROOTS = ("township", "county")


def standing_title(pack: Pack, series: str, profile: Mapping[str, Any], until: date) -> dict[str, Any] | None:
    """The present title, or the vocational qualification that the notice maps to a higher one in the plan's series."""
    title: dict[str, Any] | None = profile.get("present_title") or None
    mapped = mapped_title(pack, series, profile, until)
    if mapped is None or (title is not None and LEVEL_RANK[title["level"]] >= LEVEL_RANK[mapped["level"]]):
        return title
    return mapped


def mapped_title(pack: Pack, series: str, profile: Mapping[str, Any], until: date) -> dict[str, Any] | None:
    """What the highest qualification obtained by `until` counts as in the series; None without one."""
    levels = {entry.name: entry.level for entry in pack.qualifications if entry.series == series}
    held = [
        {"series": series, "level": levels[row["name"]], "obtained_on": row["obtained_on"]}
        for row in profile.get("qualifications", ())
        if row["name"] in levels and date.fromisoformat(row["obtained_on"]) <= until
    ]
    return max(held, key=lambda row: LEVEL_RANK[row["level"]], default=None)


def career_facts(title: Mapping[str, Any] | None, rank: int, plan_series: str, until: date) -> dict[str, FactValue]:
    """The present title: a person without one has rank 0, 0 years, and no series to differ from the plan's."""
    return {
        "title.rank": rank,
        "title.series": title["series"] if title else None,
        "title.same_series": title is None or title["series"] == plan_series,
        "title.years": _since(title, "obtained_on", until),
        "title.appointed_years": _since(title, "appointed_on", until),
        "title.transferred": bool(title and title.get("transferred_on")),
        "title.transfer_years": _since(title, "transferred_on", until),
        "title.from_outside": bool(title and title.get("from_outside", False)),
        "title.verifiable": bool(title is None or title.get("verifiable", True)),
    }


def _since(title: Mapping[str, Any] | None, key: str, until: date) -> int:
    day = title.get(key) if title else None
    return completed_years(date.fromisoformat(day), until) if day else 0


def service_facts(
    profile: Mapping[str, Any], unit: Mapping[str, Any], title: Mapping[str, Any] | None, until: date, year: int
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
    profile: Mapping[str, Any], unit: Mapping[str, Any], title: Mapping[str, Any] | None, until: date, year: int
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


def _at(rows: Rows, *tiers: str) -> list[Mapping[str, Any]]:
    return [row for row in rows if row["place_tier"] in tiers]


def _nature(row: Mapping[str, Any], unit: Mapping[str, Any]) -> str:
    return str(row.get("nature") or unit["nature"])
