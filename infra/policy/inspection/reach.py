"""Rules and paths that speak of nobody, requirements that contradict each other, plans and routes that nobody takes."""

from __future__ import annotations

from collections.abc import Iterator

from infra.policy.inspection.finding import PackFinding, error, warning
from infra.policy.inspection.logic import impossible
from infra.policy.plan_facts import fixed_facts, plans_of
from shared.policy.conditions import compile_condition
from shared.policy.conditions.satisfiable import formula
from shared.policy.pack.pack import Pack
from shared.policy.pack.plans import Plan
from shared.policy.pack.rules import Path, Rule
from shared.policy.pack.unit_kinds import routes_of


def reach(pack: Pack) -> Iterator[PackFinding]:
    """Everything unreachable, and everything that no person can meet."""
    for position, rule in enumerate(pack.rules):
        yield from _rule(pack, position, rule)
    for position, path in enumerate(pack.paths):
        yield from _path(pack, position, path)
    yield from _plans(pack)
    yield from _routes(pack)


def _rule(pack: Pack, position: int, rule: Rule) -> Iterator[PackFinding]:
    where = ("rules", position)
    plans = plans_of(pack, rule)
    if plans and all(_closed(pack, plan, rule.when) for plan in plans):
        yield error((*where, "when"), f"unreachable: no applicant of its plans meets {_joined(rule.when)}")
    if len(rule.require) > 1 and impossible([formula(text) for text in rule.require]):
        yield error((*where, "require"), f"contradictory: nobody meets {_joined(rule.require)}")


def _path(pack: Pack, position: int, path: Path) -> Iterator[PackFinding]:
    where, plans = ("paths", position), plans_of(pack, path)
    spoken_of = [plan for plan in plans if not _closed(pack, plan, path.when)]
    if plans and not spoken_of:
        yield error((*where, "when"), f"unreachable: no applicant of its plans meets {_joined(path.when)}")
        return
    constant = [entry for entry in path.requires if not compile_condition(entry.require).reads]
    if constant:
        yield warning((*where, "requires"), f"closed on purpose: {constant[0].message}")
    elif plans and all(_closed(pack, plan, demands(path)) for plan in spoken_of):
        yield error((*where, "requires"), f"contradictory: nobody meets {_joined(demands(path))}")


def demands(path: Path) -> tuple[str, ...]:
    """When a path is open: what it speaks of and what it refuses without."""
    return (*path.when, *(entry.require for entry in path.requires if entry.effect == "refuse"))


def _plans(pack: Pack) -> Iterator[PackFinding]:
    for position, plan in enumerate(pack.plans):
        if plan.availability.state != "open" or plan.external_system:
            continue
        where = ("plans", position // max(1, len(pack.rounds)))
        paths = [path for path in pack.paths if plan.is_meant_by(path.applies)]
        if all(_closed(pack, plan, demands(path)) for path in paths):
            yield error(where, f"no path leads to {plan.id}: nobody can qualify")


def _routes(pack: Pack) -> Iterator[PackFinding]:
    open_to = [routes_of(pack, plan) for plan in pack.plans]
    taken = {route.id for routes in open_to for route in routes.values()}
    for position, route in enumerate(pack.routes):
        if route.id not in taken:
            yield warning(("routes", position), "unreachable: an earlier route takes every plan and unit it applies to")
    for position, plan in enumerate(pack.plans):
        if plan.availability.state == "open" and not plan.external_system and not open_to[position]:
            yield error(("plans", position // max(1, len(pack.rounds))), f"no route for {plan.id} from any unit")


def _closed(pack: Pack, plan: Plan, texts: tuple[str, ...]) -> bool:
    return impossible([formula(text) for text in texts], fixed_facts(pack, plan))


def _joined(texts: tuple[str, ...]) -> str:
    return " && ".join(texts) or "true"
