"""What is fixed about every applicant of a plan, before anything is known about the person."""

from __future__ import annotations

from shared.policy.pack.pack import Pack
from shared.policy.pack.plans import Plan
from shared.policy.pack.rules import Path, Rule
from shared.policy.terms.basics import LEVEL_RANK
from shared.policy.terms.vocabulary import FactValue


def fixed_facts(pack: Pack, plan: Plan) -> dict[str, FactValue]:
    """The plan's own facts and the year; `plan.takes_major` only where any major may file."""
    facts: dict[str, FactValue] = {
        "plan.id": plan.id,
        "plan.series": plan.series,
        "plan.level": plan.level,
        "plan.level_group": plan.level_group,
        "plan.rank": LEVEL_RANK[plan.level],
        "plan.track": plan.track,
        "plan.affiliation": plan.affiliation,
        "plan.availability": plan.availability.state,
        "plan.exam_combined": plan.exam_combined,
        "plan.mode": plan.mode,
        "time.year": pack.notice.year,
    }
    if plan.round is not None:
        facts["plan.round"] = plan.round
    if not plan.majors and not plan.excluded_majors:
        facts["plan.takes_major"] = True
    return facts


def plans_of(pack: Pack, entry: Rule | Path) -> tuple[Plan, ...]:
    """The plans that a rule or path applies to."""
    return tuple(plan for plan in pack.plans if plan.is_meant_by(entry.applies))
