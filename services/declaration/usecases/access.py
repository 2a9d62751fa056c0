"""Loading a declaration for a purpose: to change it (the applicant only) or to read it (those of its scope)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any, TypeVar

from services.declaration.domain.declaration import Declaration
from services.declaration.domain.person import Person
from services.declaration.domain.scope import READERS, declared
from services.declaration.domain.views import KnownOrganisation
from services.declaration.results import DeclarationChanged, PersonChanged
from services.declaration.usecases.ports import Ports
from shared.kernel.errors import ZhipingError, not_found
from shared.kernel.scope import Ground, Matter, Reach, kind_by
from shared.persistence import Tx
from shared.policy import Pack, Plan
from shared.policy.pack.holders import superior_of
from shared.wire.types import widened

A = TypeVar("A", bound=DeclarationChanged)
HIGHEST = 5
"""Steps from a unit to the top."""


def scope_of(tx: Tx[Ports]) -> Reach:
    """The caller's reach, by the organisations known here."""
    return Reach.of(tx.caller, kind_by(tx.ports.organisations.find))


def own_declaration(tx: Tx[Ports], declaration_id: str) -> Declaration:
    """The caller's own declaration; not_found `declaration_not_found` otherwise."""
    declaration = tx.ports.declarations.get(declaration_id)
    scope_of(tx).require(declared(declaration, ()), {Ground.OWN}, _hidden())
    return declaration


def readable_declaration(tx: Tx[Ports], scope: Reach, declaration_id: str) -> Declaration:
    """A declaration of the caller's scope; not_found `declaration_not_found` otherwise."""
    declaration = tx.ports.declarations.get(declaration_id)
    holders = tx.ports.cases.holders(declaration_id)
    scope.require(declared(declaration, holders), READERS, _hidden())
    return declaration


def _hidden() -> ZhipingError:
    """What is not yours does not exist for you."""
    return not_found("declaration_not_found", path="declaration_id")


def unit_of(tx: Tx[Ports], unit_id: str) -> KnownOrganisation:
    """A unit as it was last announced; not_found `unit_not_found` while it is not known here."""
    unit = tx.ports.organisations.find(unit_id)
    if unit is None:
        raise not_found("unit_not_found", path="unit_id")
    return unit


def bodies_above(tx: Tx[Ports], unit_id: str) -> Iterator[str]:
    """The organisations above a unit, the nearest first."""
    organisations = tx.ports.organisations
    search = partial(organisations.search, tx.today)
    body = organisations.find(unit_id)
    for _ in range(HIGHEST):
        body = superior_of(body, organisations.find, search) if body else None
        if body is not None:
            yield body.organisation_id


def plan_under(tx: Tx[Ports], declaration: Declaration) -> tuple[Pack, Plan]:
    """The notice's version under which the declaration was started, and its plan there."""
    choice = declaration.choice
    pack = tx.ports.notices.get(choice.notice_id, choice.notice_version).pack
    return pack, pack.plan(choice.plan_id)


def changed(answer: type[A], declaration: Declaration, **more: Any) -> A:
    """What a command on a declaration answers: DeclarationChanged, or what extends it by `more`."""
    now = DeclarationChanged(
        declaration_id=declaration.declaration_id, version=declaration.version, state=declaration.state,
        revision=declaration.revision,
    )  # fmt: skip
    return widened(answer, now, **more)


def own_person(tx: Tx[Ports], person_id: str) -> Person:
    """The caller's own account; not_found for anybody else's."""
    scope_of(tx).require(Matter(person_id), {Ground.OWN}, hidden_person())
    return tx.ports.persons.get(person_id)


def hidden_person() -> ZhipingError:
    """What a stranger to an account hears."""
    return not_found("person_not_found", path="person_id")


def changed_person(person: Person) -> PersonChanged:
    """What a command on a person answers."""
    return PersonChanged(person_id=person.person_id, version=person.version, verified=person.is_verified)
