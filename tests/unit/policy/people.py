"""Made-up people for the policy tests: a complete, unremarkable profile, changed where a test needs it."""

from __future__ import annotations

from datetime import date
from typing import Any

from shared.policy import Facts, Filed, Pack, Record, Verdict, evaluate, facts_from_dossier, shipped_pack

PACK: Pack = shipped_pack("chifeng-2026")
TODAY = date(2026, 6, 15)
COUNTY_SCHOOL = {"tier": "county", "region": "150404", "sector": "education", "nature": "public_institution"}
TOWNSHIP_SCHOOL = {**COUNTY_SCHOOL, "tier": "township"}
CITY_SCHOOL = {**COUNTY_SCHOOL, "tier": "city", "region": "150400"}
CITY_INSTITUTE = {**CITY_SCHOOL, "sector": "agriculture"}
COUNTY_STATION = {**COUNTY_SCHOOL, "sector": "agriculture"}
COMPANY = {"tier": "county", "region": "150404", "sector": "housing", "nature": "private"}
FREELANCE = {**COMPANY, "nature": "freelance_agency"}


def title(level: str, since: str, series: str = "k12_teacher") -> dict[str, Any]:
    """A present title."""
    return {"level": level, "series": series, "obtained_on": since, "name": "现职称"}


def work(since: str, tier: str = "county", until: str | None = None, **more: Any) -> dict[str, Any]:
    """One row of the work history."""
    return {"started_on": since, "ended_on": until, "place_tier": tier, "professional": True, **more}


def filed(level: str = "associate_senior", series: str = "economics", **more: Any) -> Filed:
    """Another filing of the year, of whatever notice."""
    group = "senior" if level.endswith("senior") else "middle" if level == "middle" else "junior"
    plain = {"notice_id": "another", "plan": f"{series}-{level}", "track": "socialised", "level_group": group}
    return Filed(series=series, level=level, **{**plain, **more})


def elsewhere(notice: str, series: str, level: str, **more: Any) -> Record:
    """A colleague has filed for the series and level with another committee."""
    return Record(unit_filed=(filed(level, series, notice_id=notice, committee="another-committee", **more),))


def profile(education: str = "bachelor", graduated: str = "2005-07-01", **changes: Any) -> dict[str, Any]:
    """A complete profile; `changes` replace whole parts."""
    return {
        "present_title": title("middle", "2015-12-01"),
        "education": [{"level": education, "graduated_on": graduated, "full_time": True}],
        "work_history": [work("2005-08-01")],
        "assessments": [{"year": year, "grade": "合格"} for year in (2023, 2024, 2025)],
        "continuing_education": [{"year": 2025, "professional_hours": 60, "public_hours": 30}],
        "exams": [],
        **changes,
    }


def facts(plan_id: str, person: dict[str, Any], unit: dict[str, Any], **more: Any) -> Facts:
    """Facts of the person for a plan on TODAY; `record` and `major` may be given."""
    more.setdefault("record", Record())
    more.setdefault("major", "water" if plan_id.startswith("engineering") else None)
    return facts_from_dossier(PACK, PACK.plan(plan_id), profile=person, unit=unit, at=TODAY, **more)


def verdict(plan_id: str, person: dict[str, Any], unit: dict[str, Any], **more: Any) -> Verdict:
    """The engine's answer."""
    return evaluate(PACK, PACK.plan(plan_id), facts(plan_id, person, unit, **more), TODAY)
