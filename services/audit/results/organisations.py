"""What the methods about the organisation register give."""

from __future__ import annotations

from typing import Annotated

from services.audit.domain.organisation import OrganisationKind
from shared.contracts.audit.organisation import Contact
from shared.policy.terms.basics import Channel, Nature, Tier
from shared.wire.types import Doc, record


@record
class OrganisationView:
    """An entry of the register; all of it is public. `channel` to `under_reform` are what a unit's route depends on."""

    organisation_id: str
    name: str
    kind: OrganisationKind
    tier: Tier
    region: Annotated[str, Doc("six-digit code")]
    sector: str
    nature: Nature
    parent_id: Annotated[str | None, Doc("its competent department")]
    contact: Contact
    seal_reference: str | None
    channel: Annotated[Channel | None, Doc("the body through which a non-public unit recommends")]
    stationed: Annotated[bool, Doc("of the centre or another province")]
    entrusted: Annotated[bool | None, Doc("its entrustment letter and the consent are there; null: not known")]
    specialised_sme: Annotated[bool, Doc("a specialised small enterprise, or a manufacturing champion")]
    under_reform: Annotated[bool, Doc("is being reorganised")]
    version: int


@record
class OrganisationRegisteredAnswer:
    """The entry stands; `version` counts how often it was written."""

    organisation_id: str
    version: int
