"""Words that every part of a pack uses: levels, tracks, modes, ratios, and where a value comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from shared.wire.types import OneText

Level = Literal["full_senior", "associate_senior", "middle", "assistant", "technician"]
LevelGroup = Literal["senior", "middle", "junior"]
Track = Literal["socialised", "targeted", "green_channel", "farmer_herder", "self_governing", "recognition"]
Mode = Literal[
    "online_blind", "online_blind_with_paper", "online", "online_with_paper", "offline_paper", "classified_offline"
]
BLIND: frozenset[Mode] = frozenset({"online_blind", "online_blind_with_paper"})
PAPERLESS: frozenset[str] = frozenset({"online_blind", "online"})
"""Modes in which nothing is handed in on paper."""

Affiliation = Literal["city", "county", "region", "stationed"]
PlanAffiliation = Literal["region", "city", "county", "any"]
Nature = Literal["public_institution", "private", "social", "freelance_agency", "government", "state_enterprise"]
Channel = Literal["hr_bureau", "talent_service", "association", "service_point"]
Tier = Literal["township", "county", "city", "region"]
RegionTier = Literal["county", "city", "region"]
WindowStage = Literal["filing", "paper", "audit_unit", "audit_department", "audit", "review", "approval"]

LEVEL_RANK: dict[Level, int] = {"technician": 1, "assistant": 2, "middle": 3, "associate_senior": 4, "full_senior": 5}
"""Order of the levels; 0 stands for no title."""

LEVEL_NAMES: dict[Level, str] = {
    "technician": "员级",
    "assistant": "助理级",
    "middle": "中级",
    "associate_senior": "副高级",
    "full_senior": "正高级",
}
LEVEL_GROUP_NAMES: dict[LevelGroup, str] = {"junior": "初级", "middle": "中级", "senior": "高级"}


def level_group(level: Level) -> LevelGroup:
    """The group a notice sets windows by: senior, middle or junior."""
    if level in ("full_senior", "associate_senior"):
        return "senior"
    return "middle" if level == "middle" else "junior"


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """Where a value comes from: the clause of a notice, or a `source` outside it.

    `verified` is false while nobody has compared the value with the official text; the console shows such values as
    provisional. The loader refuses an entry that has neither clause nor source.
    """

    clause: str | None = None
    source: str | None = None
    verified: bool = True
    note: str | None = None

    @property
    def cited(self) -> str:
        """What a decision rests on: the clause, or the source where no clause of the notice says it."""
        return self.clause or self.source or ""


def cited(basis: Basis | None) -> str | None:
    """What an entry rests on; None without one."""
    return basis.cited if basis else None


@dataclass(frozen=True, slots=True)
class Ratio(OneText):
    """An exact fraction such as 2/3; comparisons use integers only."""

    numerator: int
    denominator: int

    @classmethod
    def parse(cls, text: str) -> Ratio:
        """From "2/3"."""
        numerator, denominator = text.split("/")
        return cls(int(numerator), int(denominator))

    def met_by(self, part: int, whole: int) -> bool:
        """Whether part/whole >= this ratio (12 of 17 meets 2/3)."""
        return part * self.denominator >= self.numerator * whole

    def least(self, whole: int) -> int:
        """The smallest part of `whole` that meets the ratio (17 of 25 for 2/3)."""
        return -(-self.numerator * whole // self.denominator)

    def __str__(self) -> str:
        return f"{self.numerator}/{self.denominator}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Selector:
    """What an entry applies to; an empty list means any."""

    level_groups: tuple[LevelGroup, ...] = ()
    levels: tuple[Level, ...] = ()
    series: tuple[str, ...] = ()
    tracks: tuple[Track, ...] = ()
    plans: tuple[str, ...] = ()
    rounds: tuple[str, ...] = ()

    def matches(self, *, level: Level, series: str, track: Track, plan: str, round: str | None = None) -> bool:
        """Whether a plan with these features is meant."""
        return all(
            not wanted or have in wanted
            for wanted, have in (
                (self.level_groups, level_group(level)),
                (self.levels, level),
                (self.series, series),
                (self.tracks, track),
                (self.plans, plan),
                (self.rounds, round),
            )
        )

    @property
    def specificity(self) -> tuple[int, int]:
        """Sort key: an entry naming plans beats one naming series, which beats one naming levels only."""
        weights = (8 * bool(self.plans), 4 * bool(self.series), 2 * bool(self.levels), bool(self.level_groups))
        return sum(weights), int(bool(self.tracks)) + int(bool(self.rounds))
