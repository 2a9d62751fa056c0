"""Whether and how a person qualifies: what was declared, read by the notice's own rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from services.declaration.domain.rows import DossierJson
from shared.kernel.catalogue import text
from shared.kernel.errors import ZhipingError, refused
from shared.policy import (
    Facts,
    Pack,
    Plan,
    RuleResult,
    Verdict,
    closed_by,
    declared_facts,
    evaluate,
    reason_of,
    required_materials,
    with_cut_offs,
)
from shared.policy.pack.materials import MaterialItem


@dataclass(frozen=True, slots=True)
class Standing:
    """How a person qualifies: `ordinary` or the id of a preferential path, and completed years in the profession.

    `talent_category` is the number of the green-channel policy used, `rights` the once-only rights that it rests on.
    """

    route: str
    profession_years: int
    talent_category: int | None = None
    rights: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """What a filing under a plan is judged by on a day.

    `declared` is a dossier or its first part, `facts` what the rules look at in it: read once for every question.
    """

    pack: Pack
    plan: Plan
    day: date
    declared: DossierJson
    facts: Facts

    @classmethod
    def of(cls, pack: Pack, plan: Plan, declared: DossierJson, day: date) -> Grounds:
        """The grounds with their facts."""
        facts = declared_facts(pack, plan, declared, day)
        return cls(pack=pack, plan=plan, day=day, declared=declared, facts=facts)

    def verdict(self) -> Verdict:
        """What the engine says; nothing is refused."""
        return evaluate(self.pack, self.plan, self.facts, self.day)

    def with_cut_offs(self, verdict: Verdict) -> Verdict:
        """The verdict, each refusal saying so where the cut-off of evidence made the difference."""
        pack, plan = self.pack, self.plan
        return with_cut_offs(
            verdict, pack, plan, lambda: declared_facts(pack, plan, self.declared, self.day, cut=False)
        )

    def required(self) -> tuple[MaterialItem, ...]:
        """The items of the material list that this applicant must upload."""
        return required_materials(self.pack, self.plan, self.facts)


def refuse_ineligible(grounds: Grounds, claimed: str | None, *, to_submit: bool) -> Standing:
    """How the person qualifies with what is declared now, by the path `claimed` or the one that the engine proposes.

    Raises refused `ineligible` with clause and message of the first rule that says no (all in details.rules; it says
    so where the cut-off of evidence made the difference), `route_not_open` for a claimed path that
    is closed, and at submission `facts_not_stated` for points that no stage of the audit settles.
    """
    verdict = grounds.verdict()
    if verdict.outcome == "refused":
        raise _ineligible(grounds.with_cut_offs(verdict).refusals)
    way = verdict.along(claimed)
    if way is None:
        clause = closed_by(grounds.pack, grounds.plan, verdict, str(claimed))
        raise refused("route_not_open", path="sections.route_claimed", clause=clause, route=claimed)
    if to_submit and (unstated := way.unstated):
        raise _unstated(unstated)
    route = way.route
    category = next((path.category for path in grounds.pack.paths if path.id == route), None)
    return Standing(route, int(str(grounds.facts["career.years"] or 0)), category, way.rights)


def _ineligible(refusals: tuple[RuleResult, ...]) -> ZhipingError:
    first = refusals[0]
    late = first.cut_off
    said = text("past_cut_off", on=late.on.isoformat(), clause=late.clause or "") if late else ""
    rules = [reason_of(one) for one in refusals]
    return refused("ineligible", path="plan_id", clause=first.cited, reason=first.message + said, rules=rules)


def _unstated(points: tuple[RuleResult, ...]) -> ZhipingError:
    """What nobody has stated is no yes: the applicant states it before submission, or the filing does not go out."""
    first = points[0]
    rules = [{**reason_of(one), "missing": list(one.missing)} for one in points]
    missing = "、".join(dict.fromkeys(label for one in points for label in one.missing))
    return refused("facts_not_stated", path="person_id", clause=first.cited, missing=missing, rules=rules)
