"""The chosen plan: what of the notice a declaration is bound to from its first minute, and when it may be submitted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from shared.kernel.errors import refused
from shared.policy import Pack, Plan, Window, cited
from shared.policy.terms.basics import Level, LevelGroup


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanChoice:
    """The plan as chosen. `closes_on` is the last day to submit, `filing_clause` the clause that says so.

    `opens_on` is `date.min` where the notice only sets a deadline.
    """

    notice_id: str
    notice_version: int
    year: int
    plan_id: str
    plan_name: str
    series: str
    level: Level
    level_group: LevelGroup
    opens_on: date
    closes_on: date
    filing_clause: str | None

    @classmethod
    def of(cls, pack: Pack, version: int, plan: Plan) -> PlanChoice:
        """Bind a declaration to a plan of one version of a notice."""
        window = filing_window(plan)
        return cls(
            notice_id=pack.notice.id,
            notice_version=version,
            year=pack.notice.year,
            plan_id=plan.id,
            plan_name=plan.name,
            series=plan.series,
            level=plan.level,
            level_group=plan.level_group,
            opens_on=window.opens_on or date.min,
            closes_on=window.closes_on,
            filing_clause=window.clause,
        )


def offered(pack: Pack, plan_id: str) -> Plan | None:
    """The plan if this version has it, opens it and says when to file."""
    plan = next((plan for plan in pack.plans if plan.id == plan_id), None)
    return plan if plan and plan.availability.state == "open" and "filing" in plan.windows else None


def check_offered(pack: Pack, plan_id: str) -> None:
    """Raise refused `plan_not_offered` when this version does not have the plan, or does not open it."""
    if offered(pack, plan_id) is None:
        amendment = pack.notice.amendment
        raise refused("plan_not_offered", path="notice_version", clause=cited(amendment))


def filing_window(plan: Plan) -> Window:
    """The plan's filing window; raises refused `plan_not_open` when the notice has not set one yet."""
    window = plan.windows.get("filing")
    if window is None:
        raise refused("plan_not_open", path="plan_id", clause=plan.cited, reason=plan.availability.reason or "")
    return window


def check_open(plan: Plan, today: date) -> Window:
    """The filing window if the plan takes new declarations today.

    Raises refused `plan_announced_later`, `plan_exam_replaced`, `plan_other_system`, `window_not_open` or
    `window_closed`, each with the clause of the notice.
    """
    availability = plan.availability
    if availability.state != "open":
        raise refused(
            f"plan_{availability.state}", path="plan_id", clause=availability.clause or plan.cited,
            reason=availability.reason or "",
        )  # fmt: skip
    if plan.external_system:
        raise refused("plan_other_system", path="plan_id", clause=plan.cited, system=plan.external_system, reason="")
    window = filing_window(plan)
    if window.opens_on is not None and today < window.opens_on:
        raise refused("window_not_open", path="plan_id", clause=window.cited, opens_on=window.opens_on.isoformat())
    if window.is_over(today):
        raise refused("window_closed", path="plan_id", clause=window.cited, closes_on=window.closes_on.isoformat())
    return window
