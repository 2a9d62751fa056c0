"""The whole fact set of one person, one plan, one day."""

from __future__ import annotations

from datetime import date
from typing import get_args

from shared.policy.facts.career import career_facts, standing_title
from shared.policy.facts.claims import (
    channel_facts,
    honour_facts,
    move_facts,
    recommendation_facts,
    skill_facts,
    vouched_facts,
)
from shared.policy.facts.history import asked_for, history_facts
from shared.policy.facts.profile import ProfileJson, UnitJson
from shared.policy.facts.proofs import assessment_facts, education_facts, exam_facts, hours_facts, qualification_facts
from shared.policy.facts.record import Record
from shared.policy.facts.service import service_facts
from shared.policy.pack.kept import KeptByPlan
from shared.policy.pack.pack import Pack
from shared.policy.pack.plans import EvidenceKind, Plan, city_of
from shared.policy.pack.routes import affiliation_of
from shared.policy.terms.basics import LEVEL_RANK
from shared.policy.terms.reference import titles
from shared.policy.terms.vocabulary import Facts, FactValue

NOTHING_RECORDED = Record()
_CUT: tuple[EvidenceKind, ...] = ("tenure", "seniority", "achievements", "education")


def facts_from_dossier(
    pack: Pack,
    plan: Plan,
    *,
    profile: ProfileJson,
    unit: UnitJson,
    at: date,
    record: Record = NOTHING_RECORDED,
    major: str | None = None,
    cut: bool = True,
) -> Facts:
    """Every fact of the vocabulary. `major`: a code or Chinese name.

    Evidence after the cut-offs is left out; with `cut` false all evidence up to `at` counts.
    """
    tenure_until, seniority_until, results_until, education_until = (_until(pack, plan, kind, at, cut) for kind in _CUT)
    title = standing_title(pack, plan.series, profile, tenure_until)
    rank = LEVEL_RANK[title["level"]] if title else 0
    code = major_code(plan.series, major)
    mine = asked_for(pack, plan, code, unit["region"], unit.get("channel") or "hr_bureau")
    return {
        **_person_facts(profile, record, at),
        **history_facts(pack, record, mine),
        **_employment_facts(unit),
        **_plan_facts(plan, code, rank),
        **education_facts(profile, education_until, pack.education_equivalents),
        **career_facts(title, rank, plan.series, tenure_until),
        **qualification_facts(pack, plan.series, profile, tenure_until),
        **skill_facts(profile, tenure_until),
        **move_facts(profile, seniority_until, at),
        **honour_facts(profile, results_until, at),
        **recommendation_facts(profile),
        **channel_facts(profile),
        **vouched_facts(profile),
        **service_facts(profile, unit, title, seniority_until, pack.notice.year),
        **assessment_facts(profile, pack.notice.year),
        **hours_facts(profile, pack.notice.year),
        **exam_facts(profile, tenure_until),
        **_time_facts(pack, at),
    }


def _time_facts(pack: Pack, at: date) -> Facts:
    return {"time.today": at.isoformat(), "time.year": pack.notice.year}


def _until(pack: Pack, plan: Plan, kind: EvidenceKind, at: date, cut: bool) -> date:
    """The last day that counts; without the cut-offs it is `at`, or the cut-off where that is still to come."""
    last = cut_off(pack, plan, kind) or at
    return last if cut else max(last, at)


def cut_off(pack: Pack, plan: Plan, kind: EvidenceKind) -> date | None:
    """The last day evidence of this kind counts for the plan; None when the notice sets none."""
    return cut_off_basis(pack, plan, kind)[0]


def cut_off_basis(pack: Pack, plan: Plan, kind: EvidenceKind) -> tuple[date | None, str | None]:
    """That day with the clause that sets it."""
    return _cut_offs(pack, plan)[kind]


@KeptByPlan
def _cut_offs(pack: Pack, plan: Plan) -> dict[EvidenceKind, tuple[date | None, str | None]]:
    return {kind: _cut_off(pack, plan, kind) for kind in get_args(EvidenceKind)}


def _cut_off(pack: Pack, plan: Plan, kind: EvidenceKind) -> tuple[date | None, str | None]:
    """The most specific entry of the notice that gives the plan a day."""
    entries = [entry for entry in pack.cut_offs if kind in entry.kinds and plan.is_meant_by(entry.applies)]
    for entry in sorted(entries, key=lambda item: item.applies.specificity, reverse=True):
        window = plan.windows.get(entry.at_close_of) if entry.at_close_of else None
        last = entry.on or (window.closes_on if window else None)
        if last is not None:
            return last, entry.clause
    return None, None


def _person_facts(profile: ProfileJson, record: Record, at: date) -> dict[str, FactValue]:
    until = record.integrity_until
    return {
        "person.kind": profile.get("kind", "professional"),
        "person.origin": profile.get("origin", "mainland"),
        "person.foreign_permit": profile.get("foreign_permit"),
        "person.classified": bool(profile.get("classified", False)),
        "person.under_discipline": _under_discipline(profile, record, at),
        "person.occupation": profile.get("occupation"),
        "integrity.barred": until is not None and at <= until,
        "integrity.until": until.isoformat() if until else None,
        "person.returnee": bool(profile.get("returnee", False)),
    }


def _under_discipline(profile: ProfileJson, record: Record, at: date) -> bool | None:
    """On record, or inside the term that the profile states (None there: no measure, or one that has ended)."""
    measure = profile.get("discipline")
    stated = measure is not None and date.fromisoformat(measure["until"]) >= at
    return stated or record.under_discipline


def _employment_facts(unit: UnitJson) -> dict[str, FactValue]:
    return {
        "employment.nature": unit["nature"],
        "employment.affiliation": affiliation_of(unit["tier"], stationed=bool(unit.get("stationed", False))),
        "employment.tier": unit["tier"],
        "employment.city": city_of(unit["region"]),
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
        "plan.major": major,
        "plan.takes_major": _takes_major(plan, major),
        "plan.mode": plan.mode,
        "plan.round": plan.round,
    }


def _takes_major(plan: Plan, major: str | None) -> bool | None:
    if not plan.majors and not plan.excluded_majors:
        return True
    if major is None:
        return None
    return major not in plan.excluded_majors and (not plan.majors or major in plan.majors)


def major_code(series: str, major: str | None) -> str | None:
    """The catalogue's code of a major given by code or Chinese name; what the catalogue does not know stays as is."""
    names = titles()[series].majors if series in titles() else {}
    return next((code for code, name in names.items() if major in (code, name)), major)
