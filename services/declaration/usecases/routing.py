"""The way that a unit's declarations take through the audit, and who holds each stage of it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from services.declaration.domain.views import KnownOrganisation
from services.declaration.results import RouteAhead, StageAhead
from services.declaration.usecases.ports import Ports
from shared.kernel.errors import refused
from shared.persistence import Tx
from shared.policy import NoRouteError, Pack, Plan, Route, Stage
from shared.policy.pack.holders import find_holder, unit_facts_of
from shared.policy.pack.kept import KeptByPlan
from shared.policy.pack.unit_kinds import routes_of

Held = tuple[Stage, KnownOrganisation | None]


def route_of(pack: Pack, plan: Plan, unit: KnownOrganisation, path: str) -> Route:
    """Raises refused `no_route` at `path` when the notice has none for declarations of such a unit."""
    try:
        return pack.route_for(plan, unit_facts_of(unit))
    except NoRouteError:
        raise refused("no_route", path=path, clause=plan.cited, plan=plan.name) from None


def held_by(tx: Tx[Ports], pack: Pack, route: Route, unit: KnownOrganisation) -> Iterator[Held]:
    """Each stage with the organisation that holds it, None where the register has none."""
    organisations, region = tx.ports.organisations, pack.notice.issuer.region
    search = partial(organisations.search, tx.today)
    for stage in route.stages:
        yield stage, find_holder(stage.holder, unit, organisations.find, search, region)


def routes_ahead(tx: Tx[Ports], pack: Pack, plan: Plan, unit: KnownOrganisation | None) -> Iterator[RouteAhead]:
    """The unit's route with its holders; without a unit every route that some unit may take, unheld."""
    if unit is not None:
        route = route_of(pack, plan, unit, "unit_id")
        yield _ahead(route, held_by(tx, pack, route, unit))
        return
    for route in _taken(pack, plan):
        yield _ahead(route, ((stage, None) for stage in route.stages))


@KeptByPlan
def _taken(pack: Pack, plan: Plan) -> tuple[Route, ...]:
    """What some kind of unit takes, in the order of the pack."""
    found = {route.id: route for route in routes_of(pack, plan).values()}
    return tuple(found[route.id] for route in pack.routes if route.id in found)


def _ahead(route: Route, stages: Iterator[Held]) -> RouteAhead:
    return RouteAhead(
        route_id=route.id, name=route.name, clause=route.clause,
        stages=tuple(_stage_ahead(stage, holder) for stage, holder in stages),
    )  # fmt: skip


def _stage_ahead(stage: Stage, holder: KnownOrganisation | None) -> StageAhead:
    posted = stage.publicity
    return StageAhead(
        stage_id=stage.id, name=stage.name, does=stage.does, holder_id=holder.organisation_id if holder else None,
        holder_name=holder.name if holder else None, publicity=posted.scope if posted else None,
        publicity_days=posted.working_days if posted else None, publicity_clause=posted.clause if posted else None,
        reports=stage.reports, recommends=stage.recommendation, opens_on=stage.opens_on, due_on=stage.due_on,
        clause=stage.clause,
    )  # fmt: skip
