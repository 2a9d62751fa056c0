"""Following the committee: the session of a declaration, the vote, the result's publicity, the certificate."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from services.declaration.domain.declaration import Declaration
from services.declaration.domain.integrity import IntegrityRecord
from services.declaration.domain.transitions import Move
from services.declaration.domain.views import SessionView
from services.declaration.usecases.integrity import enter
from services.declaration.usecases.moving import (
    Event,
    advance,
    check_turn,
    happened_at,
    is_late,
    keep_late,
    known,
    log_step,
    save,
)
from services.declaration.usecases.ports import Ports
from shared.contracts import committee
from shared.contracts.committee import oversight
from shared.kernel.errors import NotYet
from shared.persistence import Tx

REVOKED = "certificate_revoked"
"""The reason of an integrity record that follows from a revoked title."""


def apply_session(tx: Tx[Ports], event: Event) -> None:
    """Keep the dates of a session; everything else of its history is the committee's own."""
    handler = _SESSION_HANDLERS.get(event.type)
    if handler is not None:
        handler(tx, event)


def apply_review(tx: Tx[Ports], event: Event) -> None:
    """Move the declaration as the committee and the authority decided."""
    handler = _REVIEW_HANDLERS.get(event.type)
    if handler is not None:
        handler(tx, event)


def _scheduled(tx: Tx[Ports], event: Event) -> None:
    data = event.data
    meeting_on = date.fromisoformat(data["meeting_on"])
    session = SessionView(
        session_id=data["session_id"], committee_name=data["committee_name"], meeting_on=meeting_on
    )  # fmt: skip
    tx.ports.sessions.put(session)


def _recognition_decided(tx: Tx[Ports], event: Event) -> None:
    """A list that a body recognised without meeting: its results are posted like a session's."""
    data = event.data
    decided_on = date.fromisoformat(data["decided_on"])
    session = SessionView(
        session_id=data["session_id"], committee_name=data["committee_name"], meeting_on=decided_on
    )  # fmt: skip
    tx.ports.sessions.put(session)


def _reconvened(tx: Tx[Ports], event: Event) -> None:
    session = _session(tx, event)
    session.meeting_on = date.fromisoformat(event.data["meeting_on"])
    tx.ports.sessions.put(session)


def _results_posted(tx: Tx[Ports], event: Event) -> None:
    data, session = event.data, _session(tx, event)
    session.results_to = date.fromisoformat(data["ends_on"])
    tx.ports.sessions.put(session)
    for person in data["people"]:
        log_step(
            tx, person["declaration_id"], "results_posted", happened_at(event), data["organisation_name"],
            data["ends_on"], data["clause"], working_days=data["working_days"],
        )  # fmt: skip


def _results_redated(tx: Tx[Ports], event: Event) -> None:
    data, session = event.data, _session(tx, event)
    session.results_to = date.fromisoformat(data["ends_on"])
    tx.ports.sessions.put(session)
    for key in data["declaration_ids"]:
        log_step(
            tx, key, "publicity_redated", happened_at(event), session.committee_name, data["ends_on"], data["clause"],
            last=data["ends_on"],
        )  # fmt: skip


def _session(tx: Tx[Ports], event: Event) -> SessionView:
    session = tx.ports.sessions.find(event.data["session_id"])
    if session is None:
        raise NotYet("the session was not announced here yet")
    return session


def _assigned(tx: Tx[Ports], event: Event) -> None:
    data = event.data
    declaration = known(tx, data["declaration_id"])
    if is_late(declaration):
        keep_late(tx, declaration, Move.ASSIGN)
        return
    check_turn(declaration, Move.ASSIGN)
    declaration.move(Move.ASSIGN)
    declaration.session_id = data["session_id"]
    save(tx, declaration, Move.ASSIGN, None)
    log_step(
        tx, declaration.declaration_id, "assigned", happened_at(event), data["committee_name"], data["meeting_on"],
        meeting_on=data["meeting_on"],
    )  # fmt: skip


def _reviewed(tx: Tx[Ports], event: Event) -> None:
    data = event.data
    passed = data["outcome"] == "passed"
    declaration = known(tx, data["declaration_id"])
    if advance(tx, declaration, Move.REVIEW_PASS if passed else Move.REVIEW_FAIL, data["clause"]):
        key = "review_passed" if passed else "review_not_passed"
        log_step(tx, declaration.declaration_id, key, happened_at(event), clause=data["clause"])


def _recognised(tx: Tx[Ports], event: Event) -> None:
    data, granted = event.data, event.data["granted"]
    declaration, move = known(tx, data["declaration_id"]), Move.RECOGNISE if granted else Move.NOT_RECOGNISE
    if is_late(declaration):
        keep_late(tx, declaration, move)
        return
    check_turn(declaration, move)
    declaration.move(move)
    declaration.session_id = data["session_id"]
    save(tx, declaration, move, data["clause"])
    key = "recognised" if granted else "not_recognised"
    log_step(
        tx, declaration.declaration_id, key, happened_at(event), data["committee_name"], clause=data["clause"],
        reason=data.get("reason") or "",
    )  # fmt: skip


def _cancelled(tx: Tx[Ports], event: Event) -> None:
    declaration = known(tx, event.data["declaration_id"])
    if advance(tx, declaration, Move.CANCEL, event.data["clause"]):
        log_step(tx, declaration.declaration_id, "cancelled", happened_at(event), clause=event.data["clause"])


def _approved(tx: Tx[Ports], event: Event) -> None:
    data = event.data
    declaration = known(tx, data["declaration_id"])
    if advance(tx, declaration, Move.APPROVE):
        log_step(tx, declaration.declaration_id, "approved", happened_at(event), data["authority_name"])


def _certified(tx: Tx[Ports], event: Event) -> None:
    data = event.data
    declaration = known(tx, data["declaration_id"])
    if is_late(declaration):
        keep_late(tx, declaration, Move.CERTIFY)
        return
    check_turn(declaration, Move.CERTIFY)
    declaration.move(Move.CERTIFY)
    declaration.certificate_number = data["certificate_number"]
    save(tx, declaration, Move.CERTIFY, data["clause"])
    log_step(
        tx, declaration.declaration_id, "certified", happened_at(event), data["authority_name"], clause=data["clause"],
        certificate=data["certificate_number"],
    )  # fmt: skip


def _postponed(tx: Tx[Ports], event: Event) -> None:
    data = event.data
    declaration = known(tx, data["declaration_id"])
    if not is_late(declaration):
        log_step(
            tx, declaration.declaration_id, "review_postponed", happened_at(event), data["committee_name"],
            data["until"], data["clause"], until=data["until"],
        )  # fmt: skip


def _revoked(tx: Tx[Ports], event: Event) -> None:
    data = event.data
    declaration = known(tx, data["declaration_id"])
    check_turn(declaration, Move.REVOKE)
    declaration.move(Move.REVOKE)
    save(tx, declaration, Move.REVOKE, data["clause"])
    log_step(
        tx, declaration.declaration_id, "revoked", happened_at(event), data["authority_name"], clause=data["clause"],
        certificate=data["certificate_number"],
    )  # fmt: skip
    enter(tx, _dishonesty(declaration, event), event)


def _dishonesty(declaration: Declaration, event: Event) -> IntegrityRecord:
    """A title that was gained unduly is on record from the day it is revoked."""
    return IntegrityRecord(
        declaration_id=declaration.declaration_id, person_id=declaration.person_id,
        notice_id=declaration.choice.notice_id, reason=REVOKED,
        recorded_on=date.fromisoformat(event.data["revoked_on"]), clause=event.data["clause"],
    )  # fmt: skip


_SESSION_HANDLERS: dict[str, Callable[[Tx[Ports], Event], None]] = {
    committee.SESSION_SCHEDULED.name: _scheduled,
    committee.SESSION_RESCHEDULED.name: _reconvened,
    committee.SESSION_RECONVENED.name: _reconvened,
    committee.RECOGNITION_DECIDED.name: _recognition_decided,
    committee.RESULTS_POSTED.name: _results_posted,
    committee.RESULTS_REDATED.name: _results_redated,
}
_REVIEW_HANDLERS: dict[str, Callable[[Tx[Ports], Event], None]] = {
    committee.ASSIGNED.name: _assigned,
    committee.REVIEWED.name: _reviewed,
    committee.RECOGNISED.name: _recognised,
    committee.RESULT_CANCELLED.name: _cancelled,
    committee.APPROVED.name: _approved,
    committee.CERTIFICATE_ISSUED.name: _certified,
    oversight.CERTIFICATE_REVOKED.name: _revoked,
    oversight.REVIEW_POSTPONED.name: _postponed,
}
