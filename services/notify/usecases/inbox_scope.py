"""How far a list of entries reaches."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class InboxScope:
    """Whose entries a caller may see: his own, and those of the organisation for which he acts as a clerk.

    Asked for everyone's, an operator sees all, a supervisor those of organisations of the divisions whose codes begin
    with `overseen`, and with `people` those of whoever applies for one of them.
    """

    person_id: str
    organisation_id: str | None
    everyone: bool = False
    overseen: str | None = None
    people: bool = False
