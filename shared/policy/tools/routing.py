"""Every route a plan's declarations can take: one per kind of unit."""

from __future__ import annotations

from itertools import product
from typing import get_args

from shared.policy.model.basics import Affiliation, Channel, Nature
from shared.policy.model.pack import NoRouteError, Pack
from shared.policy.model.plans import Plan
from shared.policy.model.routes import Route, UnitFacts

Kind = tuple[Affiliation, Nature, Channel, str]
"""Affiliation, nature, channel and sector of a unit."""


def routes_of(pack: Pack, plan: Plan) -> dict[Kind, Route]:
    """The route by kind of unit; kinds without a route are left out."""
    sectors = sorted({"general", *(sector for route in pack.routes for sector in route.applies.unit_sectors)})
    channels = sorted({"hr_bureau", *(one for route in pack.routes for one in route.applies.channels)})
    found: dict[Kind, Route] = {}
    for kind in product(get_args(Affiliation), get_args(Nature), channels, sectors):
        route = _route(pack, plan, kind)
        if route is not None:
            found[kind] = route
    return found


def _route(pack: Pack, plan: Plan, kind: Kind) -> Route | None:
    affiliation, nature, channel, sector = kind
    unit = UnitFacts(
        affiliation=affiliation, nature=nature, region=pack.notice.issuer.region, sector=sector, channel=channel
    )
    try:
        return pack.route_for(plan, unit)
    except NoRouteError:
        return None
