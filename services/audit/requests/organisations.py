"""What the methods about the organisation register take."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from marshmallow import validate

from services.audit.domain.organisation import OrganisationKind, OrganisationState
from services.audit.requests.vocabulary import ContactEntry, Region
from shared.policy.terms.basics import Channel, Nature, Tier
from shared.wire.requests import Change, Command, ListQuery, Query, sorted_by
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
    valid_from: Annotated[date | None, Doc("its first day; left out, that of a known entry stays")] = None


Reason = Annotated[str, validate.Length(min=2, max=500)]


@record
class ChangeOrganisation(Change):
    """What of an entry may change while it stands; every field takes the place of what was there."""

    organisation_id: str
    name: Annotated[str, validate.Length(min=2, max=200)]
    kind: OrganisationKind
    parent_id: Annotated[str | None, Doc("its competent department")] = None
    contact: ContactEntry = ContactEntry()
    valid_from: Annotated[date | None, Doc("its first day")] = None
    reason: Annotated[Reason, Doc("for the history of the entry")]


@record
class EndOrganisation(Change):
    """An organisation takes no new work after its last day; what is open there goes on."""

    organisation_id: str
    last_day: Annotated[date | None, Doc("null: it stands again")] = None
    reason: Annotated[Reason, Doc("for the history of the entry")]


@record
class MergeOrganisation(Change):
    """An organisation is taken over by another of its kind, from today on."""

    organisation_id: str
    into_id: Annotated[str, Doc("who takes it over")]
    reason: Annotated[Reason, Doc("for the history of the entry")]


@record
class GetOrganisation(Query):
    """One organisation."""

    organisation_id: str


@record
class OrganisationFilter:
    """Which organisations."""

    kind: OrganisationKind | None = None
    region: Annotated[Region | None, Doc("exactly this division")] = None
    sector: str | None = None
    parent_id: str | None = None
    name: Annotated[str | None, validate.Length(min=1, max=50), Doc("a part of the name")] = None
    within: Annotated[Region | None, Doc("this division and those within it")] = None
    state: Annotated[OrganisationState | None, Doc("as of today")] = None


@record
class ListOrganisations(ListQuery):
    """A page of the register."""

    filter: OrganisationFilter = OrganisationFilter()
    sort: Annotated[str | None, sorted_by("name", "kind", "region")] = None


@record
class OrganisationChangeFilter:
    """Whose history."""

    organisation_id: str


@record
class ListOrganisationChanges(ListQuery):
    """The history of one entry, the newest step first."""

    filter: OrganisationChangeFilter
    sort: Annotated[str | None, sorted_by("version")] = None
