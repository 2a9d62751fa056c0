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


RESOLVERS: dict[str, Resolver] = {"person": _person, "declaration": _declaration}
