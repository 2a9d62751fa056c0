"""One line of a people file: JSON, or a row of the simple table."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shared.policy.facts import Record
from shared.policy.facts.profile import ProfileJson, UnitJson
from shared.policy.pack.pack import Pack
from shared.policy.pack.plans import Plan
from shared.policy.pack.routes import affiliation_of
from shared.wire.plain import read_as

UNREADABLE = (ValueError, KeyError, TypeError, AttributeError)
"""What reading a line raises when it does not have the shape."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DryRunPerson:
    """Who asks for what. `plans` are ids of the pack; without them, `series` and `level` choose."""

    id: str
    profile: ProfileJson
    unit: UnitJson
    record: Record
    plans: tuple[str, ...]
    series: str | None
    level: str | None
    track: str
    major: str | None


def person_of(line: str) -> DryRunPerson:
    """From a JSON line {id, profile, unit, record?, plans? | series + level? + track?, major?}; raises UNREADABLE."""
    row = json.loads(line)
    return DryRunPerson(
        id=str(row["id"]),
        profile=row["profile"],
        unit=row["unit"],
        record=read_as(Record, row.get("record") or {}),
        plans=tuple(row.get("plans") or ()),
        series=row.get("series"),
        level=row.get("level"),
        track=row.get("track") or "socialised",
        major=row.get("major"),
    )


def plans_for(pack: Pack, person: DryRunPerson) -> list[Plan]:
    """The plans the person would choose among; empty when the notice has none of the kind."""
    if person.plans:
        return [pack.plan(name) for name in person.plans]
    side = affiliation_of(person.unit["tier"], stationed=bool(person.unit.get("stationed", False)))
    mine = ("any", "county" if side == "stationed" else side)
    return [
        plan
        for plan in pack.plans
        if plan.track == person.track
        and plan.affiliation in mine
        and person.series in (None, plan.series)
        and person.level in (None, plan.level, plan.level_group)
        and _takes(plan, person.major)
    ]


def _takes(plan: Plan, major: str | None) -> bool:
    """A plan for some majors only is not for people of another one; who names no major is asked about each."""
    return major is None or not plan.majors or major in plan.majors


def json_of(row: Mapping[str, str]) -> str:
    """A row of the simple table as a JSON line.

    Columns: id, series, level, education, graduated_on, title_level, title_since, work_since, tier, nature, region,
    sector, hours, hours_year, major, plans (separated by spaces). What is left empty is unknown.
    """
    title = {"level": row["title_level"], "series": row["series"], "obtained_on": row["title_since"]}
    work = {"started_on": row["work_since"], "ended_on": None, "place_tier": row["tier"], "professional": True}
    profile: dict[str, Any] = {
        "present_title": title if row.get("title_level") else None,
        "education": [{"level": row["education"], "graduated_on": row["graduated_on"]}] if row.get("education") else [],
        "work_history": [work] if row.get("work_since") else [],
    }
    if row.get("hours"):
        hours = {"year": int(row["hours_year"]), "professional_hours": int(row["hours"]), "public_hours": 0}
        profile["continuing_education"] = [hours]
    unit = {key: row[key] for key in ("tier", "nature", "region", "sector")}
    rest = {"plans": row.get("plans", "").split(), "series": row["series"], "level": row["level"]}
    return json.dumps({"id": row["id"], "profile": profile, "unit": unit, **rest, "major": row.get("major") or None})
