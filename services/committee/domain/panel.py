"""The panel of one session: seats, roll, recusals and who presides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from shared.kernel.errors import conflict, not_found, refused
from shared.kernel.text import alike_organisations, same_organisation

Role = Literal["member", "alternate", "replaced"]


@dataclass(slots=True)
class PanelMember:
    """One seat. `role` is member, alternate or replaced; `seat` counts from 1 within the role as drawn.

    `present` and `collected` are the roll: that a member took ballots is known, which ones is not.
    """

    session_id: str
    expert_no: str
    name: str
    account: str
    unit: str
    role: Role
    seat: int
    chair: bool
    unit_id: str | None = None
    present: bool = False
    collected: bool = False

    def sign_in(self) -> None:
        """On the roll, once; conflict("already_checked_in") the second time."""
        if self.present:
            raise conflict("already_checked_in")
        self.present = True

    def sign_off(self) -> None:
        """The roll starts anew: the meeting failed."""
        self.present = False

    def succeed(self, leaving: PanelMember) -> None:
        """Take the seat of a member who leaves the panel, and preside in his place."""
        self.role, self.seat, self.chair = "member", leaving.seat, leaving.chair
        leaving.leave()

    def leave(self) -> None:
        """Replaced by an alternate."""
        self.role, self.chair = "replaced", False


@dataclass(frozen=True, slots=True)
class Recusal:
    """回避 of one expert: for one declaration, or for the whole session when `declaration_id` is empty."""

    session_id: str
    expert_no: str
    declaration_id: str
    reason: str
    automatic: bool


def seated(members: Iterable[PanelMember]) -> list[PanelMember]:
    """Those who sit on the panel, by seat."""
    return sorted((member for member in members if member.role == "member"), key=lambda member: member.seat)


def find_seated(members: Iterable[PanelMember], expert_no: str) -> PanelMember:
    """The member with this number; not_found("not_a_member")."""
    for member in seated(members):
        if member.expert_no == expert_no:
            return member
    raise not_found("not_a_member", path="expert_no")


def replace_member(members: list[PanelMember], expert_no: str, clause: str | None) -> PanelMember:
    """The first alternate takes the seat of a member who is recused for the whole session; returns the newcomer.

    refused("no_alternate_left") when nobody can move up: by `clause` only who was drawn sits on a panel.
    """
    leaving = find_seated(members, expert_no)
    waiting = sorted((member for member in members if member.role == "alternate"), key=lambda member: member.seat)
    if not waiting:
        raise refused("no_alternate_left", clause=clause)
    newcomer = waiting[0]
    newcomer.succeed(leaving)
    return newcomer


def presiding(members: Iterable[PanelMember]) -> PanelMember | None:
    """The chair when present, else the present member with the lowest seat."""
    there = [member for member in seated(members) if member.present]
    return next((member for member in there if member.chair), there[0] if there else None)


def same_unit(left: str, right: str) -> bool:
    """Whether two unit names mean the same unit: however wide, spaced or bracketed, and whatever nobody can see."""
    return same_organisation(left, right)


def near_units(units: Iterable[str], others: Iterable[str]) -> set[tuple[str, str]]:
    """Pairs of names that are not the same and so alike that a person has to look."""
    known = set(others)
    return {(one, other) for one in set(units) for other in known if alike_organisations(one, other)}
