"""What this register remembers of a person beside the profile: the year's other declarations, rights used up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from services.declaration.domain.declaration import Declaration
from services.declaration.domain.states import State
from shared.policy import Pack, Plan, Record

SUCCEEDED = (State.PASSED, State.APPROVED, State.CERTIFIED)
"""Only a success uses a once-only right up."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a person qualifies: `ordinary` or the id of a preferential path, and completed years in the profession."""

    route: str
    profession_years: int


def record_of(others: Iterable[Declaration], pack: Pack, plan: Plan) -> Record:
    """The record over all other declarations of the person.

    A right is looked up in the pack in hand: packs name the same right alike. The integrity archive is kept by the
    audit's bureau and is not known here yet.
    """
    declarations = list(others)
    rights = {path.id: path.right for path in pack.paths if path.right}
    used = (rights.get(one.sections.get("route_claimed") or "") for one in declarations if one.state in SUCCEEDED)
    same = [
        one for one in declarations
        if (one.choice.year, one.choice.level) == (pack.notice.year, plan.level) and one.state is not State.WITHDRAWN
    ]  # fmt: skip
    return Record(same_level_this_year=len(same), rights_used=tuple(sorted({right for right in used if right})))
