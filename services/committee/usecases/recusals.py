"""回避: declared by the office, or following from a shared unit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from services.committee.domain.panel import PanelMember, Recusal, find_seated, near_units, replace_member, same_unit
from services.committee.domain.results_process import ResultsProcess
from services.committee.domain.review import Review
from services.committee.domain.session import Session
from services.committee.requests import DeclareRecusal
from services.committee.results.draw import RecusalDeclaredAnswer
from services.committee.results.sessions import NearUnit
from services.committee.usecases.common import own_session, saved, step_clause, trail
from services.committee.usecases.ports import Ports
from shared.contracts.audit.case import PassedFacts
from shared.contracts.committee import draw as contract
from shared.kernel.errors import conflict, not_found
from shared.persistence import Tx

SAME_UNIT: Final = "same_unit"


def declare_recusal(tx: Tx[Ports], request: DeclareRecusal) -> RecusalDeclaredAnswer:
    """Recuse an expert from one declaration, or (without one) from the session: an alternate then takes the seat."""
    session, _, _ = own_session(tx, request.session_id, "declare_recusal")
    session.move("declare_recusal")
    declaration_id = request.declaration_id or ""
    recusal = Recusal(session.id, request.expert_no, declaration_id, request.reason, automatic=False)
    _check_new(tx, recusal)
    tx.ports.panels.recuse([recusal])
    announce(tx, recusal)
    newcomer = None
    if session.state != "scheduled":
        newcomer = _after_draw(tx, session, recusal)
    trail(tx, "declare_recusal", session, expert_no=recusal.expert_no, declaration_id=recusal.declaration_id or None)
    return RecusalDeclaredAnswer(**saved(tx, session, request.expected_version), replaced_by=newcomer)


def recuse_same_unit(tx: Tx[Ports], session: Session, members: list[PanelMember]) -> list[Recusal]:
    """Members get no ballot for declarations from their own unit; returns what is new."""
    known = {(recusal.expert_no, recusal.declaration_id) for recusal in tx.ports.panels.recusals(session.id)}
    reviews = tx.ports.reviews.of_session(session.id)
    found = [
        Recusal(session.id, member.expert_no, review.declaration_id, SAME_UNIT, automatic=True)
        for member in members
        for review in reviews
        if shares_unit(member, review.facts) and (member.expert_no, review.declaration_id) not in known
    ]
    tx.ports.panels.recuse(found)
    for recusal in found:
        announce(tx, recusal)
    return found


def near_to_applicants(tx: Tx[Ports], process: ResultsProcess, reviews: Sequence[Review]) -> tuple[NearUnit, ...]:
    """Experts whose unit may be an applicant's under another name: shown to the office, which recuses or does not.

    Nothing follows from it by itself; once the pool is frozen nobody can be recused, and nothing is shown.
    """
    if process.state != "scheduled":
        return ()
    experts = tx.ports.experts.of_committee(process.committee_id)
    pairs = near_units((one.unit for one in experts), (review.facts.unit_name for review in reviews))
    return tuple(
        NearUnit(
            expert_no=expert.expert_no,
            unit=expert.unit,
            declaration_id=review.declaration_id,
            unit_name=review.facts.unit_name,
        )
        for expert in experts
        for review in reviews
        if (expert.unit, review.facts.unit_name) in pairs
    )


def _after_draw(tx: Tx[Ports], session: Session, recusal: Recusal) -> str | None:
    """A panel exists: whoever leaves it is replaced; returns the newcomer's number."""
    members = tx.ports.panels.of_session(session.id)
    find_seated(members, recusal.expert_no)
    return None if recusal.declaration_id else replace_leaving(tx, session, members, recusal.expert_no)


def replace_leaving(tx: Tx[Ports], session: Session, members: list[PanelMember], expert_no: str) -> str:
    """The first alternate takes the seat, recused from what comes from his own unit; returns his number."""
    newcomer = replace_member(members, expert_no, step_clause(tx, session, "declare_recusal"))
    for member in members:
        if member.expert_no in (expert_no, newcomer.expert_no):
            tx.ports.panels.save(member)
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


def shares_unit(member: PanelMember, facts: PassedFacts) -> bool:
    """By organisation id where both sides have one, else by name."""
    if member.unit_id and facts.unit_id:
        return member.unit_id == facts.unit_id
    return same_unit(member.unit, facts.unit_name)


def announce(tx: Tx[Ports], recusal: Recusal) -> None:
    told = contract.RecusalDeclared(
        session_id=recusal.session_id,
        expert_no=recusal.expert_no,
        declaration_id=recusal.declaration_id or None,
        reason=recusal.reason,
    )
    tx.record(contract.RECUSAL_DECLARED, recusal.session_id, told)
