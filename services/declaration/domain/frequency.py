"""How often one person may declare: one series per level and year, and the plan once chosen is final."""

from __future__ import annotations

from collections.abc import Iterable

from services.declaration.domain.choice import PlanChoice
from services.declaration.domain.declaration import Declaration
from shared.kernel.errors import refused
from shared.policy import Pack


def check_frequency(choice: PlanChoice, earlier: Iterable[Declaration], pack: Pack) -> None:
    """Raise refused `one_series_per_level` (another series) or `plan_final` (the same series again).

    Whatever became of the earlier declaration, the choice of the year and level is spent.
    """
    for other in earlier:
        if (other.choice.year, other.choice.level) != (choice.year, choice.level):
            continue
        if other.choice.series != choice.series:
            clause = _clause(pack, "one-series-per-level")
            raise refused("one_series_per_level", path="plan_id", clause=clause, chosen=other.choice.plan_name)
        clause = _clause(pack, "plan-final") or _clause(pack, "major-of-the-plan")
        raise refused("plan_final", path="plan_id", clause=clause, chosen=other.choice.plan_name)


def _clause(pack: Pack, rule_id: str) -> str | None:
    return next((rule.clause for rule in pack.rules if rule.id == rule_id), None)
