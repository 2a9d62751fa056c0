"""Oversight of committees (监督管理): inspections, measures and their effect, and the revoking of a title."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from shared.policy.terms.basics import Basis, Ratio, RegionTier

InspectionKind = Literal["spot_check", "patrol", "recheck"]
MeasureKind = Literal["remind", "interview", "rectify", "criticise", "suspend", "withdraw_right"]


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionRule(Basis):
    """A way of looking at a committee's work that the notice knows."""

    kind: InspectionKind
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureRule(Basis):
    """A measure against a committee.

    `dated`: it sets a day by which things are put right. `suspends`: while it stands the committee neither meets nor
    has its results reported or approved.
    """

    kind: MeasureKind
    name: str
    dated: bool = False
    suspends: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OversightRules:
    """What the authority may do; `revocation` is what revoking an unduly gained title rests on."""

    inspections: tuple[InspectionRule, ...]
    measures: tuple[MeasureRule, ...]
    revocation: Basis

    def inspection(self, kind: str) -> InspectionRule | None:
        """The rule of a kind; None where the notice does not know it."""
        return next((rule for rule in self.inspections if rule.kind == kind), None)

    def measure(self, kind: str) -> MeasureRule | None:
        """The rule of a kind; None where the notice does not know it."""
        return next((rule for rule in self.measures if rule.kind == kind), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionRule(Basis):
    """A review that cannot end in time may be put off, asked for in writing before its last day.

    `needs`: filing is enough, or the authority's consent. `within_year`: no review crosses the turn of the year.
    """

    needs: Literal["filing", "consent"]
    within_year: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolShare(Basis):
    """Least share of private-enterprise experts in the pools of committees that review these series."""

    series: tuple[str, ...]
    ratio: Ratio


@dataclass(frozen=True, slots=True, kw_only=True)
class CleaningRule(Basis):
    """Committee and pool are put in order and reported every year before the first session is scheduled."""

    private_share: PoolShare | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JointReviewRule(Basis):
    """A committee that cannot review this year may join another one, or entrust it.

    `consent`: the tier of the human-resources bureau that has to agree.
    """

    modes: tuple[Literal["joint", "entrusted"], ...]
    consent: RegionTier
