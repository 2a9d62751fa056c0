"""A stage of a case's route: who holds it, its days, and what was decided there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from shared.policy.pack.routes import PublicityScope


@dataclass(frozen=True, slots=True)
class CaseStage:
    """A stage of the route with the organisation that holds it; dates are inclusive, None means unbounded.

    `role`: unit, department, hr_bureau or office, as the packs name who settles a point; empty for other bodies.
    """

    stage_id: str
    index: int
    name: str
    holder_id: str
    holder_name: str
    clause: str
    does: str = "review"
    due_on: date | None = None
    due_clause: str = ""
    opens_on: date | None = None
    publicity: PublicityScope | None = None
    publicity_days: int = 0
    publicity_clause: str | None = None
    reports: bool = False
    recommendation: bool = False
    replaces_id: str | None = None
    replaces_name: str | None = None
    replaces_reason: str | None = None
    role: str = ""


@dataclass(frozen=True, slots=True)
class StageDays:
    """First and last day of a stage, None for unbounded, and the clause that sets the last."""

    opens_on: date | None
    due_on: date | None
    due_clause: str


DecisionKind = Literal["approve", "return", "reject"]


@dataclass(frozen=True, slots=True)
class StageDecision:
    """Who audits signs and answers: what he decided at `stage_id`."""

    auditor_id: str
    auditor_name: str
    organisation_id: str
    organisation_name: str
    opinion: str
    at: datetime
    clause: str
    seal_reference: str | None = None
    recommendation: str | None = None
    stage_id: str = ""
    verdict: DecisionKind = "approve"
