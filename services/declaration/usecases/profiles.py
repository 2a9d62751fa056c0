"""Profiles that wait for the unit's word: which they are, and sending one back with what is to be mended."""

from __future__ import annotations

from services.declaration.domain.person import Person, ProfileRemark, ProfileReturn
from services.declaration.domain.scope import vouched
from services.declaration.requests import ListWaitingProfiles, ReturnProfile
from services.declaration.results import PersonChanged, WaitingProfile
from services.declaration.usecases.access import bodies_above, changed_person, hidden_person, scope_of
from services.declaration.usecases.ports import Ports
from shared.contracts import declaration as contract
from shared.kernel.errors import forbidden, invalid
from shared.kernel.scope import CLERKS, Ground
from shared.persistence import Tx
from shared.wire.types import Page


def list_waiting_profiles(tx: Tx[Ports], request: ListWaitingProfiles) -> Page[WaitingProfile]:
    """Of the caller's own unit, or of one right below his house; forbidden `organisation_not_allowed` of others."""
    house = scope_of(tx).acts_for(CLERKS)
    unit_id = request.unit_id or house
    if house is None or unit_id is None or (unit_id != house and next(bodies_above(tx, unit_id), None) != house):
        raise forbidden("organisation_not_allowed")
    return tx.ports.persons.waiting(unit_id, request).turned(_waiting)


def return_profile(tx: Tx[Ports], request: ReturnProfile) -> PersonChanged:
    """Who may vouch for the profile may send it back; the person hears of it, and whatever he changes clears it."""
    person = tx.ports.persons.get(request.person_id)
    scope, above = scope_of(tx), next(bodies_above(tx, person.unit_id), None)
    scope.require(vouched(person, above), {Ground.UNIT, Ground.AUTHORITY}, hidden_person())
    parts = [one.part for one in request.items]
    if len(set(parts)) != len(parts):
        raise invalid("profile_part_twice", path="items")
    organisation_id = scope.acts_for() or person.unit_id
    items = tuple(ProfileRemark(part=one.part, text=one.text) for one in request.items)
    word = ProfileReturn(
        at=tx.now, by=tx.caller.person_id, organisation_id=organisation_id, opinion=request.opinion, items=items
    )
    person.send_back(word)
    tx.ports.persons.save(person, request.expected_version)
    fact = contract.ProfileReturned(
        person_id=person.person_id, unit_id=person.unit_id, organisation_id=organisation_id, parts=tuple(parts)
    )
    tx.record(contract.PROFILE_RETURNED, person.person_id, fact)
    tx.trail("return_profile", "person", person.person_id, opinion=request.opinion, data={"parts": parts})
    return changed_person(person)


def note_waiting(tx: Tx[Ports], person: Person, waited_for: str | None) -> None:
    """Announce that the profile waits for a unit's word, unless it waited for that unit before the change."""
    unit_id = person.waits_for
    if unit_id is not None and unit_id != waited_for:
        fact = contract.ProfileWaiting(person_id=person.person_id, unit_id=unit_id)
        tx.record(contract.PROFILE_WAITING, person.person_id, fact)


def _waiting(person: Person) -> WaitingProfile:
    return WaitingProfile(
        person_id=person.person_id, version=person.version, name=person.name, unit_id=person.unit_id,
        id_number_claim=person.claim, missing=tuple(person.missing_parts()), has_photo=person.photo_key is not None,
        returned_at=person.returned.at if person.returned else None,
    )  # fmt: skip
