"""What the methods about the organisation register give."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from services.audit.domain.organisation import OrganisationKind, OrganisationState
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
    valid_from: Annotated[date | None, Doc("its first day")]
    valid_until: Annotated[date | None, Doc("its last day")]
    merged_into: Annotated[str | None, Doc("who took it over")]
    state: Annotated[OrganisationState, Doc("as of today")]


@record
class OrganisationRegisteredAnswer:
    """The entry stands; `version` counts how often it was written."""

    organisation_id: str
    version: int


@record
class OrganisationChangedAnswer:
    """The entry as it is from now on has that version."""

    organisation_id: str
    version: int


@record
class OrganisationEndedAnswer:
    """The entry has its last day, or none any more; `open_cases` go on there."""

    organisation_id: str
    version: int
    open_cases: int
