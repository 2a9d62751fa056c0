"""Routes: stages added, removed, reordered, held by somebody else; matched by id, then by whom they are for."""

from __future__ import annotations

from collections.abc import Iterator

from shared.policy.diff.change import PackChange
from shared.policy.diff.labels import sentence, spell
from shared.policy.pack.pack import Pack
from shared.policy.pack.routes import Route, Stage


def route_changes(old: Pack, new: Pack) -> Iterator[PackChange]:
    """One change per route that is new or gone, and per difference in the stages of the others."""
    matched = {route.id: _partner(route, new) for route in old.routes}
    taken = {partner.id for partner in matched.values() if partner is not None}
    for route in old.routes:
        partner = matched[route.id]
        if partner is None:
            yield PackChange(section="routes", subject=_name(route), kind="removed", before=_stages(route),
                         clause_before=route.clause)  # fmt: skip
        else:
            yield from _stage_changes(route, partner)
    for route in new.routes:
        if route.id not in taken:
            yield PackChange(section="routes", subject=_name(route), kind="added", after=_stages(route),
                         clause_after=route.clause)  # fmt: skip


def _partner(route: Route, pack: Pack) -> Route | None:
    same_id = next((other for other in pack.routes if other.id == route.id), None)
    return same_id or next((other for other in pack.routes if other.applies == route.applies), None)


def _stage_changes(before: Route, after: Route) -> Iterator[PackChange]:
    olds, news = {stage.id: stage for stage in before.stages}, {stage.id: stage for stage in after.stages}
    clauses = before.clause, after.clause
    if spell(before.applies) != spell(after.applies):
        yield _change(after, "applies", spell(before.applies), spell(after.applies), clauses)
    if list(olds) != list(news):
        kept = [name for name in olds if name in news], [name for name in news if name in olds]
        field = "stages" if kept[0] == kept[1] else "order"
        yield _change(after, field, _stages(before), _stages(after), clauses)
    for name in (name for name in news if name in olds):
        for field in ("holder", "does", "reports", "recommendation", "due"):
            was, now = getattr(olds[name], field), getattr(news[name], field)
            if was != now:
                yield _change(after, field, spell(was), spell(now), clauses, news[name])
        if _publicity(olds[name]) != _publicity(news[name]):
            yield _change(after, "publicity", _publicity(olds[name]), _publicity(news[name]), clauses, news[name])


def _change(
    route: Route,
    field: str,
    before: str,
    after: str,
    clauses: tuple[str | None, str | None],
    stage: Stage | None = None,
) -> PackChange:
    return PackChange(
        section="routes",
        subject=f"{_name(route)} {stage.name}" if stage else _name(route),
        kind="moved" if field == "order" else "changed",
        field=field,
        before=before,
        after=after,
        clause_before=clauses[0],
        clause_after=clauses[1],
    )


def _name(route: Route) -> str:
    return f"{route.name}（{route.id}）"


def _stages(route: Route) -> str:
    return " → ".join(stage.name for stage in route.stages)


def _publicity(stage: Stage) -> str:
    if stage.publicity is None:
        return spell(None)
    return sentence("publicity", scope=spell(stage.publicity.scope), days=stage.publicity.working_days)
