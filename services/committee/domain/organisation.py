"""What the committee service knows of an organisation."""

from __future__ import annotations

from dataclasses import dataclass

from shared.contracts.audit.organisation import Contact


@dataclass(slots=True)
class KnownOrganisation:
    """A projection of the audit service's register.

    `parent_id`: the competent department. `stationed`: of the centre or another province; `entrusted`: whether the
    entrustment letter of such a unit is there, None while nobody has said.
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
