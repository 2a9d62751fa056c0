"""What this register remembers of a person beside the profile: the year's other declarations, rights used up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from services.declaration.domain.declaration import Declaration
from services.declaration.domain.states import State
from shared.policy import Pack, Plan, Record

SUCCEEDED = (State.PASSED, State.APPROVED, State.CERTIFIED)
"""Only a success uses a once-only right up."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a person qualifies: `ordinary` or the id of a preferential path, and completed years in the profession.

    `talent_category` is the number of the green-channel policy used.
    """

    route: str
    profession_years: int
    talent_category: int | None = None


def record_of(others: Iterable[Declaration], pack: Pack, plan: Plan, packs: Mapping[str, Pack]) -> Record:
    """The record over all other declarations of the person, of any year and notice.

    `packs` holds the notices of those declarations by id: a right used up under one of them is used up everywhere,
    because packs name the same right alike.
    """
    live = [one for one in others if one.state is not State.WITHDRAWN]
    year = [one for one in live if one.choice.year == pack.notice.year]
    tracks = {one.declaration_id: _track(one, packs) for one in year}
    return Record(
        same_level_this_year=sum(one.choice.level == plan.level for one in year if not _failed_here(one, plan, tracks)),
        rights_used=tuple(sorted({right for one in live if (right := _right_used(one, packs))})),
        other_track_this_year=sum(tracks[one.declaration_id] != plan.track for one in year),
        failed_this_track=any(_failed_here(one, plan, tracks) for one in year),
    )


def _track(one: Declaration, packs: Mapping[str, Pack]) -> str | None:
    pack = packs.get(one.choice.notice_id)
    found = next((plan for plan in pack.plans if plan.id == one.choice.plan_id), None) if pack else None
    return found.track if found else None


def _failed_here(one: Declaration, plan: Plan, tracks: Mapping[str, str | None]) -> bool:
    """Not passed on this green channel earlier in the year: another round may be tried with new achievements."""
    repeatable = plan.round is not None and one.choice.plan_id != plan.id
    return repeatable and one.state is State.NOT_PASSED and tracks[one.declaration_id] == plan.track


def _right_used(one: Declaration, packs: Mapping[str, Pack]) -> str | None:
    pack, route = packs.get(one.choice.notice_id), one.sections.get("route_claimed")
    if pack is None or one.state not in SUCCEEDED:
        return None
    return next((path.right for path in pack.paths if path.id == route), None)
