"""Whose an ID number is: stated by anybody, owned by the one for whom somebody has looked."""

from __future__ import annotations

from datetime import date

from services.declaration.domain.id_number import IdNumberCheck, check_id_number
from services.declaration.domain.life import Life, of_the_basics, of_the_sections, refuse_impossible
from services.declaration.domain.person import Person
from services.declaration.domain.scope import governed
from services.declaration.requests import CorrectIdNumber, SettleIdNumber
from services.declaration.results import PersonChanged
from services.declaration.usecases.access import bodies_above, changed_person, hidden_person, own_person, scope_of
from services.declaration.usecases.ports import Ports
from services.declaration.usecases.profiles import note_waiting
from shared.contracts import declaration as contract
from shared.contracts.declaration import SettledBy
from shared.contracts.key_purposes import NUMBERS
from shared.kernel.errors import conflict, invalid
from shared.kernel.masking import mask_id_number
from shared.kernel.scope import Ground
from shared.persistence import Tx
from shared.security import blind_index, seal

SEX = {"male": "男", "female": "女"}


def claims_on_number(tx: Tx[Ports], person: Person) -> tuple[Person, list[Person]]:
    """The person, and whoever else states the same number: as they are now, held until the end of the transaction.

    Held in the order of their ids, so that two decisions on one number come one after the other.
    """
    held = {each.person_id: each for each in tx.ports.persons.claimants(person.id_number_index, hold=True)}
    return held.pop(person.person_id, person), list(held.values())


def refuse_second_owner(others: list[Person]) -> None:
    """conflict `id_number_owned` where the number was found to be another person's; the body above both decides."""
    if any(other.holds_number for other in others):
        raise conflict("id_number_owned", path="person_id")


def void_others(tx: Tx[Ports], person: Person, others: list[Person], by: SettledBy) -> None:
    """Every other claim on the number falls, and both sides are told."""
    fallen = [other for other in others if other.claim != "void"]
    for other in fallen:
        other.void_number()
        tx.ports.persons.save(other, other.version)
        under_way = tuple(each.declaration_id for each in tx.ports.declarations.of_person(other.person_id))
        voided = contract.IdNumberVoided(person_id=other.person_id, unit_id=other.unit_id, declaration_ids=under_way)
        tx.record(contract.ID_NUMBER_VOIDED, other.person_id, voided)
        tx.trail("void_id_number", "person", other.person_id, data={"by": by})
    if fallen:
        settled = contract.IdNumberSettled(
            person_id=person.person_id, unit_id=person.unit_id, by=by, voided=len(fallen)
        )  # fmt: skip
        tx.record(contract.ID_NUMBER_SETTLED, person.person_id, settled)
        tx.trail("own_id_number", "person", person.person_id, data={"by": by, "voided": len(fallen)})


def take_by_provider(tx: Tx[Ports], person: Person) -> None:
    """The identity provider names the number in the token: it is the caller's, unless it was found to be another's.

    Raises invalid `id_number_of_another` for a number that is not the one in the token. A provider that names none
    decides nothing.
    """
    told = tx.caller.id_number_index
    if told is None:
        return
    if told != person.id_number_index:
        raise invalid("id_number_of_another", path="id_number")
    _, others = claims_on_number(tx, person)
    if not any(other.holds_number for other in others):
        void_others(tx, person, others, "identity_provider")
        person.own_number()


def sealed_number(checked: IdNumberCheck) -> tuple[str, str, str, str, date]:
    """Sealed, masked, its index, and what it says of sex and birth."""
    number = checked.number
    return seal(number, NUMBERS), mask_id_number(number), blind_index(number), SEX[checked.sex], checked.birth_date


def correct_id_number(tx: Tx[Ports], request: CorrectIdNumber) -> PersonChanged:
    """State another number in place of one that nobody has found to be one's own.

    Raises invalid `id_number_*` and the first of the dates that cannot be, conflict `id_number_settled`.
    """
    person = own_person(tx, request.person_id)
    waited_for, checked = person.waits_for, check_id_number(request.id_number)
    person.correct_number(*sealed_number(checked))
    work = person.basics.work_started_on.isoformat()
    life = Life(person.birth_date, work, tx.today, "id_number", "work_started_on")
    refuse_impossible([*of_the_basics(life), *of_the_sections(life, person.profile, "profile")])
    take_by_provider(tx, person)
    tx.ports.persons.save(person, request.expected_version)
    note_waiting(tx, person, waited_for)
    tx.trail("correct_id_number", "person", person.person_id)
    return changed_person(person)


def settle_id_number(tx: Tx[Ports], request: SettleIdNumber) -> PersonChanged:
    """A body above decides whose a number is that two units vouch for; every other claim on it falls.

    Raises not_found `person_not_found` for a body that is not above the person's unit, conflict
    `id_number_needs_higher_body` where it is not above the unit of the one whose number it was.
    """
    person = tx.ports.persons.get(request.person_id)
    scope = scope_of(tx)
    scope.require(governed(bodies_above(tx, person.unit_id)), {Ground.AUTHORITY}, hidden_person())
    person, others = claims_on_number(tx, person)
    for owner in others:
        if owner.holds_number:
            higher = conflict("id_number_needs_higher_body", path="person_id")
            scope.require(governed(bodies_above(tx, owner.unit_id)), {Ground.AUTHORITY}, higher)
    void_others(tx, person, others, "body_above")
    waited_for = person.waits_for
    person.own_number()
    tx.ports.persons.save(person, request.expected_version)
    note_waiting(tx, person, waited_for)
    tx.trail("settle_id_number", "person", person.person_id, opinion=request.opinion)
    return changed_person(person)
