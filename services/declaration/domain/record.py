"""What this register remembers of a person beside the profile: the year's other declarations, rights used up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from services.declaration.domain.declaration import Declaration
from services.declaration.domain.filing import UnitFiling
from services.declaration.domain.transitions import DeclarationState
from shared.policy import Filed, Pack, Plan, Record, major_code
from shared.policy.pack.choices import Ending

ENDINGS: dict[DeclarationState, Ending] = {
    DeclarationState.WITHDRAWN: "withdrawn",
    DeclarationState.LAPSED: "abandoned",
    DeclarationState.REJECTED: "rejected",
    DeclarationState.NOT_PASSED: "not_passed",
    DeclarationState.PASSED: "succeeded",
    DeclarationState.APPROVED: "succeeded",
    DeclarationState.CERTIFIED: "succeeded",
    DeclarationState.CANCELLED: "void",
    DeclarationState.REVOKED: "void",
}
"""What became of a declaration, in the words of the packs; every other state is under way."""

SUCCEEDED = (DeclarationState.PASSED, DeclarationState.APPROVED, DeclarationState.CERTIFIED)
"""Only a success uses a once-only right up."""


def record_of(
    others: Iterable[Declaration], unit_filed: Iterable[Filed], pack: Pack, packs: Mapping[str, Pack],
    integrity_until: date | None,
) -> Record:  # fmt: skip
    """The record over all other declarations of the person, of any year and notice.

    `packs` holds the notices of those declarations by id: a right used up under one of them is used up everywhere,
    because packs name the same right alike. `unit_filed`: what colleagues have filed. `integrity_until`: the last day
    of a bar by the archive.
    """
    listed = list(others)
    return Record(
        filed=tuple(filed(one, packs) for one in listed if one.choice.year == pack.notice.year),
        unit_filed=tuple(unit_filed),
        rights_used=tuple(sorted({right for one in listed for right in _rights_used(one, packs)})),
        integrity_until=integrity_until,
    )


def filed(one: Declaration, packs: Mapping[str, Pack]) -> Filed:
    """A declaration by the features that the limits of a notice compare."""
    choice, plan, way = one.choice, _plan(one, packs), one.filing
    return Filed(
        notice_id=choice.notice_id, plan=choice.plan_id, series=choice.series, level=choice.level,
        level_group=choice.level_group, track=plan.track if plan else "", round=plan.round if plan else None,
        major=major_code(choice.series, one.sections.get("major")), committee=way.committee if way else None,
        channel=way.channel if way else None, submitted=one.submitted_at is not None,
        ending=ENDINGS.get(one.state, "open"),
    )  # fmt: skip


def filed_by_unit(one: UnitFiling, pack: Pack) -> Filed | None:
    """A way that colleagues have filed by; None for a plan that this version of the notice no longer has."""
    plan = next((plan for plan in pack.plans if plan.id == one.filing.plan_id), None)
    if plan is None:
        return None
    return Filed(
        notice_id=pack.notice.id, plan=plan.id, series=plan.series, level=plan.level, level_group=plan.level_group,
        track=plan.track, round=plan.round, committee=one.filing.committee, channel=one.filing.channel,
        submitted=one.submitted, ending=ENDINGS.get(one.state, "open"),
    )  # fmt: skip


def _plan(one: Declaration, packs: Mapping[str, Pack]) -> Plan | None:
    pack = packs.get(one.choice.notice_id)
    return next((plan for plan in pack.plans if plan.id == one.choice.plan_id), None) if pack else None


def _rights_used(one: Declaration, packs: Mapping[str, Pack]) -> Iterator[str]:
    """The right of the way declared, and those of the reliefs on which the filing rested."""
    if one.state not in SUCCEEDED:
        return
    pack, route = packs.get(one.choice.notice_id), one.sections.get("route_claimed")
    yield from (path.right for path in (pack.paths if pack else ()) if path.id == route and path.right)
    yield from one.sections.get("rights_claimed") or ()
