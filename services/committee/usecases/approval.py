"""核准备案 of results by the authority, and the certificates that follow."""

from __future__ import annotations

from services.committee.domain.certificate import Certificate, certificate_number
from services.committee.domain.committee import Committee
from services.committee.domain.review import Review
from services.committee.domain.session import Session
from services.committee.usecases.common import Request, cite, pack_of, require_organisation, saved
from services.committee.usecases.oversight import require_right_to_review
from services.committee.usecases.ports import Ports
from services.committee.usecases.results import cancel_result
from shared.contracts import committee as contract
from shared.persistence import Tx
from shared.policy import LEVEL_RANK, Pack

FROM_FACTS = (
    "person_id", "person_name", "sex", "birth_date", "id_number_sealed", "id_number_masked", "photo_key", "unit_name",
    "series_name", "major", "level", "title",
)  # fmt: skip


def approve_results(tx: Tx[Ports], request: Request) -> Request:
    """Approve and certify; results of a committee that could not review that day are void instead."""
    session = tx.ports.sessions.get(request["session_id"])
    require_organisation(tx, session.authority_id)
    committee, pack = tx.ports.committees.get(session.committee_id), pack_of(tx, session.notice_id)
    valid = session.concluded_on is not None and committee.may_review(session.concluded_on)
    session.move("approve_results", 0 if valid else 1)
    require_right_to_review(tx, committee)
    reviews = [review for review in tx.ports.reviews.of_session(session.id) if review.state == "passed"]
    reviews.sort(key=lambda review: str(review.facts["case_number"]))
    opinion = request["opinion"]
    if not valid:
        return _void(tx, session, reviews, request, cite(pack.committee_rules.registration))
    session.approved_on = tx.today
    certificates = [_certify(tx, session, committee, pack, review) for review in reviews]
    tx.record(
        contract.RESULTS_APPROVED,
        session.id,
        _approved(tx, session, committee)
        | {"approved": len(reviews), "opinion": opinion, "clause": cite(pack.reporting)},
    )
    tx.trail("approve_results", "session", session.id, opinion=opinion, data={"approved": len(reviews)})
    return saved(tx, session, request, approved=len(reviews), certificates=certificates)


def _approved(tx: Tx[Ports], session: Session, committee: Committee) -> Request:
    """Who approved what and when: the part that the session's and each person's approval share."""
    return {
        "session_id": session.id,
        "authority_id": committee.authority_id,
        "authority_name": committee.authority_name,
        "approved_on": tx.today.isoformat(),
    }


def _void(tx: Tx[Ports], session: Session, reviews: list[Review], request: Request, clause: str) -> Request:
    for review in reviews:
        cancel_result(tx, review, "committee_not_valid", clause, action="void")
    tx.trail("void_results", "session", session.id, clause=clause, opinion=request["opinion"])
    return saved(tx, session, request, approved=0, certificates=[])


def _certify(tx: Tx[Ports], session: Session, committee: Committee, pack: Pack, review: Review) -> Request:
    review.move("approve")
    person = {"declaration_id": review.declaration_id, "person_id": review.person_id}
    approved = {key: value for key, value in _approved(tx, session, committee).items() if key != "authority_id"}
    tx.record(contract.APPROVED, review.declaration_id, approved | person)
    review.move("certify")
    review.certificate_number = _number(tx, committee, pack, review)
    facts = _facts(tx, session, committee, pack, review)
    tx.ports.reviews.save(review)
    tx.ports.certificates.add(
        Certificate(
            number=review.certificate_number,
            declaration_id=review.declaration_id,
            session_id=session.id,
            committee_id=committee.id,
            person_id=review.person_id,
            facts=facts,
            state="valid",
            issued_on=tx.today,
        )
    )
    tx.record(contract.CERTIFICATE_ISSUED, review.declaration_id, facts)
    return {"declaration_id": review.declaration_id, "certificate_number": review.certificate_number}


def _number(tx: Tx[Ports], committee: Committee, pack: Pack, review: Review) -> str:
    """The next number of the sequence that the format distinguishes: what is the same but for {serial}."""
    parts: Request = {
        "region": committee.region,
        "year": review.reviewed_on.year if review.reviewed_on else tx.today.year,
        "rank": LEVEL_RANK[review.facts["level"]],
        "committee": committee.serial,
    }
    number_format = pack.certificate.number_format
    serial = tx.ports.certificates.next_serial(certificate_number(number_format, serial=0, **parts))
    return certificate_number(number_format, serial=serial, **parts)


def _facts(tx: Tx[Ports], session: Session, committee: Committee, pack: Pack, review: Review) -> Request:
    """Everything printed on the certificate; the title dates from the day the notice says."""
    rule = pack.certificate
    dates_from = rule.effective_recognised if session.kind == "recognition" else rule.effective
    effective = review.reviewed_on if dates_from == "passing_date" else tx.today
    return {
        "declaration_id": review.declaration_id,
        "session_id": session.id,
        "kind": session.kind,
        "certificate_number": review.certificate_number,
        **{name: review.facts[name] for name in FROM_FACTS},
        "committee_name": committee.name,
        "passed_on": (effective or tx.today).isoformat(),
        "issued_on": tx.today.isoformat(),
        "authority_name": committee.authority_name,
        "clause": cite(rule),
    }
