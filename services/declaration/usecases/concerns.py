"""Whom each command concerns, for `concerns.csv`: what is not there concerns nobody."""

from __future__ import annotations

from services.declaration.usecases.ports import Ports
from shared.kernel.errors import ZhipingError
from shared.persistence import Tx
from shared.security import Resolver


def _person(tx: Tx[Ports], person_id: str, request: object) -> set[str]:
    return {person_id}


def _declaration(tx: Tx[Ports], declaration_id: str, request: object) -> set[str]:
    try:
        return {tx.ports.declarations.get(declaration_id).person_id}
    except ZhipingError:
        return set()


def _claimants(tx: Tx[Ports], person_id: str, request: object) -> set[str]:
    """Everybody who states the same ID number: what one gets is taken from the others."""
    try:
        person = tx.ports.persons.get(person_id)
    except ZhipingError:
        return set()
    return {person_id} | {each.person_id for each in tx.ports.persons.claimants(person.id_number_index)}


RESOLVERS: dict[str, Resolver] = {"person": _person, "declaration": _declaration, "claimants": _claimants}
