"""The whole fact set of one person, one plan, one day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from shared.policy.facts.career import career_facts, service_facts, standing_title
from shared.policy.facts.claims import (
    channel_facts,
    honour_facts,
    move_facts,
    recommendation_facts,
    skill_facts,
    vouched_facts,
)
from shared.policy.facts.proofs import assessment_facts, education_facts, exam_facts, hours_facts, qualification_facts
from shared.policy.facts.record import Record
from shared.policy.model.basics import LEVEL_RANK
from shared.policy.model.pack import Pack
from shared.policy.model.plans import EvidenceKind, Plan
from shared.policy.model.routes import affiliation_of
from shared.policy.reference import titles
from shared.policy.vocabulary import Facts, FactValue


def facts_from_dossier(
    pack: Pack,
    plan: Plan,
    *,
    profile: Mapping[str, Any],
    unit: Mapping[str, Any],
    at: date,
    record: Record | None = None,
    major: str | None = None,
) -> Facts:
    """Every fact of the vocabulary. `major`: a code or Chinese name. Evidence after the cut-offs is left out."""
    record = record or Record()
    tenure_until = cut_off(pack, plan, "tenure") or at
    seniority_until = cut_off(pack, plan, "seniority") or at
    results_until = cut_off(pack, plan, "achievements") or at
    education_until = cut_off(pack, plan, "education") or at
    title = standing_title(pack, plan.series, profile, tenure_until)
    rank = LEVEL_RANK[title["level"]] if title else 0
    return {
        **_person_facts(profile, record, at),
        **_employment_facts(unit),
        **_plan_facts(plan, major, rank),
        **education_facts(profile, education_until, pack.education_equivalents),
        **career_facts(title, rank, plan.series, tenure_until),
        **qualification_facts(pack, plan.series, profile, tenure_until),
        **skill_facts(profile, tenure_until),
        **move_facts(profile, seniority_until),
        **honour_facts(profile, results_until, at),
        **recommendation_facts(profile),
        **channel_facts(profile),
        **vouched_facts(profile),
        **service_facts(profile, unit, title, seniority_until, pack.notice.year),
        **assessment_facts(profile, pack.notice.year),
        **hours_facts(profile, pack.notice.year),
        **exam_facts(profile, tenure_until),
        "time.today": at.isoformat(),
        "time.year": pack.notice.year,
    }


def cut_off(pack: Pack, plan: Plan, kind: EvidenceKind) -> date | None:
    """The last day evidence of this kind counts for the plan; None when the notice sets none."""
    entries = [entry for entry in pack.cut_offs if kind in entry.kinds and plan.is_meant_by(entry.applies)]
    if not entries:
        return None
    entry = max(entries, key=lambda item: item.applies.specificity)
    window = plan.windows.get(entry.at_close_of) if entry.at_close_of else None
    return entry.on or (window.closes_on if window else None)


def _person_facts(profile: Mapping[str, Any], record: Record, at: date) -> dict[str, FactValue]:
    until = record.integrity_until
    return {
        "person.kind": profile.get("kind", "professional"),
        "person.origin": profile.get("origin", "mainland"),
        "person.foreign_permit": profile.get("foreign_permit"),
        "person.classified": bool(profile.get("classified", False)),
        "person.under_discipline": record.under_discipline,
        "integrity.barred": until is not None and at <= until,
        "integrity.until": until.isoformat() if until else None,
        "history.same_level_this_year": record.same_level_this_year,
        "history.rights_used": list(record.rights_used),
        "history.other_track_this_year": record.other_track_this_year,
        "history.failed_this_track_this_year": record.failed_this_track,
        "history.unit_other_channel": record.unit_other_channel,
        "person.returnee": bool(profile.get("returnee", False)),
    }


def _employment_facts(unit: Mapping[str, Any]) -> dict[str, FactValue]:
    return {
        "employment.nature": unit["nature"],
        "employment.affiliation": affiliation_of(unit["tier"], stationed=bool(unit.get("stationed", False))),
        "employment.tier": unit["tier"],
        "employment.sector": unit.get("sector"),
        "employment.entrusted": unit.get("entrusted"),
        "employment.channel": unit.get("channel") or "hr_bureau",
        "employment.specialised_sme": bool(unit.get("specialised_sme", False)),
    }


def _plan_facts(plan: Plan, major: str | None, title_rank: int) -> dict[str, FactValue]:
    return {
        "plan.id": plan.id,
        "plan.series": plan.series,
        "plan.level": plan.level,
        "plan.level_group": plan.level_group,
        "plan.rank": LEVEL_RANK[plan.level],
        "plan.step_up": LEVEL_RANK[plan.level] - title_rank,
        "plan.track": plan.track,
        "plan.affiliation": plan.affiliation,
        "plan.availability": plan.availability.state,
        "plan.exam_combined": plan.exam_combined,
        "plan.takes_major": _takes_major(plan, major),
        "plan.mode": plan.mode,
        "plan.round": plan.round,
    }


def _takes_major(plan: Plan, major: str | None) -> bool | None:
    if not plan.majors and not plan.excluded_majors:
        return True
    if major is None:
        return None
    names = titles()[plan.series].majors
    code = next((key for key, name in names.items() if major in (key, name)), major)
    return code not in plan.excluded_majors and (not plan.majors or code in plan.majors)
