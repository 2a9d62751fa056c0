"""核准备案 of results by the authority, and the certificates that follow."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from services.committee.domain.certificate import Certificate, certificate_number
from services.committee.domain.committee import Committee, Declined
from services.committee.domain.organisation import KnownOrganisation
from services.committee.domain.results_process import ResultsProcess
from services.committee.domain.review import Review
from services.committee.requests import ApproveResults
from services.committee.results.publicity import IssuedCertificate, ResultsAnswered, VoidReason, VoidResult
from services.committee.usecases.bodies import act_for_authority, body_note, same_body
from services.committee.usecases.clauses import clause_of_step
from services.committee.usecases.common import overseen_results, saved
from services.committee.usecases.oversight import require_right_to_review
from services.committee.usecases.ports import Ports
from services.committee.usecases.results import cancel_result
from shared.contracts.committee.results import (
    RESULTS_APPROVED,
    RESULTS_DECLINED,
    ResultsApproved,
    ResultsDeclined,
)
from shared.contracts.committee.review import APPROVED, CERTIFICATE_ISSUED, Approved, CertificateIssued
from shared.persistence import Tx
from shared.policy import LEVEL_RANK, Pack


def approve_results(tx: Tx[Ports], request: ApproveResults) -> ResultsAnswered:
    """Approve and certify, send the package back, or refuse: by the authority that the notice names for results.

    Results of a committee that could not review that day are void, whatever the answer; so is that of a person whose
    unit has no entrustment letter where the notice asks for one.
    """
    process, committee, spec, pack = overseen_results(tx, request.session_id)
    authority = act_for_authority(tx, committee, spec, results=True)
    process.check("approve_results", clause_of_step(pack, process.state, "approve_results"))
    require_right_to_review(tx, committee)
    one = same_body(tx, committee, spec, authority)
    certificates, void = _answer(tx, process, committee, authority, pack, request)
    return ResultsAnswered(
        **saved(tx, process, request.expected_version),
        approved=len(certificates),
        certificates=tuple(certificates),
        void=tuple(void),
        same_body=one,
        note=body_note(one),
    )


def _answer(
    tx: Tx[Ports],
    process: ResultsProcess,
    committee: Committee,
    authority: KnownOrganisation,
    pack: Pack,
    request: ApproveResults,
) -> tuple[list[IssuedCertificate], list[VoidResult]]:
    """Certificates issued, and what does not stand."""
    if not committee.may_review(process.dates.conclusion[0]):
        return [], _void(tx, process, pack, request.opinion)
    outcome = request.outcome
    if outcome != "approved":
        return [], _decline(tx, process, authority, pack, outcome, request.opinion)
    return _approve(tx, process, committee, authority, pack, request.opinion)


def _approve(
    tx: Tx[Ports], process: ResultsProcess, committee: Committee, authority: KnownOrganisation, pack: Pack, opinion: str
) -> tuple[list[IssuedCertificate], list[VoidResult]]:
    process.approve_results(tx.today)
    reviews = _passed(tx, process)
    void = _void_unentrusted(tx, pack, reviews)
    passed = [review for review in reviews if review.state == "passed"]
    certificates = [_certify(tx, process, committee, authority, pack, review) for review in passed]
    told = ResultsApproved(
        session_id=process.id,
        authority_id=authority.id,
        authority_name=authority.name,
        approved_on=tx.today,
        approved=len(passed),
        opinion=opinion,
        clause=pack.reporting.cited,
    )
    tx.record(RESULTS_APPROVED, process.id, told)
    tx.trail("approve_results", "session", process.id, opinion=opinion, data={"approved": len(passed)})
    return certificates, void


def _passed(tx: Tx[Ports], process: ResultsProcess) -> list[Review]:
    """Results to be decided on, by case number."""
    reviews = [review for review in tx.ports.reviews.of_session(process.id) if review.state == "passed"]
    return sorted(reviews, key=lambda review: review.facts.case_number)


def _void(tx: Tx[Ports], process: ResultsProcess, pack: Pack, opinion: str) -> list[VoidResult]:
    """Nothing of a committee that was not approved, or not any more, stands."""
    process.void_results()
    clause = pack.committee_rules.registration.cited
    void = [_cancelled(tx, review, "committee_not_valid", clause, "void") for review in _passed(tx, process)]
    tx.trail("void_results", "session", process.id, clause=clause, opinion=opinion)
    return void


def _void_unentrusted(tx: Tx[Ports], pack: Pack, passed: Sequence[Review]) -> list[VoidResult]:
    """Results of people from units of the centre or another province without a letter; not known counts as none."""
    basis = pack.committee_rules.unentrusted
    if basis is None:
        return []
    lacking = [review for review in passed if _lacks_letter(tx, review)]
    return [_cancelled(tx, review, "entrustment_missing", basis.cited, "void") for review in lacking]


def _lacks_letter(tx: Tx[Ports], review: Review) -> bool:
    """By what the audit stated, or the register says of the unit; of a unit stationed here, not known is no."""
    facts, unit = review.facts, tx.ports.organisations.find(review.facts.unit_id)
    if facts.unit_entrusted or (unit is not None and unit.entrusted):
        return False
    stationed = facts.unit_stationed or (unit is not None and unit.stationed)
    return bool(stationed) or facts.unit_entrusted is False


def _decline(
    tx: Tx[Ports], process: ResultsProcess, authority: KnownOrganisation, pack: Pack, outcome: Declined, opinion: str
) -> list[VoidResult]:
    """Sent back: the package is reported again. Refused: nothing of it stands."""
    clause = pack.reporting.cited
    process.decline_results(outcome)
    void = []
    if outcome == "refused":
        void = [_cancelled(tx, review, "results_refused", clause, "refuse") for review in _passed(tx, process)]
    told = ResultsDeclined(
        session_id=process.id, office_id=process.office_id, authority_id=authority.id, outcome=outcome,
        opinion=opinion, answered_on=tx.today, clause=clause,
    )  # fmt: skip
    tx.record(RESULTS_DECLINED, process.id, told)
    action = "return_results" if outcome == "returned" else "refuse_results"
    tx.trail(action, "session", process.id, clause=clause, opinion=opinion)
    return void


def _cancelled(tx: Tx[Ports], review: Review, reason: VoidReason, clause: str, action: str) -> VoidResult:
    cancel_result(tx, review, reason, clause, action=action)
    return VoidResult(declaration_id=review.declaration_id, reason=reason, clause=clause)


def _certify(
    tx: Tx[Ports],
    process: ResultsProcess,
    committee: Committee,
    authority: KnownOrganisation,
    pack: Pack,
    review: Review,
) -> IssuedCertificate:
    review.move("approve")
    approved = Approved(
        declaration_id=review.declaration_id,
        session_id=process.id,
        person_id=review.person_id,
        authority_name=authority.name,
        approved_on=tx.today,
    )
    tx.record(APPROVED, review.declaration_id, approved)
    number = _number(tx, committee, pack, review)
    review.certify(number)
    facts = _text(tx, process, committee, authority, pack, review, number)
    tx.ports.reviews.save(review)
    tx.ports.certificates.add(
        Certificate(
            number=number,
            declaration_id=review.declaration_id,
            session_id=process.id,
            committee_id=committee.id,
            person_id=review.person_id,
            facts=facts,
            state="valid",
            issued_on=tx.today,
        )
    )
    tx.record(CERTIFICATE_ISSUED, review.declaration_id, facts)
    return IssuedCertificate(declaration_id=review.declaration_id, certificate_number=number)


def _number(tx: Tx[Ports], committee: Committee, pack: Pack, review: Review) -> str:
    """The next number of the sequence that the format distinguishes: what is the same but for {serial}."""
    numbered = partial(
        certificate_number,
        pack.certificate.number_format,
        region=committee.region,
        year=review.reviewed_on.year if review.reviewed_on else tx.today.year,
        rank=LEVEL_RANK[review.facts.level],
        committee=committee.serial,
    )
    return numbered(serial=tx.ports.certificates.next_serial(numbered(serial=0)))


def _text(
    tx: Tx[Ports], process: ResultsProcess, committee: Committee, authority: KnownOrganisation, pack: Pack,
    review: Review, number: str,
) -> CertificateIssued:  # fmt: skip
    """Everything printed on the certificate; the title dates from the day the notice says."""
    rule, person = pack.certificate, review.facts
    dates_from = rule.effective_recognised if process.kind == "recognition" else rule.effective
    effective = review.reviewed_on if dates_from == "passing_date" else tx.today
    return CertificateIssued(
        declaration_id=review.declaration_id,
        session_id=process.id,
        kind=process.kind,
        certificate_number=number,
        person_id=person.person_id,
        person_name=person.person_name,
        sex=person.sex,
        birth_date=person.birth_date,
        id_number_sealed=person.id_number_sealed,
        photo_key=person.photo_key,
        unit_name=person.unit_name,
        series_name=person.series_name,
        major=person.major,
        level=person.level,
        title=person.title,
        committee_name=committee.name,
        passed_on=effective or tx.today,
        issued_on=tx.today,
        authority_name=authority.name,
        clause=rule.cited,
    )
