"""Which way a unit's filings go: the committee and the body that recommends; never two ways at once (不得多头申报)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from services.declaration.domain.views import Organisation
from shared.policy import Pack, Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """A plan filed for with a committee (its code), through a recommending body (see `UnitFacts.channel`)."""

    plan_id: str
    committee: str
    channel: str

    @classmethod
    def of(cls, pack: Pack, plan: Plan, unit: Organisation) -> Filing:
        """The way that a filing of this unit for the plan takes today."""
        return cls(plan_id=plan.id, committee=pack.committee_code(plan, unit.region), channel=unit.recommends_through)


def goes_elsewhere(filing: Filing, others: Iterable[Filing], pack: Pack) -> bool:
    """Whether one of the unit's other filings for the series and level took another way.

    Tracks are ways that the notice itself keeps apart: colleagues may file on different ones.
    """
    tracks = {plan.id: plan.track for plan in pack.plans}
    same_track = [one for one in others if tracks.get(one.plan_id) == tracks[filing.plan_id]]
    return any((one.committee, one.channel) != (filing.committee, filing.channel) for one in same_track)
