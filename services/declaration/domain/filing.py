"""Which way a filing goes: the committee and the body that recommends."""

from __future__ import annotations

from dataclasses import dataclass

from services.declaration.domain.transitions import DeclarationState
from services.declaration.domain.views import KnownOrganisation
from shared.policy import Pack, Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """A plan filed for with a committee (its code), through a recommending body (see `UnitFacts.channel`)."""

    plan_id: str
    committee: str
    channel: str

    @classmethod
    def of(cls, pack: Pack, plan: Plan, unit: KnownOrganisation) -> Filing:
        """The way that a filing of this unit for the plan takes today."""
        return cls(plan_id=plan.id, committee=pack.committee_code(plan, unit.region), channel=unit.recommends_through)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitFiling:
    """One way that filings of a unit take, with what became of them."""

    filing: Filing
    state: DeclarationState
    submitted: bool
