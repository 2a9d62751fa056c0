"""Following reviews: the vote on a declaration, and its certificate."""

from __future__ import annotations

from services.docgen.domain.kinds import CERTIFICATE, EVALUATION_FORM
from services.docgen.usecases.ports import Body, DocgenTx, Fact
from services.docgen.usecases.read_documents import REVOCATION
from services.docgen.usecases.request_document import request_document
from shared.contracts import committee
from shared.contracts.committee import oversight
from shared.kernel.errors import NotYet


def apply(tx: DocgenTx, event: Fact) -> None:
    """Act on what a review publishes."""
    data = event.data
    if event.type == committee.ASSIGNED.name:
        _let_office_read(tx, data)
    elif event.type == committee.REVIEWED.name:
        tx.ports.facts.keep("review", data["declaration_id"], data)
    elif event.type == committee.RECOGNISED.name:
        _let_office_read(tx, data)
        tx.ports.facts.keep("review", data["declaration_id"], data)
    elif event.type == committee.CERTIFICATE_ISSUED.name:
        _certify(tx, data)
    elif event.type == oversight.CERTIFICATE_REVOKED.name:
        tx.ports.facts.keep(REVOCATION, data["declaration_id"], data)


def _let_office_read(tx: DocgenTx, data: Body) -> None:
    """The office and the authority of the session; its experts review blind and read nothing here."""
    session = tx.ports.facts.find("session", data["session_id"])
    if session is None:
        raise NotYet("the session is not known yet")
    tx.ports.readers.allow(data["declaration_id"], [session["office_id"], session["authority_id"]])


def _certify(tx: DocgenTx, data: Body) -> None:
    """The certificate twice (holder's copy with the ID number, the other masked), and the final 评审表."""
    for variant, private in (("holder", True), ("masked", False)):
        request_document(
            tx, CERTIFICATE, data["declaration_id"], data, variant=variant, owner=data["person_id"], private=private
        )
    request_document(tx, EVALUATION_FORM, data["declaration_id"], data, variant="approved", owner=data["person_id"])
