"""What callers may read of committees, declarations before them and certificates, cut to who they are."""

from __future__ import annotations

from dataclasses import replace

from services.committee.domain.certificate import Certificate
from services.committee.domain.committee import Committee
from services.committee.domain.results_process import ResultsProcess
from services.committee.domain.review import Review
from services.committee.domain.scope import OFFICES, STAFF, about, body, held, waiting
from services.committee.requests import GetCertificate, GetCommittee, GetReview, ListCommittees, VerifyCertificate
from services.committee.results.certificates import CertificateCheck, CertificateView
from services.committee.results.committees import CommitteeEntry, CommitteeView
from services.committee.results.reviews import ReviewView
from services.committee.results.scoring import SheetRow
from services.committee.usecases.access import scope_of
from services.committee.usecases.ports import Ports
from services.committee.usecases.scoring_views import sheet
from shared.kernel.errors import not_found
from shared.kernel.scope import Ground, Matter
from shared.persistence import Tx
from shared.security.check_codes import check_code, is_check_code
from shared.wire.types import Page, widened


def get_committee(tx: Tx[Ports], request: GetCommittee) -> CommitteeView:
    """One committee; its office also sees the report of the last import."""
    committee = tx.ports.committees.get(request.committee_id)
    ours = scope_of(tx).reaches(body(committee), OFFICES)
    shown = _entry(committee, tx.ports.oversight.suspended([committee.id]))
    return widened(CommitteeView, shown, pool=committee.pool_report if ours else None)


def list_committees(tx: Tx[Ports], request: ListCommittees) -> Page[CommitteeEntry]:
    """Committees, for everybody."""
    found = tx.ports.committees.page(request)
    halted = tx.ports.oversight.suspended([one.id for one in found.items])
    return found.turned(lambda one: _entry(one, halted))


def _entry(one: Committee, halted: set[str]) -> CommitteeEntry:
    """`halted` are those that a measure keeps from reviewing now."""
    return CommitteeEntry(
        committee_id=one.id,
        version=one.version,
        state=one.state,
        code=one.code,
        name=one.name,
        level_group=one.scope.level_group,
        series=tuple(one.scope.series),
        majors=tuple(one.scope.majors),
        region=one.region,
        scope_kind=one.scope.scope_kind,
        decides=one.decides,
        size=one.size,
        office_organisation_id=one.office_id,
        office_name=one.office_name,
        authority_id=one.authority_id,
        authority_name=one.authority_name,
        substitute_id=one.substitute.substitute_id,
        substitute_name=one.substitute.substitute_name,
        substitute_reason=one.substitute.substitute_reason,
        valid_from=one.validity.valid_from,
        valid_to=one.validity.valid_to,
        approved=one.state == "approved",
        suspended=one.id in halted,
    )


def get_review(tx: Tx[Ports], request: GetReview) -> ReviewView:
    """One declaration before the committee, for its applicant, the session's staff and oversight; experts nowhere."""
    review = tx.ports.reviews.get(request.declaration_id)
    process = tx.ports.sessions.get(review.session_id) if review.session_id else None
    scope, subject = scope_of(tx), _before(tx, review, process)
    scope.require(subject, STAFF | {Ground.OWN}, not_found("review_not_found"))
    staff = scope.reaches(subject, STAFF)
    shown = _outcome(tx, review, process)
    if not staff:
        return shown
    return replace(
        shown,
        blind_no=review.blind_no,
        group_id=review.group_id,
        committee_code=review.committee_code,
        present=review.present,
        yes=review.yes,
        no=review.no,
        abstain=review.abstain,
        scores=_scores(tx, review, process),
    )


def _before(tx: Tx[Ports], review: Review, process: ResultsProcess | None) -> Matter:
    """The declaration before its session, or before the committee for which it waits."""
    if process is None:
        return waiting(review, tx.ports.committees.find_code(review.committee_code))
    return about(review.person_id, held(process, tx.ports.committees.get(process.committee_id)))


def _outcome(tx: Tx[Ports], review: Review, process: ResultsProcess | None) -> ReviewView:
    """What the applicant sees: what happened, without the counts."""
    return ReviewView(
        declaration_id=review.declaration_id,
        state=review.state,
        session_id=review.session_id,
        committee_name=tx.ports.committees.get(process.committee_id).name if process else None,
        meeting_on=process.decided_on if process else None,
        outcome=review.outcome,
        reviewed_on=review.reviewed_on,
        opinion=review.opinion,
        reason=review.reason,
        certificate_number=review.certificate_number,
    )


def _scores(tx: Tx[Ports], review: Review, process: ResultsProcess | None) -> tuple[SheetRow, ...]:
    rows = sheet(tx, process.id, [review]) if process else ()
    return tuple(row for row in rows if row.declaration_id == review.declaration_id)


def get_certificate(tx: Tx[Ports], request: GetCertificate) -> CertificateView:
    """The whole certificate for its holder and for the committee's office and authority."""
    certificate = tx.ports.certificates.find(request.certificate_number)
    if certificate is None or not _may_see(tx, certificate):
        raise not_found("certificate_not_found")
    facts = certificate.facts
    return CertificateView(
        certificate_number=certificate.number,
        check_code=check_code(certificate.number),
        version=certificate.version,
        state=certificate.state,
        kind=facts.kind,
        declaration_id=certificate.declaration_id,
        session_id=certificate.session_id,
        person_id=certificate.person_id,
        person_name=facts.person_name,
        sex=facts.sex,
        birth_date=facts.birth_date,
        id_number_masked=facts.id_number_masked,
        photo_key=facts.photo_key,
        unit_name=facts.unit_name,
        series_name=facts.series_name,
        major=facts.major,
        level=facts.level,
        title=facts.title,
        committee_name=facts.committee_name,
        authority_name=facts.authority_name,
        passed_on=facts.passed_on,
        issued_on=certificate.issued_on,
        clause=facts.clause,
        revoked_on=certificate.revoked_on,
        revoke_reason=certificate.revoke_reason,
        revoke_clause=certificate.revoke_clause,
    )


def verify_certificate(tx: Tx[Ports], request: VerifyCertificate) -> CertificateCheck:
    """For everybody who has it in his hand: the least that proves it. A number that nobody issued and a code that is
    not this number's are told in the same words."""
    certificate = tx.ports.certificates.find(request.certificate_number)
    fits = is_check_code(request.certificate_number, request.check_code)
    if certificate is None or not fits:
        raise not_found("certificate_not_found")
    facts = certificate.facts
    return CertificateCheck(
        certificate_number=certificate.number,
        state=certificate.state,
        name_masked=certificate.name_masked,
        title=facts.title,
        series_name=facts.series_name,
        major=facts.major,
        level=facts.level,
        committee_name=facts.committee_name,
        passed_on=facts.passed_on,
        issued_on=certificate.issued_on,
        revoked_on=certificate.revoked_on,
    )


def _may_see(tx: Tx[Ports], certificate: Certificate) -> bool:
    """The holder, and the staff of the session that it came from."""
    process = tx.ports.sessions.get(certificate.session_id)
    subject = about(certificate.person_id, held(process, tx.ports.committees.get(process.committee_id)))
    return scope_of(tx).reaches(subject, STAFF | {Ground.OWN})
