"""Routes: the ordered stages a declaration passes before review."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from shared.policy.pack.plans import Holder
from shared.policy.terms.basics import (
    Affiliation,
    Basis,
    Channel,
    LevelGroup,
    Nature,
    RegionTier,
    Tier,
    Track,
    WindowStage,
)

PublicityScope = Literal["unit", "roster", "result"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StagePublicity(Basis):
    """A publicity that must be over, without unresolved objection, before the stage may pass the case on."""

    scope: PublicityScope
    working_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage(Basis):
    """One step. `due` names the window whose last day binds the stage; `route_for` fills `opens_on` and `due_on`.

    `reports`: approved cases wait for a roster report before they move on. `recommendation`: approval must state how
    the person was chosen and qualifies.
    """

    id: str
    name: str
    holder: Holder
    does: Literal["review", "recheck"]
    publicity: StagePublicity | None = None
    reports: bool = False
    recommendation: bool = False
    due: WindowStage
    opens_on: date | None = field(default=None, metadata={"resolved": True})
    due_on: date | None = field(default=None, metadata={"resolved": True})


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteCase:
    """Which declarations take a route; an empty list means any.

    Tiers and sectors are those of the plan's committee, `unit_sectors` those of the unit. `channels`: through which
    body a non-public unit recommends; a notice that permits a channel has a route for it, any other has none.
    """

    affiliations: tuple[Affiliation, ...] = ()
    natures: tuple[Nature, ...] = ()
    committee_tiers: tuple[RegionTier, ...] = ()
    sectors: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    level_groups: tuple[LevelGroup, ...] = ()
    tracks: tuple[Track, ...] = ()
    unit_sectors: tuple[str, ...] = ()
    channels: tuple[Channel, ...] = ()

    def takes(self, unit: UnitFacts) -> bool:
        """Whether declarations from such a unit are meant; which plans are, `Pack.routes_meant_for` says."""
        return (
            (not self.affiliations or unit.affiliation in self.affiliations)
            and (not self.natures or unit.nature in self.natures)
            and (not self.unit_sectors or unit.sector in self.unit_sectors)
            and (not self.channels or unit.channel in self.channels)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Route(Basis):
    """Stages in order; the last one is the committee office's re-check, or the recognising authority's (考核认定)."""

    id: str
    name: str
    applies: RouteCase
    stages: tuple[Stage, ...]

    def stage(self, stage_id: str) -> Stage:
        """The stage with this id; KeyError when the route has none."""
        return next((stage for stage in self.stages if stage.id == stage_id), None) or _missing(stage_id)


def _missing(stage_id: str) -> Stage:
    raise KeyError(stage_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitFacts:
    """What a route depends on about the declaration's unit.

    `region` is its county code (city code for city units, the autonomous region's for its own). `channel`: the body
    through which a non-public unit recommends.
    """

    affiliation: Affiliation
    nature: Nature
    region: str
    sector: str = "general"
    channel: Channel = "hr_bureau"


def affiliation_of(tier: Tier, *, stationed: bool = False) -> Affiliation:
    """Affiliation of a unit from its tier; units of the centre or another province stationed here are `stationed`."""
    if stationed:
        return "stationed"
    if tier == "region":
        return "region"
    return "county" if tier in ("township", "county") else "city"
