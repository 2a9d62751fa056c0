"""The notice's own rules over a kept dossier: what a stage must look at, and what no stage may let pass."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from services.audit.domain.dossier import AuditedDossier
from shared.kernel.clock import ZONE
from shared.kernel.errors import refused
from shared.policy import (
    Facts,
    Pack,
    Verdict,
    closed_by,
    declared_facts,
    evaluate,
    is_relieved,
    reason_of,
    with_cut_offs,
)
from shared.policy.engine.remedies import Outcome


@dataclass(frozen=True, slots=True)
class JudgementInBrief:
    """What whoever decides had before him: outcome, pack, and the rules left to his eyes; no facts of a person."""

    outcome: Outcome
    pack_digest: str
    refusals: tuple[str, ...]
    open_points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """The engine's verdict for the day of submission on the way to qualify under which the dossier was filed.

    `verdict` is that of the claimed way, or of the best one where the claimed way is closed
    (`is_claimed_open`, else `clause` closes it).
    """

    verdict: Verdict
    claimed: str
    is_claimed_open: bool
    clause: str | None

    @classmethod
    def of(cls, pack: Pack, dossier: AuditedDossier, stated: Facts) -> Judgement:
        """`stated`: what stages have said since."""
        day, claimed = _day_of(dossier), dossier.route_claimed
        plan = pack.plan(dossier.plan.plan_id)
        verdict = evaluate(pack, plan, declared_facts(pack, plan, dossier.body, day, stated), day)
        way = verdict.along(claimed)
        told = with_cut_offs(
            way or verdict, pack, plan, lambda: declared_facts(pack, plan, dossier.body, day, stated, cut=False)
        )
        return cls(told, claimed, way is not None, None if way else closed_by(pack, plan, verdict, claimed))

    def require_open(self) -> None:
        """Raise refused `ineligible`, or `claimed_path_closed` when only another way than the declared one is open.

        Both name the clause of the first rule that says no, with all of them in details.rules.
        """
        if self.verdict.outcome == "refused":
            first, reasons = self.verdict.refusals[0], self.verdict.reasons
            raise refused("ineligible", path="declaration_id", clause=first.cited, reason=first.message, rules=reasons)
        if not self.is_claimed_open:
            path = next((path for path in self.verdict.paths if self.claimed in (path.path_id, path.route)), None)
            rules = [reason_of(rule) for rule in path.rules if rule.refuses] if path else []
            raise refused(
                "claimed_path_closed", path="declaration_id", clause=self.clause, route=self.claimed, rules=rules
            )

    @property
    def in_brief(self) -> JudgementInBrief:
        """For the trail."""
        verdict = self.verdict
        return JudgementInBrief(
            outcome=verdict.outcome,
            pack_digest=verdict.pack_digest,
            refusals=tuple(rule.rule_id for rule in verdict.refusals),
            open_points=tuple(rule.rule_id for rule in verdict.open_points),
        )


def is_outside_posts(pack: Pack, dossier: AuditedDossier, stated: Facts) -> bool:
    """Whether the claimed way, or a relief that holds for the person, sets the post quota aside."""
    if any(path.id == dossier.route_claimed and "post_quota" in path.waives for path in pack.paths):
        return True
    if not any("post_quota" in relief.waives for relief in pack.reliefs):
        return False
    plan, day = pack.plan(dossier.plan.plan_id), _day_of(dossier)
    return is_relieved(pack, plan, declared_facts(pack, plan, dossier.body, day, stated), "post_quota")


def _day_of(dossier: AuditedDossier) -> date:
    """The day of submission, for which everything is judged."""
    return dossier.submitted_at.astimezone(ZONE).date()
