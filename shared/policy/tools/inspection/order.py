"""A plan's stages follow each other: filing closes before audit, audit before review, review before approval."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from shared.policy.model.basics import WindowStage
from shared.policy.model.pack import Pack
from shared.policy.model.plans import Window
from shared.policy.tools.inspection.finding import Finding, error

ORDER: tuple[WindowStage, ...] = ("filing", "audit", "review", "approval")


def windows_in_order(pack: Pack) -> Iterator[Finding]:
    """One error per pair of windows out of order, naming the first plan it concerns."""
    seen: set[tuple[str, str]] = set()
    for plan in pack.plans:
        windows = [plan.windows[stage] for stage in ORDER if stage in plan.windows]
        for earlier, later in pairwise(windows):
            if (earlier.id, later.id) in seen or not (reason := _out_of_order(earlier, later)):
                continue
            seen.add((earlier.id, later.id))
            yield error(("windows", pack.windows.index(later)), f"{reason} (plan {plan.id})")


def _out_of_order(earlier: Window, later: Window) -> str | None:
    if later.closes_on < earlier.closes_on:
        return f"{later.id} closes on {later.closes_on}, before {earlier.id} ({earlier.closes_on})"
    if earlier.opens_on and later.opens_on and later.opens_on < earlier.opens_on:
        return f"{later.id} opens on {later.opens_on}, before {earlier.id} ({earlier.opens_on})"
    return None
