"""How audit proceeds: publicity, returns, reminders, quotas, fees, integrity."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from shared.policy.model.basics import Basis, LevelGroup, Selector, WindowStage
from shared.policy.model.routes import PublicityScope

DeadlineKind = Literal[
    "filing_closes", "correction_due", "publicity_ends", "audit_due", "recheck_due", "implementation_plan_due",
    "meeting_on", "review_due", "report_due", "paper_due",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicityRule(Basis):
    """One of the three publicity periods. `texts`: basis, body and closing paragraphs of the posted notice.

    `closes_at` ("17:30") is the hour at which the last working day counts as over; without it, midnight.
    """

    scope: PublicityScope
    working_days: int
    where: str
    closes_at: str | None = None
    texts: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnRule(Basis):
    """What a return by a stage of this kind means.

    The correction deadline is `working_days` after the return, but never after the plan's `never_after` window closes.
    `restart`: where the resubmitted revision enters the route. `repeat_publicity`: whether finished publicity periods
    must be held again.
    """

    does: Literal["review", "recheck"]
    working_days: int
    never_after: WindowStage
    restart: Literal["first_stage", "same_stage"]
    repeat_publicity: bool
    one_time_notice: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderRule(Basis):
    """Reminders are sent this many calendar days before a deadline of the kind; 0 is the day itself."""

    deadline: DeadlineKind
    days_before: tuple[int, ...]
    to: tuple[Literal["applicant", "holder", "unit", "office", "authority"], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quota(Basis):
    """A city-wide number of passes for the plans selected, allocated to counties by the sector's bureau."""

    id: str
    applies: Selector
    total: int
    allocated_by: str
    counts: Literal["passed"] = "passed"


@dataclass(frozen=True, slots=True, kw_only=True)
class PostRule(Basis):
    """Post structure: how far applications may exceed vacant posts, in percent of the posts set (0: not at all)."""

    applies: Selector = field(default_factory=Selector)
    over_percent: int = 0
    measured_per: Literal["unit", "county", "department"] = "unit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fee(Basis):
    """A permitted charge in fen; an unknown amount (null) may not be charged: the check fails closed."""

    kind: Literal["review", "certificate"]
    level_groups: tuple[LevelGroup, ...] = ()
    amount_fen: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IntegrityRule(Basis):
    """How long a record bars filing, counted from the finding or from the year after it."""

    years: int
    starts: Literal["finding", "next_year"]
