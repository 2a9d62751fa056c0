"""What the committee service knows of an organisation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from shared.contracts.audit.organisation import Contact, stands_on


@dataclass(slots=True)
class KnownOrganisation:
    """A projection of the audit service's register.

    `parent_id`: the competent department. `stationed`: of the centre or another province; `entrusted`: whether the
    entrustment letter of such a unit is there, None while nobody has said. `valid_from` and `valid_until` are its first
    and last day, None where it has none.
    """

    id: str
    name: str
    kind: str
    tier: str
    region: str
    contact: Contact
    sector: str = ""
    parent_id: str | None = None
    stationed: bool = False
    entrusted: bool | None = None
    valid_from: date | None = None
    valid_until: date | None = None

    def stands_on(self, day: date) -> bool:
        """Whether new work may come to it on that day."""
        return stands_on(day, self.valid_from, self.valid_until)
