"""Open points of a verdict on their way through the audit: which stage owes which statement, and by when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from services.audit.domain.stage import CaseStage
from shared.kernel.errors import invalid, refused
from shared.policy import RuleResult
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


def points_of(rules: Iterable[RuleResult], stages: Sequence[CaseStage]) -> tuple[OpenPoint, ...]:
    """Every open point with its stage: the first one of the body that settles it.

    Where the route has none of that body, departments and HR bureaus stand in for each other, and else the last stage.
    """
    return tuple(OpenPoint(rule, _stage_for(rule, stages)) for rule in rules)


def _stage_for(rule: RuleResult, stages: Sequence[CaseStage]) -> CaseStage:
    bodies = STANDING_IN.get(rule.settled_by or "", (rule.settled_by,))
    found = (stage for body in bodies for stage in stages if stage.role == body)
    return next(found, stages[-1])


def due_at(points: Iterable[OpenPoint], stage: CaseStage) -> tuple[OpenPoint, ...]:
    """Those that this stage, or one before it, owes."""
    return tuple(point for point in points if point.stage.index <= stage.index)


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


def require_settled(due: Sequence[OpenPoint], told: Sequence[JsonObject]) -> None:
    """Raise refused `points_open` while this stage owes a statement; `told`, the points as answers show them, goes
    along as details.points."""
    if due:
        first = due[0].rule
        missing = "、".join(dict.fromkeys(label for point in due for label in point.rule.missing))
        raise refused("points_open", path="statements", clause=first.cited, missing=missing, points=list(told))


def _label(fact: str) -> str:
    known = vocabulary().get(fact)
    return known.label if known else fact
