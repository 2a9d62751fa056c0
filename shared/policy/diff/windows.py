"""Windows by meaning: per stage and level group the dates most plans have, and the plans with dates of their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import get_args

from shared.policy.diff.change import PackChange
from shared.policy.diff.labels import label
from shared.policy.pack.pack import Pack
from shared.policy.pack.plans import Plan, Window
from shared.policy.terms.basics import LEVEL_GROUP_NAMES, LevelGroup, WindowStage

Span = tuple[str | None, str]


def window_changes(old: Pack, new: Pack) -> Iterator[PackChange]:
    """General windows moved, added or gone; then the exceptions of plans that both notices have."""
    for stage in get_args(WindowStage):
        for group in get_args(LevelGroup):
            yield from _general(stage, group, general_window(old, stage, group), general_window(new, stage, group))
        yield from _exceptions(old, new, stage)


def general_window(pack: Pack, stage: WindowStage, group: LevelGroup) -> Window | None:
    """The window that most plans of the group have, the first of the pack among equals."""
    windows = [plan.windows[stage] for plan in pack.plans if plan.level_group == group and stage in plan.windows]
    counted = Counter(window.id for window in windows)
    return max(windows, key=lambda window: counted[window.id], default=None)


def span(window: Window | None) -> str:
    """Its dates for people, both ends inclusive."""
    if window is None:
        return ""
    return f"{window.opens_on} .. {window.closes_on}" if window.opens_on else f".. {window.closes_on}"


def _general(
    stage: WindowStage, group: LevelGroup, before: Window | None, after: Window | None
) -> Iterator[PackChange]:
    if span(before) == span(after):
        return
    yield PackChange(
        section="windows",
        subject=f"{label('values', stage)} {LEVEL_GROUP_NAMES[group]}",
        kind="moved" if before and after else "added" if after else "removed",
        before=span(before),
        after=span(after),
        clause_before=before.clause if before else None,
        clause_after=after.clause if after else None,
    )


def _exceptions(old: Pack, new: Pack, stage: WindowStage) -> Iterator[PackChange]:
    """Plans whose window differs from the general one in either notice."""
    olds = {plan.line: plan for plan in old.plans}
    for plan in new.plans:
        before, after = _own(old, olds.get(plan.line), stage), _own(new, plan, stage)
        if plan.line not in olds or (before is None and after is None) or span(before) == span(after):
            continue
        yield PackChange(
            section="windows",
            subject=f"{label('values', stage)} {plan.name}（{plan.id}）",
            kind="moved",
            before=span(before) or label("values", "general_window"),
            after=span(after) or label("values", "general_window"),
            clause_before=before.clause if before else None,
            clause_after=after.clause if after else None,
        )


def _own(pack: Pack, plan: Plan | None, stage: WindowStage) -> Window | None:
    if plan is None or stage not in plan.windows:
        return None
    window = plan.windows[stage]
    return None if span(window) == span(general_window(pack, stage, plan.level_group)) else window
