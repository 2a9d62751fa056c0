"""Following reviews: the vote on a declaration, and its certificate."""

from __future__ import annotations

from services.docgen.domain.kinds import CERTIFICATE, EVALUATION_FORM
from services.docgen.usecases.kept import RECOGNITION, REVIEW, REVOCATION, SESSION
from services.docgen.usecases.ports import DocgenTx
from services.docgen.usecases.request_documents import request_documents
from shared.contracts.acting import Handlers, act_on
from shared.contracts.committee.oversight import CertificateRevoked
from shared.contracts.committee.recognition import Recognised
from shared.contracts.committee.review import Assigned, CertificateIssued, Reviewed
from shared.contracts.envelope import Event
from shared.kernel.errors import NotYet


def apply(tx: DocgenTx, event: Event) -> None:
    """Act on what a review publishes."""
    act_on(HANDLERS, tx, event)


def _assigned(tx: DocgenTx, event: Event, fact: Assigned) -> None:
    _let_office_read(tx, fact.declaration_id, fact.session_id)


def _reviewed(tx: DocgenTx, event: Event, fact: Reviewed) -> None:
    tx.ports.facts.keep(REVIEW, fact.declaration_id, fact)


def _recognised(tx: DocgenTx, event: Event, fact: Recognised) -> None:
    _let_office_read(tx, fact.declaration_id, fact.session_id)
    tx.ports.facts.keep(RECOGNITION, fact.declaration_id, fact)


def _let_office_read(tx: DocgenTx, declaration_id: str, session_id: str) -> None:
    """The office and the authority of the session; its experts review blind and read nothing here."""
    session = tx.ports.facts.find(SESSION, session_id)
    if session is None or session.office_id is None or session.authority_id is None:
        raise NotYet("the session is not known yet")
    tx.ports.readers.allow(declaration_id, [session.office_id, session.authority_id])


def _certified(tx: DocgenTx, event: Event, fact: CertificateIssued) -> None:
    """The certificate twice (holder's copy with the ID number, the other without), and the final 评审表."""
    for variant, private in (("holder", True), ("masked", False)):
        request_documents(
            tx, [CERTIFICATE], fact.declaration_id, fact, variant=variant, owner=fact.person_id, private=private
        )
    request_documents(tx, [EVALUATION_FORM], fact.declaration_id, fact, variant="approved", owner=fact.person_id)


def _revoked(tx: DocgenTx, event: Event, fact: CertificateRevoked) -> None:
    tx.ports.facts.keep(REVOCATION, fact.declaration_id, fact)


HANDLERS: Handlers[DocgenTx] = {
    Assigned: _assigned,
    Reviewed: _reviewed,
    Recognised: _recognised,
    CertificateIssued: _certified,
    CertificateRevoked: _revoked,
}
