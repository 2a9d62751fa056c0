"""Selectors that select nothing: an entry for plans or series that the notice does not have is never used."""

from __future__ import annotations

from collections.abc import Iterator

from infra.policy.inspection.finding import PackFinding, Path, error, warning
from shared.policy.pack.pack import Pack
from shared.policy.terms.basics import Selector
from shared.policy.terms.reference import titles

SELECTED = ("rules", "paths", "quotas", "windows", "cut_offs", "posts", "indicators")
MUST_APPLY = ("rules", "paths", "quotas")


def selections(pack: Pack) -> Iterator[PackFinding]:
    """Unknown plans and rounds in a selector; entries that no plan is meant by."""
    for path, applies, section in _selectors(pack):
        lines, rounds = {plan.line for plan in pack.plans}, {entry.id for entry in pack.rounds}
        unknown = [*set(applies.plans) - lines, *set(applies.rounds) - rounds, *set(applies.series) - titles().keys()]
        for name in sorted(unknown):
            yield error((*path, "applies"), f"no plan, round or series is called {name}")
        if not unknown and not any(plan.is_meant_by(applies) for plan in pack.plans):
            named = {window for plan in pack.plans for window in plan.window_ids.values()}
            if section == "windows" and pack.windows[int(path[1])].id in named:
                continue
            finding = error if section in MUST_APPLY else warning
            yield finding((*path, "applies"), "unreachable: applies to no plan of the notice")


def _selectors(pack: Pack) -> Iterator[tuple[Path, Selector, str]]:
    for section in SELECTED:
        for position, entry in enumerate(getattr(pack, section)):
            yield (section, position), entry.applies, section
