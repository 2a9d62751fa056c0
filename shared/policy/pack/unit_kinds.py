"""Every route a plan's declarations can take: one per kind of unit."""

from __future__ import annotations

from itertools import product
from typing import get_args

from shared.policy.pack.pack import Pack
from shared.policy.pack.plans import Plan
from shared.policy.pack.routes import Route, UnitFacts
from shared.policy.terms.basics import Affiliation, Channel, Nature

Kind = tuple[Affiliation, Nature, Channel, str]
"""Affiliation, nature, channel and sector of a unit."""


def routes_of(pack: Pack, plan: Plan) -> dict[Kind, Route]:
    """The route by kind of unit; kinds without a route are left out."""
    sectors = sorted({"general", *(sector for route in pack.routes for sector in route.applies.unit_sectors)})
    channels = sorted({"hr_bureau", *(one for route in pack.routes for one in route.applies.channels)})
    found: dict[Kind, Route] = {}
    meant = list(pack.routes_meant_for(plan))
    dated: dict[str, Route] = {}
    for kind in product(get_args(Affiliation), get_args(Nature), channels, sectors):
        unit = _unit(pack, kind)
        taken = next((route for route in meant if route.applies.takes(unit)), None)
        if taken is not None and plan.is_for(kind[0]):
            if taken.id not in dated:
                dated[taken.id] = pack.dated_route(taken, plan)
            found[kind] = dated[taken.id]
    return found


def _unit(pack: Pack, kind: Kind) -> UnitFacts:
    affiliation, nature, channel, sector = kind
    return UnitFacts(
        affiliation=affiliation, nature=nature, region=pack.notice.issuer.region, sector=sector, channel=channel
    )
