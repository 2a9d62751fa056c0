"""A plan's stages follow each other: filing closes before audit, audit before review, review before approval."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from infra.policy.inspection.finding import PackFinding, Path, error, warning
from shared.policy.pack.pack import Pack
from shared.policy.pack.plans import Window
from shared.policy.terms.basics import WindowStage

ORDER: tuple[WindowStage, ...] = ("filing", "audit", "review", "approval")


def windows_in_order(pack: Pack) -> Iterator[PackFinding]:
    """One finding per pair of windows out of order, naming the first plan it concerns; early opening is a warning."""
    seen: set[tuple[str, str]] = set()
    for plan in pack.plans:
        windows = [plan.windows[stage] for stage in ORDER if stage in plan.windows]
        for earlier, later in pairwise(windows):
            if (earlier.id, later.id) not in seen:
                seen.add((earlier.id, later.id))
                yield from _out_of_order(("windows", pack.windows.index(later)), earlier, later, plan.id)


def _out_of_order(where: Path, earlier: Window, later: Window, plan: str) -> Iterator[PackFinding]:
    if later.closes_on < earlier.closes_on:
        said = f"{later.id} closes on {later.closes_on}, before {earlier.id} ({earlier.closes_on})"
        yield error(where, f"{said} (plan {plan})")
    elif earlier.opens_on and later.opens_on and later.opens_on < earlier.opens_on:
        said = f"{later.id} opens on {later.opens_on}, before {earlier.id} ({earlier.opens_on})"
        yield warning(where, f"{said} (plan {plan})")
