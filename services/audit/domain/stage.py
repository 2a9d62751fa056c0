"""A stage of a case's route: who holds it, its days, and what was decided there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from shared.contracts.audit.stage import Decision, StageFacts
from shared.policy.pack.routes import PublicityScope
from shared.wire.types import record


@record
class CaseStage(StageFacts):
    """A stage of the route with the organisation that holds it; dates are inclusive, None means unbounded.

    Others are told the facts that it begins with. `role`: unit, department, hr_bureau or office, as the packs name who
    settles a point; empty for other bodies.
    """

    does: str = "review"
    due_clause: str = ""
    opens_on: date | None = None
    publicity: PublicityScope | None = None
    publicity_days: int = 0
    publicity_clause: str | None = None
    reports: bool = False
    recommendation: bool = False
    role: str = ""


@dataclass(frozen=True, slots=True)
class StageDays:
    """First and last day of a stage, None for unbounded, and the clause that sets the last."""

    opens_on: date | None
    due_on: date | None
    due_clause: str


DecisionKind = Literal["approve", "return", "reject"]


@record
class StageDecision(Decision):
    """Who audits signs and answers: what he decided at `stage_id`."""

    stage_id: str = ""
    verdict: DecisionKind = "approve"
