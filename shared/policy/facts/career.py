"""Facts of the present title."""

from __future__ import annotations

from datetime import date
from typing import Literal

from shared.policy.facts.profile import ProfileJson, TitleJson
from shared.policy.facts.service import completed_years
from shared.policy.pack.pack import Pack
from shared.policy.terms.basics import LEVEL_RANK
from shared.policy.terms.vocabulary import FactValue


def standing_title(pack: Pack, series: str, profile: ProfileJson, until: date) -> TitleJson | None:
    """The present title, or the vocational qualification that the notice maps to a higher one in the plan's series."""
    title = profile.get("present_title") or None
    mapped = mapped_title(pack, series, profile, until)
    if mapped is None or (title is not None and LEVEL_RANK[title["level"]] >= LEVEL_RANK[mapped["level"]]):
        return title
    return mapped


def mapped_title(pack: Pack, series: str, profile: ProfileJson, until: date) -> TitleJson | None:
    """What the highest qualification obtained by `until` counts as in the series; None without one."""
    levels = {entry.name: entry.level for entry in pack.qualifications if entry.series == series}
    held: list[TitleJson] = [
        {"series": series, "level": levels[row["name"]], "obtained_on": row["obtained_on"]}
        for row in profile.get("qualifications", ())
        if row["name"] in levels and date.fromisoformat(row["obtained_on"]) <= until
    ]
    return max(held, key=lambda row: LEVEL_RANK[row["level"]], default=None)


def career_facts(title: TitleJson | None, rank: int, plan_series: str, until: date) -> dict[str, FactValue]:
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


def _since(title: TitleJson | None, key: Literal["obtained_on", "appointed_on", "transferred_on"], until: date) -> int:
    day = title.get(key) if title else None
    return completed_years(date.fromisoformat(day), until) if day else 0
