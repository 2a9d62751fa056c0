"""What the methods about the organisation register take."""

from __future__ import annotations

from typing import Annotated

from marshmallow import validate

from services.audit.domain.organisation import OrganisationKind
from services.audit.requests.vocabulary import ContactEntry, Region
from shared.policy.terms.basics import Channel, Nature, Tier
from shared.wire.requests import Command, ListQuery, Query, sorted_by
from shared.wire.types import Doc, record


@record
class RegisterOrganisation(Command):
    """An organisation of the register; `organisation_id` may be given to replace or to import a known one."""

    organisation_id: Annotated[
        str | None,
        validate.Length(equal=36),
        Doc("36 characters, to replace an entry or to import one under its id"),
    ] = None
    name: Annotated[str, validate.Length(min=2, max=200)]
    kind: OrganisationKind
    tier: Tier
    region: Annotated[Region, Doc("six-digit code")]
    sector: Annotated[str, validate.Length(min=1, max=40)]
    nature: Nature
    parent_id: Annotated[str | None, Doc("its competent department")] = None
    contact: ContactEntry = ContactEntry()
    seal_reference: Annotated[str | None, validate.Length(max=100)] = None
    channel: Annotated[Channel | None, Doc("the body through which a non-public unit recommends")] = None
    stationed: bool = False
    entrusted: bool | None = None
    specialised_sme: bool = False
    under_reform: bool = False


@record
class GetOrganisation(Query):
    """One organisation."""

    organisation_id: str


@record
class OrganisationFilter:
    """Which organisations."""

    kind: OrganisationKind | None = None
    region: Region | None = None
    sector: str | None = None
    parent_id: str | None = None


@record
class ListOrganisations(ListQuery):
    """A page of the register."""

    filter: OrganisationFilter = OrganisationFilter()
    sort: Annotated[str | None, sorted_by("name")] = None
