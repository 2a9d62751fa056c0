"""Following the committee: the session of a declaration, the vote, the result's publicity, the certificate."""

from __future__ import annotations

from services.declaration.domain.declaration import Declaration
from services.declaration.domain.transitions import Move
from services.declaration.domain.views import KnownSession
from services.declaration.usecases.integrity import enter
from services.declaration.usecases.moving import (
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
from shared.contracts.acting import Handlers, act_on
from shared.contracts.audit.case import IntegrityRecorded
from shared.contracts.committee.oversight import CertificateRevoked, ReviewPostponed
from shared.contracts.committee.recognition import Recognised, RecognitionDecided
from shared.contracts.committee.results import ResultsPosted, ResultsRedated
from shared.contracts.committee.review import Approved, Assigned, CertificateIssued, ResultCancelled, Reviewed
from shared.contracts.committee.session import SessionScheduled
from shared.contracts.committee.session_days import SessionReconvened, SessionRescheduled
from shared.contracts.envelope import Event
from shared.kernel.errors import NotYet
from shared.persistence import Tx

REVOKED = "certificate_revoked"
"""The reason of an integrity record that follows from a revoked title."""


def apply(tx: Tx[Ports], event: Event) -> None:
    """Keep the dates of a session, or move the declaration as the committee and the authority decided.

    Everything else of a session's history is the committee's own.
    """
    act_on(HANDLERS, tx, event)


def _scheduled(tx: Tx[Ports], event: Event, fact: SessionScheduled) -> None:
    session = KnownSession(
        session_id=fact.session_id, committee_name=fact.committee_name, meeting_on=fact.meeting_on
    )  # fmt: skip
    tx.ports.sessions.put(session)


def _recognition_decided(tx: Tx[Ports], event: Event, fact: RecognitionDecided) -> None:
    """A list that a body recognised without meeting: its results are posted like a session's."""
    session = KnownSession(
        session_id=fact.session_id, committee_name=fact.committee_name, meeting_on=fact.decided_on
    )  # fmt: skip
    tx.ports.sessions.put(session)


def _another_day(tx: Tx[Ports], event: Event, fact: SessionRescheduled | SessionReconvened) -> None:
    session = _session(tx, fact.session_id)
    session.meet_on(fact.meeting_on)
    tx.ports.sessions.put(session)


def _results_posted(tx: Tx[Ports], event: Event, fact: ResultsPosted) -> None:
    session = _session(tx, fact.session_id)
    session.post_results(fact.ends_on)
    tx.ports.sessions.put(session)
    for person in fact.people:
        log_step(
            tx, person.declaration_id, "results_posted", happened_at(event), fact.organisation_name, fact.ends_on,
            fact.clause, working_days=fact.working_days,
        )  # fmt: skip


def _results_redated(tx: Tx[Ports], event: Event, fact: ResultsRedated) -> None:
    session = _session(tx, fact.session_id)
    session.post_results(fact.ends_on)
    tx.ports.sessions.put(session)
    for key in fact.declaration_ids:
        log_step(
            tx, key, "publicity_redated", happened_at(event), session.committee_name, fact.ends_on, fact.clause,
            last=fact.ends_on,
        )  # fmt: skip


def _session(tx: Tx[Ports], session_id: str) -> KnownSession:
    session = tx.ports.sessions.find(session_id)
    if session is None:
        raise NotYet("the session was not announced here yet")
    return session


def _assigned(tx: Tx[Ports], event: Event, fact: Assigned) -> None:
    declaration = known(tx, fact.declaration_id)
    if is_late(declaration):
        keep_late(tx, declaration, Move.ASSIGN)
        return
    check_turn(declaration, Move.ASSIGN)
    declaration.assign(fact.session_id)
    save(tx, declaration, Move.ASSIGN, None)
    log_step(
        tx, fact.declaration_id, "assigned", happened_at(event), fact.committee_name, fact.meeting_on,
        meeting_on=fact.meeting_on,
    )  # fmt: skip


def _reviewed(tx: Tx[Ports], event: Event, fact: Reviewed) -> None:
    passed = fact.outcome == "passed"
    declaration = known(tx, fact.declaration_id)
    if advance(tx, declaration, Move.REVIEW_PASS if passed else Move.REVIEW_FAIL, fact.clause):
        key = "review_passed" if passed else "review_not_passed"
        log_step(tx, fact.declaration_id, key, happened_at(event), clause=fact.clause)


def _recognised(tx: Tx[Ports], event: Event, fact: Recognised) -> None:
    declaration, move = known(tx, fact.declaration_id), Move.RECOGNISE if fact.granted else Move.NOT_RECOGNISE
    if is_late(declaration):
        keep_late(tx, declaration, move)
        return
    check_turn(declaration, move)
    declaration.recognise(fact.session_id, granted=fact.granted)
    save(tx, declaration, move, fact.clause)
    key = "recognised" if fact.granted else "not_recognised"
    log_step(
        tx, fact.declaration_id, key, happened_at(event), fact.committee_name, clause=fact.clause,
        reason=fact.reason or "",
    )  # fmt: skip


def _cancelled(tx: Tx[Ports], event: Event, fact: ResultCancelled) -> None:
    declaration = known(tx, fact.declaration_id)
    if advance(tx, declaration, Move.CANCEL, fact.clause):
        log_step(tx, fact.declaration_id, "cancelled", happened_at(event), clause=fact.clause)


def _approved(tx: Tx[Ports], event: Event, fact: Approved) -> None:
    declaration = known(tx, fact.declaration_id)
    if advance(tx, declaration, Move.APPROVE):
        log_step(tx, fact.declaration_id, "approved", happened_at(event), fact.authority_name)


def _certified(tx: Tx[Ports], event: Event, fact: CertificateIssued) -> None:
    declaration = known(tx, fact.declaration_id)
    if is_late(declaration):
        keep_late(tx, declaration, Move.CERTIFY)
        return
    check_turn(declaration, Move.CERTIFY)
    declaration.certify(fact.certificate_number)
    save(tx, declaration, Move.CERTIFY, fact.clause)
    log_step(
        tx, fact.declaration_id, "certified", happened_at(event), fact.authority_name, clause=fact.clause,
        certificate=fact.certificate_number,
    )  # fmt: skip


def _postponed(tx: Tx[Ports], event: Event, fact: ReviewPostponed) -> None:
    if not is_late(known(tx, fact.declaration_id)):
        log_step(
            tx, fact.declaration_id, "review_postponed", happened_at(event), fact.committee_name, fact.until,
            fact.clause, until=fact.until,
        )  # fmt: skip


def _revoked(tx: Tx[Ports], event: Event, fact: CertificateRevoked) -> None:
    declaration = known(tx, fact.declaration_id)
    check_turn(declaration, Move.REVOKE)
    declaration.move(Move.REVOKE)
    save(tx, declaration, Move.REVOKE, fact.clause)
    log_step(
        tx, fact.declaration_id, "revoked", happened_at(event), fact.authority_name, clause=fact.clause,
        certificate=fact.certificate_number,
    )  # fmt: skip
    enter(tx, _dishonesty(declaration, fact), event)


def _dishonesty(declaration: Declaration, fact: CertificateRevoked) -> IntegrityRecorded:
    """A title that was gained unduly is on record from the day it is revoked."""
    return IntegrityRecorded(
        declaration_id=declaration.declaration_id, person_id=declaration.person_id,
        notice_id=declaration.choice.notice_id, reason=REVOKED, recorded_on=fact.revoked_on, clause=fact.clause,
    )  # fmt: skip


HANDLERS: Handlers[Tx[Ports]] = {
    SessionScheduled: _scheduled,
    SessionRescheduled: _another_day,
    SessionReconvened: _another_day,
    RecognitionDecided: _recognition_decided,
    ResultsPosted: _results_posted,
    ResultsRedated: _results_redated,
    Assigned: _assigned,
    Reviewed: _reviewed,
    Recognised: _recognised,
    ResultCancelled: _cancelled,
    Approved: _approved,
    CertificateIssued: _certified,
    CertificateRevoked: _revoked,
    ReviewPostponed: _postponed,
}
