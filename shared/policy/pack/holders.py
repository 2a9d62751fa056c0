"""Who holds the stages of a route: the search in a register of organisations, whoever keeps it.

The audit opens cases with it; the declaration asks beforehand whether anybody is there.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar, cast

from shared.policy.pack.plans import Holder, city_of
from shared.policy.pack.routes import UnitFacts, affiliation_of
from shared.policy.terms.basics import Channel, Nature, Tier


class Registered(Protocol):
    """What a search and a route look at of an organisation; `region` is a six-digit code."""

    @property
    def tier(self) -> str:
        """township, county, city or region."""
        ...

    @property
    def region(self) -> str:
        """Of its county, or of its city or region."""
        ...

    @property
    def sector(self) -> str:
        """education, housing, ..."""
        ...

    @property
    def nature(self) -> str:
        """public_institution, private, ..."""
        ...

    @property
    def parent_id(self) -> str | None:
        """Its competent department."""
        ...

    @property
    def channel(self) -> str | None:
        """The body through which a non-public unit recommends."""
        ...

    @property
    def stationed(self) -> bool:
        """Of the centre or another province."""
        ...


class Placed(Protocol):
    """What the search for a superior body looks at."""

    @property
    def kind(self) -> str:
        """unit, department, hr_bureau, committee_office, ..."""
        ...

    @property
    def region(self) -> str:
        """Of its county, or of its city or region."""
        ...

    @property
    def parent_id(self) -> str | None:
        """Its competent department."""
        ...


One = TypeVar("One", bound=Registered)
Body = TypeVar("Body", bound=Placed)
Found = TypeVar("Found")
Search = Callable[[str, str | None, str], Found | None]
"""Find by (kind, sector, region code); a sector of None accepts any."""


def unit_facts_of(unit: Registered) -> UnitFacts:
    """What a route depends on about this unit."""
    return UnitFacts(
        affiliation=affiliation_of(cast(Tier, unit.tier), stationed=unit.stationed),
        nature=cast(Nature, unit.nature),
        region=unit.region,
        sector=unit.sector,
        channel=cast(Channel, unit.channel or "hr_bureau"),
    )


def find_holder(
    holder: Holder, unit: One, get: Callable[[str], One | None], find: Search[One], issuer: str
) -> One | None:
    """The organisation that `holder` means for a declaration of `unit`, None when the register has none.

    `issuer` is the issuing bureau's region code.
    """
    if holder.relation == "unit":
        return unit
    if holder.relation == "competent_department":
        return get(unit.parent_id) if unit.parent_id else None
    region = {"county": unit.region, "city": city_of(unit.region)}.get(holder.region or "", issuer[:2] + "0000")
    return find(holder.kind or "", holder.sector, region)


def superior_of(body: Body, get: Callable[[str], Body | None], find: Search[Body]) -> Body | None:
    """The body above: the competent department, else the bureau of the place, else that of the next larger place.

    It stands in where the only one who could act in a body is himself concerned; None when the register has none.
    """
    above = get(body.parent_id) if body.parent_id else None
    if above is not None:
        return above
    places = dict.fromkeys((body.region, city_of(body.region), body.region[:2] + "0000"))
    own = body.region if body.kind == "hr_bureau" else None
    found = (find("hr_bureau", None, place) for place in places if place != own)
    return next((one for one in found if one is not None), None)
