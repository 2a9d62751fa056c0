"""Facts the unit vouches for beside the tables: honours, talent programmes, recommendations, moves, skills."""

from __future__ import annotations

from datetime import date

from shared.policy.facts.profile import ProfileJson, ProgrammeJson
from shared.policy.facts.service import completed_months, completed_years, span_of
from shared.policy.terms.vocabulary import FactValue

SKILL_RANK = {"senior_worker": 1, "technician": 2, "senior_technician": 3}


def skill_facts(profile: ProfileJson, until: date) -> dict[str, FactValue]:
    """Skill level of a highly skilled worker; 0 without one."""
    skill = profile.get("skill")
    return {
        "person.skill_rank": SKILL_RANK[skill["level"]] if skill else 0,
        "person.skill_years": _years_since(skill and skill["obtained_on"], until),
    }


def move_facts(profile: ProfileJson, until: date, at: date) -> dict[str, FactValue]:
    """A move out of the civil service or the army, as of `at`; the present kind of work, by `until`."""
    move, post_since = profile.get("converted"), profile.get("post_since")
    return {
        "employment.converted_from": move["origin"] if move else "none",
        "employment.converted_years": _years_since(move and move["on"], at),
        "career.post_months": completed_months([span_of(post_since, None, until)]) if post_since else None,
    }


def honour_facts(profile: ProfileJson, until: date, at: date) -> dict[str, FactValue]:
    """Honours awarded by `until`; programmes whose term includes `at`. None on record is an empty list."""
    honours = [row for row in profile.get("honours", ()) if date.fromisoformat(row["awarded_on"]) <= until]
    programmes = list(profile.get("programmes", ()))
    return {
        "honours.names": sorted({row["code"] for row in honours}),
        "honours.sector_first_prizes": profile.get("sector_first_prizes", 0),
        "programme.names": sorted({row["code"] for row in programmes if _includes(row, at)}),
        "programme.selected": sorted(
            {row["code"] for row in programmes if date.fromisoformat(row["starts_on"]) <= until}
        ),
    }


def recommendation_facts(profile: ProfileJson) -> dict[str, FactValue]:
    """Who recommends the person; unknown until it is stated, by the applicant or by a stage of the audit."""
    given = profile.get("recommendation")
    if given is None:
        return dict.fromkeys(("recommendation.by", "recommendation.peers", "recommendation.expert_panel"))
    return {
        "recommendation.by": sorted(given.get("by", ())),
        "recommendation.peers": given.get("peers", 0),
        "recommendation.expert_panel": bool(given.get("expert_panel", False)),
    }


def channel_facts(profile: ProfileJson) -> dict[str, FactValue]:
    """The green channel as asked for, and the epidemic front line."""
    green, epidemic = profile.get("green_channel") or {}, profile.get("epidemic") or {}
    return {
        "programme.green_channel_claimed": bool(green.get("claimed", False)),
        "programme.green_channel_confirmed": green.get("confirmed"),
        "programme.category": green.get("category", 0),
        "programme.talent_class": green.get("talent_class", 0),
        "programme.postdoc_funded": bool(green.get("postdoc_funded", False)),
        "programme.postdoc_stays": bool(green.get("postdoc_stays", False)),
        "epidemic.frontline": bool(epidemic.get("frontline", False)),
        "epidemic.designated": bool(epidemic.get("designated", False)),
        "epidemic.confirmed": epidemic.get("confirmed"),
    }


def vouched_facts(profile: ProfileJson) -> dict[str, FactValue]:
    """What the unit has said yes or no to; unknown until it has."""
    return {
        "achievement.outstanding": profile.get("outstanding"),
        "achievement.documented": profile.get("documented"),
        "assessment.passed": profile.get("assessment_passed"),
        "education.related": profile.get("education_related"),
        "qualification.licensed": profile.get("licensed"),
        "history.new_achievements": profile.get("new_achievements"),
    }


def _years_since(day: str | None, until: date) -> int:
    return completed_years(date.fromisoformat(day), until) if day else 0


def _includes(row: ProgrammeJson, day: date) -> bool:
    ends = row.get("ends_on")
    return date.fromisoformat(row["starts_on"]) <= day and (ends is None or day <= date.fromisoformat(ends))
