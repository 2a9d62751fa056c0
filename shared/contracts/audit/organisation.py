"""What the audit service publishes about organisations: a part of its contract."""

from __future__ import annotations

from datetime import date
from typing import Literal

from shared.contracts.base import EventType
from shared.contracts.samples import ID_B, ID_D
from shared.wire.types import record


@record
class Contact:
    """Where people reach an organisation, or may object to a posted list."""

    telephone: str | None = None
    address: str | None = None
    email: str | None = None


@record
class OrganisationRegistered:
    """An organisation exists or has changed; the whole state is in the event.

    `valid_from` and `valid_until` are its first and last day, null where it has none; `merged_into` took it over.
    """

    organisation_id: str
    name: str
    kind: Literal[
        "unit", "department", "hr_bureau", "committee_office", "talent_service", "association", "service_point"
    ]
    tier: Literal["township", "county", "city", "region"]
    region: str
    sector: str
    nature: str
    parent_id: str | None = None
    contact: Contact
    seal_reference: str | None = None
    channel: str | None = None
    stationed: bool | None = None
    entrusted: bool | None = None
    specialised_sme: bool | None = None
    under_reform: bool | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    merged_into: str | None = None


def stands_on(day: date, valid_from: date | None, valid_until: date | None) -> bool:
    """Whether new work may come on that day to an organisation with such a first and last day."""
    return (valid_from is None or valid_from <= day) and (valid_until is None or day <= valid_until)


ORGANISATION_REGISTERED = EventType(
    "audit.organisation_registered", "organisation", OrganisationRegistered,
    {"organisation_id": ID_B, "name": "红山区第一小学", "kind": "unit", "tier": "county", "region": "150402",
     "sector": "education", "nature": "public_institution", "parent_id": ID_D,
     "contact": {"telephone": "0476-0000000", "address": "红山区", "email": None}, "seal_reference": "SEAL-0001"},
)  # fmt: skip
