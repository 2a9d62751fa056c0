"""Whom each command concerns, for `concerns.csv`: what is not there concerns nobody."""

from __future__ import annotations

from collections.abc import Callable

from services.committee.requests import CheckIn, DeclareRecusal, ReportCleaning
from services.committee.usecases.ports import People, Ports
from shared.persistence import Tx
from shared.security import Resolver


def _by(find: Callable[[People, str], set[str]]) -> Resolver:
    """What the parameter's value alone leads to."""
    return lambda tx, value, request: find(tx.ports.people, value)


def _seat(tx: Tx[Ports], expert_no: str, request: CheckIn | DeclareRecusal) -> set[str]:
    return tx.ports.people.of_seat(request.session_id, expert_no)


def _expert(tx: Tx[Ports], expert_no: str, request: ReportCleaning) -> set[str]:
    return tx.ports.people.of_expert(request.committee_id, expert_no)


RESOLVERS: dict[str, Resolver] = {
    "declaration": _by(lambda people, key: people.of_declaration(key)),
    "committee": _by(lambda people, key: people.of_committee(key)),
    "committee_code": _by(lambda people, key: people.of_code(key)),
    "session": _by(lambda people, key: people.of_session(key)),
    "objection": _by(lambda people, key: people.of_objection(key)),
    "certificate": _by(lambda people, key: people.of_certificate(key)),
    "measure": _by(lambda people, key: people.of_measure(key)),
    "extension": _by(lambda people, key: people.of_extension(key)),
    "pool": _by(lambda people, key: people.of_pool(key)),
    "seat": _seat,
    "expert": _expert,
}
