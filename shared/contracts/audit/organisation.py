"""What the audit service publishes about organisations: a part of its contract."""

from __future__ import annotations

from shared.contracts.base import (
    Contract,
    EventType,
    maybe_flag,
    maybe_text,
    one,
    one_of,
    text,
)
from shared.contracts.samples import ID_B, ID_D


class Contact(Contract):
    """Where people reach an organisation."""

    telephone = maybe_text()
    address = maybe_text()
    email = maybe_text()


class OrganisationRegistered(Contract):
    """An organisation exists or has changed; the whole state is in the event."""

    organisation_id = text()
    name = text()
    kind = one_of(
        "unit", "department", "hr_bureau", "committee_office", "talent_service", "association", "service_point"
    )  # fmt: skip
    tier = one_of("township", "county", "city", "region")
    region = text()
    sector = text()
    nature = text()
    parent_id = maybe_text()
    contact = one(Contact)
    seal_reference = maybe_text()
    channel = maybe_text()
    stationed = maybe_flag()
    entrusted = maybe_flag()
    specialised_sme = maybe_flag()
    under_reform = maybe_flag()


ORGANISATION_REGISTERED = EventType(
    "audit.organisation_registered", "organisation", OrganisationRegistered,
    {"organisation_id": ID_B, "name": "红山区第一小学", "kind": "unit", "tier": "county", "region": "150402",
     "sector": "education", "nature": "public_institution", "parent_id": ID_D,
     "contact": {"telephone": "0476-0000000", "address": "红山区", "email": None}, "seal_reference": "SEAL-0001"},
)  # fmt: skip
