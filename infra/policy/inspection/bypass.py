"""Ways to qualify that ask less than everybody else is asked, without saying what is waived."""

from __future__ import annotations

from collections.abc import Iterator

from infra.policy.inspection.finding import PackFinding, warning
from shared.policy.conditions import compile_condition
from shared.policy.pack.pack import Pack
from shared.policy.pack.plans import Plan
from shared.policy.pack.rules import Path

GENERAL: dict[str, frozenset[str]] = {
    "education": frozenset({"education"}), "title": frozenset({"tenure", "level_by_level"}),
}  # fmt: skip
"""Group of facts that ordinary ways ask about -> the waivers with which a way may pass it over."""


def bypasses(pack: Pack) -> Iterator[PackFinding]:
    """A warning per preferential path and general condition that it neither asks nor waives."""
    for position, path in enumerate(pack.paths):
        if path.kind == "ordinary":
            continue
        plans = [plan for plan in pack.plans if plan.is_meant_by(path.applies)]
        for group, waivers in GENERAL.items():
            silent = group not in _groups(path) and not waivers & set(path.waives)
            if silent and any(_is_general(pack, plan, group) for plan in plans):
                named = " or ".join(sorted(waivers))
                yield warning(
                    ("paths", position), f"passes over what ordinary ways ask of {group} without waiving {named}"
                )


def _is_general(pack: Pack, plan: Plan, group: str) -> bool:
    ordinary = [path for path in pack.paths if path.kind == "ordinary" and plan.is_meant_by(path.applies)]
    return bool(ordinary) and all(group in _groups(path) for path in ordinary)


def _groups(path: Path) -> set[str]:
    """The groups of facts that the path looks at; the step up is one of the present title."""
    texts = (*path.when, *(entry.require for entry in path.requires))
    reads = {name for text in texts for name in compile_condition(text).reads}
    return {"title" if name == "plan.step_up" else name.partition(".")[0] for name in reads}
