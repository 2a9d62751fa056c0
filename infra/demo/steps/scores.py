"""Weights and points of the demonstration: the same seed gives the same sheet."""

from __future__ import annotations

import random
from collections.abc import Iterable
from typing import Any

from infra.demo.outcomes import Fate
from infra.demo.world import Applicant, World
from shared.policy import Plan
from shared.policy.pack.procedure import Indicators

WEIGHED = 4
"""Dimensions out of the menu that an office weighs."""
WHOLE = 100


def weights_of(plans: Iterable[tuple[Plan, Indicators | None]]) -> dict[str, dict[str, int]]:
    """Series -> dimension -> percent, for the series whose menu leaves it open."""
    found: dict[str, dict[str, int]] = {}
    for plan, entry in plans:
        if entry is not None and not entry.weights:
            found.setdefault(plan.series, _evenly(entry.dimensions[:WEIGHED]))
    return dict(sorted(found.items()))


def rows_of(
    world: World, applicant: Applicant, declaration_id: str, weights: dict[str, dict[str, int]]
) -> list[dict[str, Any]]:
    """One row of points by one of the notice's methods; none where it names no method."""
    entry = world.pack.indicators_for(applicant.plan)
    if entry is None or not entry.methods:
        return []
    rng = random.Random(f"{world.seed}:{applicant.person_id}:scores")
    low, high = (40, 70) if applicant.fate is Fate.NOT_PASSED else (70, 98)
    dimensions = entry.dimensions if entry.weights else weights.get(applicant.plan.series, {})
    method = rng.choice(entry.methods)
    points = {dimension: rng.randint(low, high) for dimension in dimensions}
    return [{"declaration_id": declaration_id, "method": method, "scores": points}]


def _evenly(dimensions: Iterable[str]) -> dict[str, int]:
    """As even as whole percent allow; what is left over goes to the first."""
    names = list(dimensions)
    share = WHOLE // len(names)
    return {name: share + (WHOLE - share * len(names) if number == 0 else 0) for number, name in enumerate(names)}
