"""Objections to posted lists: filing, resolving one or many, reading them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

from services.audit.domain.objection import Objection
from services.audit.domain.publicity import Publicity
from services.audit.domain.scope import POSTERS
from services.audit.requests import DismissObjections, FileObjection, ListObjections, ResolveObjection
from services.audit.results import (
    ObjectionFiledAnswer,
    ObjectionResolvedAnswer,
    ObjectionsDismissedAnswer,
    ObjectionView,
)
from services.audit.usecases.access import list_to, scope_of
from services.audit.usecases.ports import Ports
from services.audit.usecases.publicity_events import filed, resolved
from shared.contracts.audit import OBJECTION_FILED, OBJECTION_RESOLVED
from shared.kernel.errors import forbidden, not_found
from shared.kernel.objecting import chosen
from shared.kernel.scope import Ground
from shared.persistence import Tx
from shared.wire.types import Page


def file_objection(tx: Tx[Ports], request: FileObjection) -> ObjectionFiledAnswer:
    """Anybody may object to a listed person while the list is posted; what they say stays in this service.

    The list is neither read with its objections nor written: any number of people object at the same moment, and none
    of them meets a version. It cannot be closed meanwhile.
    """
    publicity = tx.ports.publicities.lock_shared(request.publicity_id)
    publicity.settle(tx.ports.calendar)
    publicity.check_takes(request.declaration_id, tx.now)
    person_id = None if tx.caller.is_nobody else tx.caller.person_id
    limits = tx.ports.limits
    tx.ports.budgets.spend(limits.budgets(publicity.id, person_id, request.client_address), limits.window, tx.now)
    objection = Objection(
        tx.new_id(), publicity.id, request.declaration_id, request.content, tx.now, person_id
    )  # fmt: skip
    tx.ports.objections.add(objection)
    tx.record(OBJECTION_FILED, publicity.id, filed(publicity, objection))
    tx.trail("objection_filed", "publicity", publicity.id, data={"objection_id": objection.id})
    return ObjectionFiledAnswer(objection_id=objection.id)


def resolve_objection(tx: Tx[Ports], request: ResolveObjection) -> ObjectionResolvedAnswer:
    """The organisation that posted the list closes an objection with its finding."""
    objection = tx.ports.objections.get(request.objection_id)
    publicity = tx.ports.publicities.get(objection.publicity_id)
    scope = scope_of(tx)
    scope.require(list_to(tx, scope, publicity), POSTERS, not_found("objection_not_found", path="objection_id"))
    held = tx.ports.objections.hold(publicity.id, [objection.id])[objection.id]
    version = _resolve(tx, publicity, held, request.outcome, request.opinion, request.expected_version)
    return ObjectionResolvedAnswer(objection_id=objection.id, version=version)


def dismiss_objections(tx: Tx[Ports], request: DismissObjections) -> ObjectionsDismissedAnswer:
    """One finding for many objections to one list; each gets its event and its entry in the trail."""
    publicity = tx.ports.publicities.get(request.publicity_id)
    _require(tx, publicity, POSTERS)
    named, objections = request.objection_ids, tx.ports.objections
    dismissed = chosen(objections, request.publicity_id, named, request.anonymous, tx.now, "objection_not_found")
    for objection in dismissed:
        _resolve(tx, publicity, objection, "dismissed", request.opinion, objection.version)
    unresolved = tx.ports.objections.tally(publicity.id).unresolved
    return ObjectionsDismissedAnswer(dismissed=len(dismissed), unresolved=unresolved)


def _resolve(
    tx: Tx[Ports],
    publicity: Publicity,
    objection: Objection,
    outcome: Literal["upheld", "dismissed"],
    opinion: str,
    expected_version: int,
) -> int:
    """The objection's version after it."""
    found = objection.resolved(outcome, opinion, tx.now)
    version = tx.ports.objections.save(found, expected_version)
    tx.record(OBJECTION_RESOLVED, publicity.id, resolved(publicity, objection, outcome, opinion, tx.now))
    data = {"objection_id": objection.id, "outcome": outcome, "opinion": opinion}
    tx.trail("objection_resolved", "publicity", publicity.id, opinion=opinion, data=data)
    return version


def list_objections(tx: Tx[Ports], request: ListObjections) -> Page[ObjectionView]:
    """For the organisation that posted the list and for the supervisors of its place."""
    _require(tx, tx.ports.publicities.get(request.publicity_id), POSTERS | {Ground.PLACE})
    return tx.ports.objections.page(request).turned(view)


def view(objection: Objection) -> ObjectionView:
    """As those see it who may; who objected by name is told to nobody."""
    return ObjectionView(
        objection_id=objection.id,
        version=objection.version,
        declaration_id=objection.declaration_id,
        content=objection.content,
        filed_at=objection.filed_at,
        anonymous=objection.filed_by is None,
        outcome=objection.outcome,
        opinion=objection.opinion,
        resolved_at=objection.resolved_at,
    )


def _require(tx: Tx[Ports], publicity: Publicity, grounds: Collection[Ground]) -> None:
    scope = scope_of(tx)
    scope.require(list_to(tx, scope, publicity), grounds, forbidden("organisation_not_allowed"))
