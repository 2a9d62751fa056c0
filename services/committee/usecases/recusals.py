"""回避: declared by the office, or following from a shared unit."""

from __future__ import annotations

from services.committee.domain.panel import Member, Recusal, find_seated, replace_member, same_unit
from services.committee.domain.session import Session
from services.committee.usecases.common import Request, own_session, saved, trail
from services.committee.usecases.ports import Ports
from shared.contracts import committee as contract
from shared.kernel.errors import conflict, not_found
from shared.persistence import Tx

SAME_UNIT = "same_unit"


def declare_recusal(tx: Tx[Ports], request: Request) -> Request:
    """Recuse an expert from one declaration, or (without one) from the session: an alternate then takes the seat."""
    session, _, _ = own_session(tx, request, "declare_recusal")
    session.move("declare_recusal")
    declaration_id = request["declaration_id"] or ""
    recusal = Recusal(session.id, request["expert_no"], declaration_id, request["reason"], automatic=False)
    _check_new(tx, recusal)
    tx.ports.panels.recuse([recusal])
    _announce(tx, recusal)
    newcomer = None
    if session.state != "scheduled":
        newcomer = _after_draw(tx, session, recusal)
    trail(tx, "declare_recusal", session, expert_no=recusal.expert_no, declaration_id=recusal.declaration_id or None)
    return saved(tx, session, request, replaced_by=newcomer)


def recuse_same_unit(tx: Tx[Ports], session: Session, members: list[Member]) -> list[Request]:
    """Members get no ballot for declarations from their own unit."""
    known = {(recusal.expert_no, recusal.declaration_id) for recusal in tx.ports.panels.recusals(session.id)}
    found = [
        Recusal(session.id, member.expert_no, review.declaration_id, SAME_UNIT, automatic=True)
        for member in members
        for review in tx.ports.reviews.of_session(session.id)
        if same_unit(member.unit, review.facts["unit_name"]) and (member.expert_no, review.declaration_id) not in known
    ]
    tx.ports.panels.recuse(found)
    for recusal in found:
        _announce(tx, recusal)
    return [{"expert_no": one.expert_no, "declaration_id": one.declaration_id, "reason": one.reason} for one in found]


def _after_draw(tx: Tx[Ports], session: Session, recusal: Recusal) -> str | None:
    """A panel exists: whoever leaves it is replaced; returns the newcomer's number."""
    members = tx.ports.panels.of_session(session.id)
    leaving = find_seated(members, recusal.expert_no)
    if recusal.declaration_id:
        return None
    newcomer = replace_member(members, leaving.expert_no)
    tx.ports.panels.save(leaving)
    tx.ports.panels.save(newcomer)
    recuse_same_unit(tx, session, [newcomer])
    return newcomer.expert_no


def _check_new(tx: Tx[Ports], recusal: Recusal) -> None:
    session_id = recusal.session_id
    known = {(one.expert_no, one.declaration_id) for one in tx.ports.panels.recusals(session_id)}
    if (recusal.expert_no, recusal.declaration_id) in known:
        raise conflict("already_recused")
    listed = {review.declaration_id for review in tx.ports.reviews.of_session(session_id)}
    if recusal.declaration_id and recusal.declaration_id not in listed:
        raise not_found("declaration_not_assigned", path="declaration_id")


def _announce(tx: Tx[Ports], recusal: Recusal) -> None:
    data = {
        "session_id": recusal.session_id,
        "expert_no": recusal.expert_no,
        "declaration_id": recusal.declaration_id or None,
        "reason": recusal.reason,
    }
    tx.record(contract.RECUSAL_DECLARED, recusal.session_id, data)
