"""What a declaration and a person are to the rule of scope: applicant, unit, and the bodies that have held a stage."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from services.declaration.domain.declaration import Declaration
from services.declaration.domain.person import Person
from shared.kernel.scope import BODY_CLERKS, CLERKS, HR_CLERK, UNIT_CLERK, Ground, Involved, Matter

UNIT_ROLES = frozenset({UNIT_CLERK, HR_CLERK})
"""Roles that see a person of their own organisation in full."""
READERS = frozenset({Ground.OWN, Ground.UNIT, Ground.HELD})
"""Who may read a declaration; a stage once held stays readable, one that lies ahead is not."""
OPEN_TO = frozenset({Ground.OWN, Ground.UNIT})
"""Who sees a person's numbers in full."""


def declared(declaration: Declaration, holders: Collection[str]) -> Matter:
    """A declaration; `holders` are the organisations that hold or have held a stage."""
    unit_id = declaration.unit_id
    of_unit = Involved(unit_id, Ground.UNIT, frozenset({UNIT_CLERK}))
    return Matter(declaration.person_id, (of_unit, *(held_by(holder) for holder in holders)))


def held_by(holder: str) -> Involved:
    """A stage held; the unit's own clerk reads by what his unit is to the declaration, never by what it holds."""
    return Involved(holder, Ground.HELD, BODY_CLERKS)


def person(one: Person) -> Matter:
    """A person and the clerks who work on personnel matters for the unit."""
    return Matter(one.person_id, (Involved(one.unit_id, Ground.UNIT, UNIT_ROLES),))


def governed(bodies: Iterable[str]) -> Matter:
    """What only a body above may settle; `bodies` are those above."""
    return Matter(None, tuple(Involved(body, Ground.AUTHORITY, BODY_CLERKS) for body in bodies))


def vouched(one: Person, above: str | None) -> Matter:
    """A profile before its verification: the unit's clerks vouch for it, or those of the body above it."""
    standings = (Involved(one.unit_id, Ground.UNIT, CLERKS), Involved(above, Ground.AUTHORITY, BODY_CLERKS))
    return Matter(one.person_id, standings)
