"""Made-up people for dry runs: no real person, valid shapes, spread around the edges that notices set.

The same seed gives the same people. A person asks for a series and level, so that one file can be run against any
notice; series and regions are those of the pack the file is made for.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from shared.policy.pack.pack import Pack
from shared.policy.pack.plans import Plan
from shared.policy.terms.basics import LEVEL_RANK, Level
from shared.policy.terms.reference import honours, rights

EDUCATION = {"secondary": 1, "associate": 4, "bachelor": 10, "master": 4, "doctor": 1}
AGE_AT_DEGREE = {"secondary": 18, "associate": 21, "bachelor": 22, "master": 25, "doctor": 29}
TIERS = {"township": 5, "county": 6, "city": 4}
NATURES = {"public_institution": 12, "state_enterprise": 1, "private": 4, "social": 1, "freelance_agency": 1}
BELOW: dict[str, Level | None] = {
    "full_senior": "associate_senior", "associate_senior": "middle", "middle": "assistant", "assistant": "technician",
    "technician": None,
}  # fmt: skip


def people(pack: Pack, count: int, seed: int) -> Iterator[dict[str, Any]]:
    """`count` lines of a people file: id, profile, unit, record, series, level, track, major."""
    rng = random.Random(seed)
    for number in range(1, count + 1):
        yield _person(pack, rng, f"P{number:07d}")


def _person(pack: Pack, rng: random.Random, name: str) -> dict[str, Any]:
    plan, year = rng.choice(pack.plans), pack.notice.year
    unit = _unit(pack, rng)
    return {
        "id": name,
        "profile": _profile(rng, plan, unit, year),
        "unit": unit,
        "record": _record(rng, plan, year),
        "series": plan.series,
        "level": plan.level,
        "track": plan.track,
        "major": rng.choice(plan.majors) if plan.majors else None,
    }


def _unit(pack: Pack, rng: random.Random) -> dict[str, Any]:
    tier = _pick(rng, TIERS)
    regions = pack.regions_of("city" if tier == "city" else "county") or pack.regions
    sectors = sorted({spec.office.sector or "general" for spec in pack.committees})
    nature = _pick(rng, NATURES)
    stationed = rng.random() < 0.03
    return {
        "tier": tier,
        "region": rng.choice(regions).code,
        "sector": rng.choice(sectors),
        "nature": nature,
        "stationed": stationed,
        "entrusted": rng.choice([True, False, None]) if stationed else None,
    }


def _profile(rng: random.Random, plan: Plan, unit: dict[str, Any], year: int) -> dict[str, Any]:
    level, born = _pick(rng, EDUCATION), rng.randint(year - 60, year - 23)
    graduated = min(year - 1, born + AGE_AT_DEGREE[level])
    title = _title(rng, plan, graduated, year)
    profile: dict[str, Any] = {
        "kind": rng.choices(["professional", "civil_servant", "retired", "freelancer"], [94, 2, 2, 2])[0],
        "present_title": title,
        "education": [{"level": level, "graduated_on": f"{graduated}-07-01", "full_time": rng.random() < 0.7}],
        "work_history": _work(rng, unit, graduated, year),
        "assessments": [{"year": year - n, "grade": _grade(rng)} for n in (1, 2, 3)],
        "continuing_education": [
            {"year": year - 1, "professional_hours": rng.choice([40, 56, 60, 72]), "public_hours": rng.choice([20, 30])}
        ],
        "exams": [{"passed": rng.random() < 0.8, "valid_until": f"{year}-12-31"}] if rng.random() < 0.4 else [],
    }
    return profile | _extras(rng, title, year)


def _extras(rng: random.Random, title: dict[str, Any] | None, year: int) -> dict[str, Any]:
    """What few people have; a part that is not there is unknown."""
    extras: dict[str, Any] = {}
    if rng.random() < 0.1:
        extras["grassroots_service"] = [{"started_on": f"{year - 4}-03-01", "ended_on": None, "place_tier": "township"}]
    if rng.random() < 0.3:
        extras |= {"outstanding": rng.random() < 0.8, "assessment_passed": True, "documented": True}
    if rng.random() < 0.03:
        extras["honours"] = [{"code": rng.choice(sorted(honours())), "awarded_on": f"{year - 1}-05-01"}]
    if rng.random() < 0.03:
        claim = {"claimed": True, "confirmed": rng.choice([True, False, None]), "category": rng.randint(1, 7)}
        extras["green_channel"] = claim
    if title is None and rng.random() < 0.1:
        skill = rng.choice(["senior_worker", "technician", "senior_technician"])
        extras |= {
            "kind": "skilled_worker",
            "skill": {"level": skill, "obtained_on": f"{year - rng.randint(1, 9)}-01-01"},
        }
    return extras


def _title(rng: random.Random, plan: Plan, graduated: int, year: int) -> dict[str, Any] | None:
    level = plan.level if rng.random() < 0.04 else BELOW[plan.level]
    if level is None or (LEVEL_RANK[level] <= LEVEL_RANK["middle"] and rng.random() < 0.25):
        return None
    obtained = rng.randint(min(graduated + 1, year - 1), year - 1)
    series = plan.series if rng.random() < 0.93 else "economics"
    return {"level": level, "series": series, "obtained_on": f"{obtained}-{rng.randint(1, 12):02d}-01"}


def _work(rng: random.Random, unit: dict[str, Any], graduated: int, year: int) -> list[dict[str, Any]]:
    if rng.random() < 0.02:
        return []  # not filled in: years of service are unknown
    moved = rng.randint(graduated, year - 1)
    first = {"started_on": f"{graduated}-08-01", "ended_on": f"{moved}-08-31", "place_tier": _pick(rng, TIERS)}
    here = {"started_on": f"{moved}-09-01", "ended_on": None, "place_tier": unit["tier"]}
    rows = [first, here] if rng.random() < 0.4 else [here | {"started_on": first["started_on"]}]
    return [row | {"professional": True, "outside_region": rng.random() < 0.05} for row in rows]


def _record(rng: random.Random, plan: Plan, year: int) -> dict[str, Any]:
    record: dict[str, Any] = {}
    if rng.random() < 0.02:
        record["filed"] = [_filed(plan)]
    if rng.random() < 0.02:
        record["rights_used"] = [rng.choice(sorted(rights()))]
    if rng.random() < 0.01:
        record["integrity_until"] = f"{year + rng.randint(-1, 2)}-06-30"
    return record


def _filed(plan: Plan) -> dict[str, Any]:
    """Another filing of the year at the plan's level."""
    return {
        "notice_id": "another-notice", "plan": "another-plan", "series": "economics", "level": plan.level,
        "level_group": plan.level_group, "track": "socialised",
    }  # fmt: skip


def _grade(rng: random.Random) -> str:
    return rng.choices(["合格", "优秀", "不合格"], [80, 17, 3])[0]


def _pick(rng: random.Random, weighted: dict[str, int]) -> str:
    return rng.choices(list(weighted), list(weighted.values()))[0]
