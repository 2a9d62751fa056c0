"""撤销职称: the authority that approved a title takes it back, once, for good."""

from __future__ import annotations

from services.committee.domain.certificate import Certificate
from services.committee.requests import RevokeCertificate
from services.committee.results.certificates import CertificateRevokedAnswer
from services.committee.usecases.bodies import act_for_authority, spec_under
from services.committee.usecases.common import pack_of
from services.committee.usecases.ports import Ports
from shared.contracts.committee import oversight as contract
from shared.kernel.errors import not_found, refused
from shared.persistence import Tx


def revoke_certificate(tx: Tx[Ports], request: RevokeCertificate) -> CertificateRevokedAnswer:
    """Revoke with a reason; the clause is that of the notice under which the title was gained."""
    certificate = tx.ports.certificates.find(request.certificate_number)
    if certificate is None:
        raise not_found("certificate_not_found")
    review = tx.ports.reviews.get(certificate.declaration_id)
    process = tx.ports.sessions.get(certificate.session_id)
    committee, pack = tx.ports.committees.get(process.committee_id), pack_of(tx, process.notice_id)
    act_for_authority(tx, committee, spec_under(tx, pack, committee), results=True)
    rules = pack_of(tx, review.notice_id).oversight
    if rules is None:
        raise refused("oversight_unknown")
    clause = rules.revocation.cited
    certificate.revoke(tx.today, request.reason, clause)
    review.move("revoke")
    tx.ports.reviews.save(review)
    version = tx.ports.certificates.save(certificate, request.expected_version)
    tx.record(contract.CERTIFICATE_REVOKED, review.declaration_id, _told(tx, certificate, request.reason, clause))
    tx.trail(
        "revoke_certificate", "certificate", certificate.number, clause=clause,
        opinion=request.reason,
    )  # fmt: skip
    return CertificateRevokedAnswer(
        certificate_number=certificate.number,
        version=version,
        state=certificate.state,
        revoked_on=tx.today,
        clause=clause,
    )


def _told(tx: Tx[Ports], certificate: Certificate, reason: str, clause: str) -> contract.CertificateRevoked:
    return contract.CertificateRevoked(
        declaration_id=certificate.declaration_id,
        person_id=certificate.person_id,
        certificate_number=certificate.number,
        title=certificate.facts.title,
        authority_name=certificate.facts.authority_name,
        revoked_on=tx.today,
        reason=reason,
        clause=clause,
    )
