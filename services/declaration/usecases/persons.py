"""People: registering, completing the profile, the unit's verification, and who sees what of them."""

from __future__ import annotations

from services.declaration.domain.id_number import check_id_number
from services.declaration.domain.life import Life, of_the_basics, of_the_sections, refuse_impossible
from services.declaration.domain.person import BASICS, Person, PersonBasics
from services.declaration.domain.rows import identified
from services.declaration.domain.scope import OPEN_TO, held_by, vouched
from services.declaration.domain.scope import person as about
from services.declaration.requests import GetPerson, RegisterPerson, UpdateProfile, VerifyProfile
from services.declaration.results import PersonChanged, PersonRegisteredAnswer, PersonView, ProfileReturnView
from services.declaration.usecases.access import (
    bodies_above,
    changed_person,
    hidden_person,
    own_person,
    scope_of,
    unit_of,
)
from services.declaration.usecases.identity import (
    claims_on_number,
    refuse_second_owner,
    sealed_number,
    take_by_provider,
    void_others,
)
from services.declaration.usecases.ports import Ports
from services.declaration.usecases.profiles import note_waiting
from shared.contracts import declaration as contract
from shared.kernel.errors import conflict
from shared.kernel.masking import mask_phone
from shared.kernel.scope import Ground, Matter
from shared.persistence import Tx
from shared.persistence.openings import Opening
from shared.security import open_sealed, seal

PHOTO_SECONDS = 900


def register_person(tx: Tx[Ports], request: RegisterPerson) -> PersonRegisteredAnswer:
    """Open the caller's account; sex and birth date are read from the ID number.

    Whether others state the same number makes no difference to the answer: whose it is, is found when somebody looks.
    Raises invalid `id_number_*`, not_found `unit_not_found`, conflict `person_exists` (the caller has an account).
    """
    checked = check_id_number(request.id_number)
    basics = PersonBasics(**{name: getattr(request, name) for name in BASICS})
    life = Life(
        checked.birth_date, basics.work_started_on.isoformat(), tx.today, "id_number", "work_started_on"
    )  # fmt: skip
    refuse_impossible([*of_the_basics(life)])
    _check_unit(tx, request.unit_id)
    sealed, masked = _phone(request.phone)
    number_sealed, number_masked, index, sex, birth_date = sealed_number(checked)
    person = Person(
        person_id=tx.caller.person_id,
        name=request.name,
        unit_id=request.unit_id,
        sex=sex,
        birth_date=birth_date,
        id_number_sealed=number_sealed,
        id_number_masked=number_masked,
        id_number_index=index,
        phone_sealed=sealed,
        phone_masked=masked,
        basics=basics,
        profile={},
    )
    take_by_provider(tx, person)
    tx.ports.persons.add(person)
    fact = contract.PersonRegistered(person_id=person.person_id, name=person.name, unit_id=person.unit_id)
    tx.record(contract.PERSON_REGISTERED, person.person_id, fact)
    tx.trail("register_person", "person", person.person_id)
    return PersonRegisteredAnswer(
        person_id=person.person_id, version=person.version, verified=person.is_verified, warnings=checked.warnings
    )


def update_profile(tx: Tx[Ports], request: UpdateProfile) -> PersonChanged:
    """Replace parts of one's own profile; the unit's verification falls and is to be given again.

    Raises invalid `row_unknown`, `row_twice`, and the first of the dates that cannot be (all in details.problems).
    """
    person = own_person(tx, request.person_id)
    waited_for = person.waits_for
    changes = identified(request.profile, [person.profile], tx.new_id, "profile")
    if "unit_id" in changes:
        unit_id = changes.pop("unit_id")
        _check_unit(tx, unit_id)
        person.move_to(unit_id)
    if "phone" in changes:
        person.take_phone(*_phone(changes.pop("phone")))
    person.change(changes)
    life = person.life(tx.today)
    refuse_impossible([*of_the_basics(life), *of_the_sections(life, person.profile, "profile")])
    tx.ports.persons.save(person, request.expected_version)
    note_waiting(tx, person, waited_for)
    parts = sorted(request.profile)
    tx.trail("update_profile", "person", person.person_id, data={"parts": parts})
    return changed_person(person)


def verify_profile(tx: Tx[Ports], request: VerifyProfile) -> PersonChanged:
    """The clerk of the person's unit vouches for the profile; not_found `person_not_found` for any other clerk.

    With a reason the body above the unit stands in: the person may be the only clerk there. The ID number is that
    person's from then on, and every other claim on it falls; conflict `id_number_owned` where it is another's.
    """
    person = tx.ports.persons.get(request.person_id)
    reason = request.substitute_reason
    scope, above = scope_of(tx), next(bodies_above(tx, person.unit_id), None) if reason else None
    scope.require(vouched(person, above), {Ground.UNIT, Ground.AUTHORITY}, hidden_person())
    organisation_id = scope.acts_for() or person.unit_id
    person, others = claims_on_number(tx, person)
    refuse_second_owner(others)
    person.verify(tx.caller.person_id, organisation_id, request.opinion, tx.now)
    void_others(tx, person, others, "unit")
    person.own_number()
    tx.ports.persons.save(person, request.expected_version)
    fact = contract.ProfileVerified(
        person_id=person.person_id, unit_id=person.unit_id, verified_by=tx.caller.person_id,
        organisation_id=organisation_id, substitute_reason=reason,
    )  # fmt: skip
    tx.record(contract.PROFILE_VERIFIED, person.person_id, fact)
    stands_in = {"organisation_id": fact.organisation_id, "substitute_reason": reason, "unit_id": fact.unit_id}
    data = stands_in if fact.organisation_id != fact.unit_id else None
    tx.trail("verify_profile", "person", person.person_id, opinion=request.opinion, data=data)
    return changed_person(person)


def get_person(tx: Tx[Ports], request: GetPerson) -> PersonView:
    """One person; the full numbers for the person and the clerks of the unit, masked for organisations that hold a
    stage of one of the person's declarations, not_found `person_not_found` for everybody else."""
    person = tx.ports.persons.get(request.person_id)
    scope = scope_of(tx)
    ground = scope.ground(about(person), OPEN_TO)
    if ground is None:
        scope.require(_audited(tx, person, scope.acts_for()), {Ground.HELD}, hidden_person())
    view = _view(tx, person, ground is not None)
    shown = {"id_number": view.id_number, "phone": view.phone, "photo": view.photo_url}
    names = tuple(name for name, value in shown.items() if value is not None)
    if names:
        tx.opened(Opening(names, "person", person.person_id, ground or Ground.HELD), [person.person_id])
    return view


def _audited(tx: Tx[Ports], person: Person, organisation_id: str | None) -> Matter:
    """The person as the holder of a stage of one of the declarations sees him, if that organisation is one."""
    holds = organisation_id is not None and tx.ports.cases.holds_one_of(organisation_id, person.person_id)
    return Matter(person.person_id, (held_by(organisation_id),) if organisation_id and holds else ())


def _view(tx: Tx[Ports], person: Person, opened: bool) -> PersonView:
    """`opened`: with the full numbers."""
    word, basics, photo = person.verification, person.basics, person.photo_key
    return PersonView(
        person_id=person.person_id, version=person.version, name=person.name, unit_id=person.unit_id,
        sex=person.sex, birth_date=person.birth_date,
        id_number=open_sealed(person.id_number_sealed) if opened else None, id_number_masked=person.id_number_masked,
        phone=open_sealed(person.phone_sealed) if opened and person.phone_sealed else None,
        phone_masked=person.phone_masked, former_name=basics.former_name, ethnicity=basics.ethnicity,
        birth_place=basics.birth_place, work_started_on=basics.work_started_on,
        health=basics.health, party=basics.party, administrative_post=basics.administrative_post,
        society_posts=basics.society_posts, foreign_language=basics.foreign_language,
        current_work=basics.current_work, profile=person.profile, photo_key=photo,
        photo_url=tx.ports.files.presigned_get(photo, PHOTO_SECONDS) if photo else None,
        id_number_claim=person.claim, verified=person.is_verified, verified_at=word.at if word else None,
        verification_opinion=word.opinion if word else None, returned=_returned(person),
    )  # fmt: skip


def _returned(person: Person) -> ProfileReturnView | None:
    back = person.returned
    return ProfileReturnView(at=back.at, opinion=back.opinion, items=back.items) if back else None


def _check_unit(tx: Tx[Ports], unit_id: str) -> None:
    if unit_of(tx, unit_id).kind == "committee_office":
        raise conflict("unit_not_a_workplace", path="unit_id")


def _phone(phone: str | None) -> tuple[str | None, str | None]:
    """Sealed and masked."""
    return (seal(phone), mask_phone(phone)) if phone else (None, None)
