"""核准备案 of results by the authority, and the certificates that follow."""

from __future__ import annotations

from typing import Any

from services.committee.domain.certificate import Certificate, certificate_number
from services.committee.domain.committee import OUTCOMES, Committee
from services.committee.domain.organisation import Organisation
from services.committee.domain.review import Review
from services.committee.domain.session import Session
from services.committee.requests import ApproveResults
from services.committee.results.publicity import IssuedCertificate, ResultsAnswered, VoidReason, VoidResult
from services.committee.usecases.bodies import act_for_authority, body_note, same_body
from services.committee.usecases.clauses import clause_of_step
from services.committee.usecases.common import overseen_session, saved
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


def approve_results(tx: Tx[Ports], request: ApproveResults) -> ResultsAnswered:
    """Approve and certify, send the package back, or refuse: by the authority that the notice names for results.

    Results of a committee that could not review that day are void, whatever the answer; so is that of a person whose
    unit has no entrustment letter where the notice asks for one.
    """
    session, committee, spec, pack = overseen_session(tx, request.session_id)
    authority = act_for_authority(tx, committee, spec, results=True)
    session.check("approve_results", clause_of_step(pack, session.state, "approve_results"))
    require_right_to_review(tx, committee)
    one = same_body(tx, committee, spec, authority)
    certificates, void = _answer(tx, session, committee, authority, pack, request)
    return ResultsAnswered(
        **saved(tx, session, request.expected_version),
        approved=len(certificates),
        certificates=tuple(certificates),
        void=tuple(void),
        same_body=one,
        note=body_note(one),
    )


def _answer(
    tx: Tx[Ports], session: Session, committee: Committee, authority: Organisation, pack: Pack, request: ApproveResults
) -> tuple[list[IssuedCertificate], list[VoidResult]]:
    """Certificates issued, and what does not stand."""
    if session.concluded_on is None or not committee.may_review(session.concluded_on):
        return [], _void(tx, session, pack, request.opinion)
    if request.outcome != "approved":
        return [], _decline(tx, session, authority, pack, request)
    return _approve(tx, session, committee, authority, pack, request.opinion)


def _approve(
    tx: Tx[Ports], session: Session, committee: Committee, authority: Organisation, pack: Pack, opinion: str
) -> tuple[list[IssuedCertificate], list[VoidResult]]:
    session.move("approve_results")
    session.approved_on = tx.today
    void = _void_unentrusted(tx, session, pack)
    passed = _passed(tx, session)
    certificates = [_certify(tx, session, committee, authority, pack, review) for review in passed]
    data = _approved(tx, session, authority) | {"approved": len(passed), "opinion": opinion}
    tx.record(contract.RESULTS_APPROVED, session.id, data | {"clause": pack.reporting.cited})
    tx.trail("approve_results", "session", session.id, opinion=opinion, data={"approved": len(passed)})
    return certificates, void


def _passed(tx: Tx[Ports], session: Session) -> list[Review]:
    """Results to be decided on, by case number."""
    reviews = [review for review in tx.ports.reviews.of_session(session.id) if review.state == "passed"]
    return sorted(reviews, key=lambda review: str(review.facts["case_number"]))


def _approved(tx: Tx[Ports], session: Session, authority: Organisation) -> dict[str, Any]:
    """Who approved what and when: the part that the session's and each person's approval share."""
    return {
        "session_id": session.id,
        "authority_id": authority.id,
        "authority_name": authority.name,
        "approved_on": tx.today.isoformat(),
    }


def _void(tx: Tx[Ports], session: Session, pack: Pack, opinion: str) -> list[VoidResult]:
    """Nothing of a committee that was not approved, or not any more, stands."""
    session.move("approve_results", 3)
    clause = pack.committee_rules.registration.cited
    void = [_cancelled(tx, review, "committee_not_valid", clause, "void") for review in _passed(tx, session)]
    tx.trail("void_results", "session", session.id, clause=clause, opinion=opinion)
    return void


def _void_unentrusted(tx: Tx[Ports], session: Session, pack: Pack) -> list[VoidResult]:
    """Results of people from units of the centre or another province without a letter; not known counts as none."""
    basis = pack.committee_rules.unentrusted
    if basis is None:
        return []
    lacking = [review for review in _passed(tx, session) if _lacks_letter(tx, review)]
    return [_cancelled(tx, review, "entrustment_missing", basis.cited, "void") for review in lacking]


def _lacks_letter(tx: Tx[Ports], review: Review) -> bool:
    """By what the audit stated, or the register says of the unit; of a unit stationed here, not known is no."""
    facts, unit = review.facts, tx.ports.organisations.find(review.facts["unit_id"])
    if facts.get("unit_entrusted") or (unit is not None and unit.entrusted):
        return False
    stationed = facts.get("unit_stationed") or (unit is not None and unit.stationed)
    return bool(stationed) or facts.get("unit_entrusted") is False


def _decline(
    tx: Tx[Ports], session: Session, authority: Organisation, pack: Pack, request: ApproveResults
) -> list[VoidResult]:
    """Sent back: the package is reported again. Refused: nothing of it stands."""
    outcome, clause = request.outcome, pack.reporting.cited
    session.move("approve_results", OUTCOMES.index(outcome))
    void = []
    if outcome == "refused":
        void = [_cancelled(tx, review, "results_refused", clause, "refuse") for review in _passed(tx, session)]
    data = {
        "session_id": session.id, "office_id": session.office_id, "authority_id": authority.id, "outcome": outcome,
        "opinion": request.opinion, "answered_on": tx.today.isoformat(), "clause": clause,
    }  # fmt: skip
    tx.record(contract.RESULTS_DECLINED, session.id, data)
    action = "return_results" if outcome == "returned" else "refuse_results"
    tx.trail(action, "session", session.id, clause=clause, opinion=request.opinion)
    return void


def _cancelled(tx: Tx[Ports], review: Review, reason: VoidReason, clause: str, action: str) -> VoidResult:
    cancel_result(tx, review, reason, clause, action=action)
    return VoidResult(declaration_id=review.declaration_id, reason=reason, clause=clause)


def _certify(
    tx: Tx[Ports], session: Session, committee: Committee, authority: Organisation, pack: Pack, review: Review
) -> IssuedCertificate:
    review.move("approve")
    person = {"declaration_id": review.declaration_id, "person_id": review.person_id}
    approved = {key: value for key, value in _approved(tx, session, authority).items() if key != "authority_id"}
    tx.record(contract.APPROVED, review.declaration_id, approved | person)
    review.move("certify")
    review.certificate_number = _number(tx, committee, pack, review)
    facts = _facts(tx, session, committee, authority, pack, review)
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
    return IssuedCertificate(declaration_id=review.declaration_id, certificate_number=review.certificate_number)


def _number(tx: Tx[Ports], committee: Committee, pack: Pack, review: Review) -> str:
    """The next number of the sequence that the format distinguishes: what is the same but for {serial}."""
    parts: dict[str, Any] = {
        "region": committee.region,
        "year": review.reviewed_on.year if review.reviewed_on else tx.today.year,
        "rank": LEVEL_RANK[review.facts["level"]],
        "committee": committee.serial,
    }
    number_format = pack.certificate.number_format
    serial = tx.ports.certificates.next_serial(certificate_number(number_format, serial=0, **parts))
    return certificate_number(number_format, serial=serial, **parts)


def _facts(
    tx: Tx[Ports], session: Session, committee: Committee, authority: Organisation, pack: Pack, review: Review
) -> dict[str, Any]:
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
        "authority_name": authority.name,
        "clause": rule.cited,
    }
