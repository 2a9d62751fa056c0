"""Plans added, removed and changed: mode, availability, exam, committee and who confirms its results."""

from __future__ import annotations

from collections.abc import Iterator

from shared.policy.diff.change import PackChange
from shared.policy.diff.entries import basis, keyed
from shared.policy.diff.labels import spell
from shared.policy.pack.pack import Pack
from shared.policy.pack.plans import Plan

OF_THE_COMMITTEE = ("tier", "authority", "office")


def plan_changes(old: Pack, new: Pack) -> Iterator[PackChange]:
    """By plan id; where the committee only has another code, its tier, office and authority are compared instead."""
    lines = [{plan.line: plan for plan in pack.plans} for pack in (old, new)]
    for change in keyed("plans", lines[0].values(), lines[1].values(), lambda plan: plan.line):
        if change.field not in ("committee", "window_ids", "materials", "name"):
            yield change
    for name in lines[1].keys() & lines[0].keys():
        yield from _committee(old, new, lines[0][name], lines[1][name])


def _committee(old: Pack, new: Pack, before: Plan, after: Plan) -> Iterator[PackChange]:
    olds, news = old.committee(before), new.committee(after)
    for field in OF_THE_COMMITTEE:
        was, now = getattr(olds, field), getattr(news, field)
        if was != now:
            yield PackChange(
                section="plans", subject=f"{after.name}（{after.line}）", kind="changed", field=f"committee_{field}",
                before=spell(was), after=spell(now), clause_before=basis(olds), clause_after=basis(news),
            )  # fmt: skip
