"""The notice's own rules over a kept dossier: what a stage must look at and state, and what no stage may let pass."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from services.audit.domain.stage import CaseStage
from shared.kernel.clock import parse_instant
from shared.kernel.errors import invalid, refused
from shared.policy import (
    DeclaredJson,
    Facts,
    Pack,
    RuleResult,
    Verdict,
    closed_by,
    declared_facts,
    evaluate,
    is_relieved,
    reason_of,
    with_cut_offs,
)
from shared.policy.terms.vocabulary import Fact, FactValue, fits, vocabulary
from shared.wire.types import JsonObject

STANDING_IN = {"department": ("department", "hr_bureau"), "hr_bureau": ("hr_bureau", "department")}
"""On a route without the one, the other hands up and answers for it."""


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """A rule that waits for a statement, the stage that owes it, and the facts to state there."""

    rule: RuleResult
    stage: CaseStage

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The unknown facts of the rule that a stage may state."""
        known = vocabulary()
        unknown = (known[name] for name, value in self.rule.evidence.items() if value is None)
        return tuple(fact for fact in unknown if fact.at_stage)


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
    def of(cls, pack: Pack, dossier: JsonObject, stated: Facts) -> Judgement:
        """Of a dossier as it came: digested so, and judged so. `stated`: what stages have said since."""
        declared = cast(DeclaredJson, dossier)
        day, claimed = _day_of(declared), declared["route_claimed"]
        plan = pack.plan(declared["plan"]["plan_id"])
        verdict = evaluate(pack, plan, declared_facts(pack, plan, dossier, day, stated), day)
        way = verdict.along(claimed)
        told = with_cut_offs(
            way or verdict, pack, plan, lambda: declared_facts(pack, plan, dossier, day, stated, cut=False)
        )
        return cls(told, claimed, way is not None, None if way else closed_by(pack, plan, verdict, claimed))

    def points(self, stages: Sequence[CaseStage]) -> Iterator[OpenPoint]:
        """Every open point with its stage: the first one of the body that settles it.

        Where the route has none of that body, departments and HR bureaus stand in for each other, and else the last
        stage.
        """
        return (OpenPoint(rule, _stage_for(rule, stages)) for rule in self.verdict.open_points)

    def due_at(self, stage: CaseStage, stages: Sequence[CaseStage]) -> tuple[OpenPoint, ...]:
        """Those that this stage, or one before it, owes."""
        return tuple(point for point in self.points(stages) if point.stage.index <= stage.index)

    def require_approvable(
        self, stage: CaseStage, stages: Sequence[CaseStage], tell: Callable[[OpenPoint], JsonObject]
    ) -> None:
        """What an approval by `stage` rests on: nothing refuses, and it owes no statement.

        Raises refused `ineligible`, or `claimed_path_closed` when only another way than the declared one is open, with
        the clause of the first rule that says no and all of them in details.rules; `points_open` with the points, as
        `tell` shows them, in details.points.
        """
        self._require_open()
        due = self.due_at(stage, stages)
        if due:
            first, told = due[0].rule, [tell(point) for point in due]
            missing = "、".join(dict.fromkeys(label for point in due for label in point.rule.missing))
            raise refused("points_open", path="statements", clause=first.cited, missing=missing, points=told)

    def _require_open(self) -> None:
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
    def in_brief(self) -> JsonObject:
        """For the trail, what whoever decides had before him: the rules left to his eyes, no facts of a person."""
        verdict = self.verdict
        return {
            "outcome": verdict.outcome,
            "pack_digest": verdict.pack_digest,
            "refusals": [rule.rule_id for rule in verdict.refusals],
            "open_points": [rule.rule_id for rule in verdict.open_points],
        }


def _stage_for(rule: RuleResult, stages: Sequence[CaseStage]) -> CaseStage:
    bodies = STANDING_IN.get(rule.settled_by or "", (rule.settled_by,))
    found = (stage for body in bodies for stage in stages if stage.role == body)
    return next(found, stages[-1])


def check_statement(number: int, fact: str, value: FactValue, due: Iterable[OpenPoint]) -> OpenPoint:
    """The point that the statement is about.

    Raises refused `statement_not_asked` for a fact that no point of this stage waits for, invalid `statement_misfits`
    for a value that is not of the fact's kind.
    """
    point = next((point for point in due if fact in [one.name for one in point.facts]), None)
    if point is None:
        raise refused("statement_not_asked", path=f"statements.{number}.fact", fact=_label(fact))
    if value is None or not fits(vocabulary()[fact], value):
        raise invalid("statement_misfits", path=f"statements.{number}.value", fact=_label(fact))
    return point


def _label(fact: str) -> str:
    known = vocabulary().get(fact)
    return known.label if known else fact


def is_outside_posts(pack: Pack, dossier: JsonObject, stated: Facts) -> bool:
    """Whether the claimed way, or a relief that holds for the person, sets the post quota aside."""
    declared = cast(DeclaredJson, dossier)
    if any(path.id == declared["route_claimed"] and "post_quota" in path.waives for path in pack.paths):
        return True
    if not any("post_quota" in relief.waives for relief in pack.reliefs):
        return False
    plan, day = pack.plan(declared["plan"]["plan_id"]), _day_of(declared)
    return is_relieved(pack, plan, declared_facts(pack, plan, dossier, day, stated), "post_quota")


def _day_of(declared: DeclaredJson) -> date:
    """The day of submission, for which everything is judged."""
    return parse_instant(declared["submitted_at"]).date()
