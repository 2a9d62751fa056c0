"""The notice's own rules over a kept dossier: what a stage must look at, and what no stage may let pass."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from shared.kernel.clock import ZONE, parse_instant
from shared.kernel.errors import refused
from shared.policy import Pack, PathResult, RuleResult, Verdict, declared_facts, evaluate


@dataclass(frozen=True, slots=True)
class Judgement:
    """The engine's verdict for the day of submission, beside the way to qualify under which the dossier was filed."""

    verdict: Verdict
    claimed: str

    @classmethod
    def of(cls, pack: Pack, dossier: dict[str, Any]) -> Judgement | None:
        """None for a dossier older than its `record`: then nobody but the register that took it can judge."""
        if dossier.get("record") is None:
            return None
        day = parse_instant(dossier["submitted_at"]).astimezone(ZONE).date()
        plan = pack.plan(dossier["plan"]["plan_id"])
        return cls(evaluate(pack, plan, declared_facts(pack, plan, dossier, day), day), dossier["route_claimed"])

    def require_open(self) -> None:
        """Raise refused `ineligible`, or `claimed_path_closed` when only another way than the declared one is open.

        Both name the clause of the first rule that says no, with all of them in details.rules.
        """
        if self.verdict.outcome == "refused":
            first, reasons = self.verdict.refusals[0], self.verdict.reasons
            raise refused("ineligible", path="declaration_id", clause=first.clause, reason=first.message, rules=reasons)
        if self.verdict.route_open(self.claimed) is None:
            path = next((path for path in self.verdict.paths if self.claimed in (path.path_id, path.route)), None)
            rules = [_said(rule) for rule in path.rules if rule.refuses] if path else []
            clause = rules[0]["clause"] if rules else None
            raise refused("claimed_path_closed", path="declaration_id", clause=clause, route=self.claimed, rules=rules)

    def as_view(self) -> dict[str, Any]:
        """For the holder of the stage: `open_points` are what this stage has to check."""
        verdict = self.verdict
        return {
            "outcome": verdict.outcome,
            "at": verdict.at.isoformat(),
            "pack_digest": verdict.pack_digest,
            "path": _path(verdict.path) if verdict.path else None,
            "claimed": {"route": self.claimed, "open": verdict.route_open(self.claimed) is not None},
            "refusals": verdict.reasons,
            "open_points": [_said(rule) | {"missing": list(rule.missing)} for rule in verdict.open_points],
        }

    def as_trail(self) -> dict[str, Any]:
        """What whoever decides had before him: outcome, pack, and the rules left to his eyes; no facts of a person."""
        verdict = self.verdict
        return {
            "outcome": verdict.outcome,
            "pack_digest": verdict.pack_digest,
            "refusals": [rule.rule_id for rule in verdict.refusals],
            "open_points": [rule.rule_id for rule in verdict.open_points],
        }


def _said(rule: RuleResult) -> dict[str, Any]:
    return {"rule_id": rule.rule_id, "clause": rule.clause, "message": rule.message}


def _path(path: PathResult) -> dict[str, Any]:
    return {"path_id": path.path_id, "name": path.name, "clause": path.clause, "outcome": path.outcome}
