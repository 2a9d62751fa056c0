"""考核认定: a body decides on declarations without a session (chifeng-2023/4.6.1, nmg-2021/5.12).

The list it decided on then goes the way of a session's results: publicity, package, approval, certificates.
"""

from __future__ import annotations

from datetime import date

from services.committee.domain.committee import Committee
from services.committee.domain.recognition import Recognition
from services.committee.domain.results_process import ResultsDates
from services.committee.domain.review import Review
from services.committee.domain.session import months_later
from services.committee.requests import RecogniseDeclarations
from services.committee.requests.reviews import RecognitionDecision
from services.committee.results.reviews import DeclarationsRecognised
from services.committee.usecases.bodies import clause_of_body, results_authority, spec_under
from services.committee.usecases.common import office_committee, pack_of, step_of, trail
from services.committee.usecases.oversight import require_right_to_review
from services.committee.usecases.ports import Ports
from services.committee.usecases.scheduling import check_review_window
from shared.contracts.committee import recognition as contract
from shared.kernel.catalogue import text
from shared.kernel.errors import conflict, invalid, refused
from shared.persistence import Tx
from shared.policy import Pack


def recognise_declarations(tx: Tx[Ports], request: RecogniseDeclarations) -> DeclarationsRecognised:
    """Grant or refuse, several at once, all or none; the body must be approved and the result publicity must fit."""
    committee = office_committee(tx, request.committee_id)
    pack = pack_of(tx, request.notice_id)
    ends, ends_clause = _check_may_recognise(tx, committee, pack)
    clause = spec_under(tx, pack, committee).cited
    reviews = _reviews(tx, committee, request, clause)
    recognition = _list_of(tx, committee, pack)
    tx.ports.sessions.add(recognition)
    granted = sum(decision.granted for decision in request.decisions)
    told = contract.RecognitionDecided(
        session_id=recognition.id,
        committee_id=committee.id,
        committee_name=committee.name,
        notice_id=recognition.notice_id,
        office_id=recognition.office_id,
        authority_id=recognition.authority_id,
        level_group=committee.scope.level_group,
        decided_on=tx.today,
        granted=granted,
        refused=len(reviews) - granted,
        report_due_on=recognition.dates.conclusion[1],
        report_due_clause=pack.reporting.cited,
        review_due_on=ends,
        review_due_clause=ends_clause,
    )
    tx.record(contract.RECOGNITION_DECIDED, recognition.id, told)
    for review, decision in zip(reviews, request.decisions, strict=True):
        _recognise(tx, recognition, committee, review, decision, clause)
    trail(tx, "recognise_declarations", recognition, clause, granted=granted, refused=len(reviews) - granted)
    return DeclarationsRecognised(
        **step_of(recognition),
        granted=granted,
        refused=len(reviews) - granted,
        report_due_on=recognition.dates.report_due_on,
    )


def _check_may_recognise(tx: Tx[Ports], committee: Committee, pack: Pack) -> tuple[date, str]:
    """The body may decide today; returns the last day of the review and its clause."""
    if not committee.recognises:
        raise refused("not_a_recognising_body", path="committee_id", clause=clause_of_body(tx, committee))
    if pack.certificate.effective_recognised is None:
        raise refused("recognition_rules_unknown", path="notice_id", clause=pack.certificate.cited)
    committee.check_may_review(tx.today, pack.committee_rules)
    require_right_to_review(tx, committee)
    return check_review_window(tx, tx.today, committee, pack, "recognition")


def _reviews(tx: Tx[Ports], committee: Committee, request: RecogniseDeclarations, clause: str) -> list[Review]:
    """What is decided on, each checked; the first that does not belong here is refused by its number in the list."""
    seen: set[str] = set()
    found = []
    for number, decision in enumerate(request.decisions, start=1):
        path = f"decisions.{number - 1}"
        if decision.declaration_id in seen:
            raise invalid("declaration_twice", path=path, number=number)
        if not decision.granted and not decision.reason:
            raise invalid("reason_missing", path=f"{path}.reason", number=number)
        seen.add(decision.declaration_id)
        review = tx.ports.reviews.get(decision.declaration_id)
        _check_belongs(committee, request.notice_id, review, path, number, clause)
        found.append(review)
    return found


def _check_belongs(committee: Committee, notice_id: str, review: Review, path: str, number: int, clause: str) -> None:
    """What the body may decide on: `clause` lets it recognise declarations of this notice, of its own scope."""
    facts = review.facts
    if not review.is_recognition:
        raise refused("not_for_recognition", path=path, clause=clause, number=number)
    scope = committee.scope.covers(facts.series, facts.major, facts.level_group)
    if review.committee_code != committee.code or not scope:
        raise refused("not_this_body", path=path, clause=clause, number=number)
    if review.notice_id != notice_id:
        raise refused("other_notice", path=path, clause=clause, number=number)
    if review.state != "waiting":
        name = text(f"committee_state_{review.state}")
        raise conflict("already_decided", path=path, number=number, state=review.state, state_name=name)


def _list_of(tx: Tx[Ports], committee: Committee, pack: Pack) -> Recognition:
    """Decided today; the reporting deadline runs as after a session."""
    return Recognition(
        id=tx.new_id(),
        version=1,
        state="concluded",
        committee_id=committee.id,
        notice_id=pack.notice.id,
        office_id=committee.office_id,
        authority_id=committee.authority_id,
        results_authority_id=results_authority(tx, pack, committee).id,
        dates=ResultsDates(concluded_on=tx.today, report_due_on=months_later(tx.today, pack.reporting.months_after)),
    )


def _recognise(
    tx: Tx[Ports],
    recognition: Recognition,
    committee: Committee,
    review: Review,
    decision: RecognitionDecision,
    clause: str,
) -> None:
    granted, opinion, reason = decision.granted, decision.opinion, decision.reason
    review.recognise(recognition.id, tx.today, granted=granted, opinion=opinion, reason=reason)
    tx.ports.reviews.save(review)
    told = contract.Recognised(
        declaration_id=review.declaration_id,
        session_id=recognition.id,
        person_id=review.person_id,
        committee_name=committee.name,
        granted=granted,
        opinion=opinion,
        reason=reason,
        decided_on=tx.today,
        clause=clause,
    )
    tx.record(contract.RECOGNISED, review.declaration_id, told)
