"""Facts from papers: education, annual assessments, continuing-education hours, exams."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from shared.policy.facts.career import mapped_title
from shared.policy.facts.profile import ProfileJson
from shared.policy.facts.service import completed_years
from shared.policy.pack.pack import Pack
from shared.policy.pack.procedure import EducationEquivalent
from shared.policy.terms.basics import LEVEL_RANK
from shared.policy.terms.vocabulary import FactValue

EDUCATION_RANK = {"secondary": 1, "associate": 2, "bachelor": 3, "master": 4, "doctor": 5}
UNQUALIFIED = ("不合格", "不称职")
RECENT_YEARS = 3


def education_facts(
    profile: ProfileJson, until: date, equivalents: Iterable[EducationEquivalent] = ()
) -> dict[str, FactValue]:
    """The highest education completed by the cut-off; unknown when none is filled in.

    A vocational class counts as the notice's `equivalents` say, and as none where they say nothing.
    """
    ranks = EDUCATION_RANK | {entry.level: EDUCATION_RANK[entry.counts_as] for entry in equivalents}
    rows = profile.get("education")
    if not rows:
        return {"education.rank": None, "education.full_time": None}
    done = [row for row in rows if date.fromisoformat(row["graduated_on"]) <= until]
    best = max(done, key=lambda row: ranks.get(row["level"], 0), default=None)
    return {
        "education.rank": ranks.get(best["level"], 0) if best else 0,
        "education.full_time": bool(best.get("full_time", False)) if best else False,
    }


def qualification_facts(pack: Pack, series: str, profile: ProfileJson, until: date) -> dict[str, FactValue]:
    """The title a vocational qualification counts as; 0 without one, or where the notice maps none."""
    mapped = mapped_title(pack, series, profile, until)
    return {
        "qualification.rank": LEVEL_RANK[mapped["level"]] if mapped else 0,
        "qualification.years": completed_years(date.fromisoformat(mapped["obtained_on"]), until) if mapped else 0,
    }


def assessment_facts(profile: ProfileJson, year: int) -> dict[str, FactValue]:
    """Unqualified grades of the three years before the notice's; unknown when no assessment is filled in."""
    recent = [row for row in profile.get("assessments", ()) if year - RECENT_YEARS <= row["year"] <= year]
    failed = sum(row["grade"] in UNQUALIFIED for row in recent)
    return {"assessment.unqualified_recent": failed if recent else None}


def hours_facts(profile: ProfileJson, year: int) -> dict[str, FactValue]:
    """Hours of the notice's year or of the one before, whichever is the larger; unknown when neither is filled in."""
    hours = [
        row["professional_hours"] + row["public_hours"]
        for row in profile.get("continuing_education", ())
        if year - 1 <= row["year"] <= year
    ]
    return {"ce.hours": max(hours, default=None)}


def exam_facts(profile: ProfileJson, until: date) -> dict[str, FactValue]:
    """Whether a passed exam is still valid at the cut-off; unknown when no exam is filled in."""
    exams = profile.get("exams")
    if not exams:
        return {"exam.qualified": None}
    valid = any(row["passed"] and _valid(row.get("valid_until"), until) for row in exams)
    return {"exam.qualified": valid}


def _valid(valid_until: str | None, day: date) -> bool:
    return valid_until is None or day <= date.fromisoformat(valid_until)
