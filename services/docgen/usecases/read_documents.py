"""Listing documents and giving out links, to those who may see them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta

from services.docgen.domain.document import Document, DocumentState
from services.docgen.domain.kinds import CERTIFICATE
from services.docgen.requests import GetDocument, GetDownloadLink, ListDocuments
from services.docgen.results import DocgenStatus, DocumentView, DownloadLink
from services.docgen.usecases.access import scope_of
from services.docgen.usecases.at_rest import to_fetch
from services.docgen.usecases.kept import REVOCATION
from services.docgen.usecases.openings import keep_opening
from services.docgen.usecases.ports import EVERYBODY, DocgenTx, DocumentScope
from shared.contracts.committee.oversight import CertificateRevoked
from shared.kernel.errors import conflict, not_found, refused
from shared.kernel.scope import CLERKS, OVERSIGHT, Ground, Involved, Matter, Reach
from shared.persistence.events.status import StatusCounts
from shared.wire.types import Page


def list_documents(tx: DocgenTx, request: ListDocuments) -> Page[DocumentView]:
    """The caller's documents that fit the filter, newest first."""
    page = tx.ports.documents.page(_listed(scope_of(tx)), request)
    ended = _revocations(tx, page.items)
    return page.turned(lambda document: _shown(document, ended))


def get_document(tx: DocgenTx, request: GetDocument) -> DocumentView:
    """One document; not_found also for those who may not see it."""
    document, _ = _visible(tx, request.document_id)
    return _shown(document, _revocations(tx, [document]))


def get_download_link(tx: DocgenTx, request: GetDownloadLink) -> DownloadLink:
    """A link that works for a while; conflict `document_not_ready` while the file is being made.

    A revoked certificate is refused with the clause of its revoking: no new copy of it leaves the house. Everybody whom
    the file is about can read to whom the link was given.
    """
    document, ground = _visible(tx, request.document_id)
    for ended in _revocations(tx, [document]).values():
        raise refused("document_revoked", clause=ended.clause, revoked_on=ended.revoked_on.isoformat())
    if document.state is not DocumentState.STORED or document.object_key is None:
        raise conflict("document_failed" if document.failing else "document_not_ready")
    keep_opening(tx, document, ground)
    seconds = tx.ports.link_seconds
    key = to_fetch(tx, document, document.object_key)
    url = tx.ports.files.presigned_get(key, seconds, download_name(document))
    expires = tx.ports.wall.now() + timedelta(seconds=seconds)
    return DownloadLink(document_id=document.id, url=url, expires_at=expires, file_name=download_name(document))


def status(tx: DocgenTx, common: StatusCounts) -> DocgenStatus:
    """get_status of every service, with documents not yet stored counted as pending."""
    tally = tx.ports.documents.tally()
    return DocgenStatus(
        pending=common.pending + tally.waiting + tally.rendering,
        unsealed=common.unsealed,
        published=common.published,
        handled=common.handled,
        dead_letters=common.dead_letters,
        undelivered=common.undelivered,
        documents=tally,
    )


def download_name(document: Document) -> str:
    """The Chinese name of the form and enough of the id to tell two files apart; no person's name."""
    return f"{document.kind.title}-{document.id[-8:]}{document.kind.suffix}"


def _shown(document: Document, revocations: Mapping[str, CertificateRevoked]) -> DocumentView:
    subject = document.subject
    ended = revocations.get(subject.subject_id) if document.kind is CERTIFICATE else None
    return DocumentView(
        document_id=document.id,
        kind=subject.kind,
        title=document.kind.title,
        subject_id=subject.subject_id,
        variant=subject.variant,
        revision=subject.revision,
        notice_id=document.notice_id,
        owner_person_id=document.owner_person_id,
        state=document.state,
        attempts=document.attempts,
        failing=document.failing,
        last_error=document.last_error,
        media_type=document.kind.media_type,
        digest=document.digest,
        size=document.size,
        created_at=document.created_at,
        stored_at=document.stored_at,
        revoked_on=ended.revoked_on if ended else None,
    )


def _revocations(tx: DocgenTx, documents: Iterable[Document]) -> dict[str, CertificateRevoked]:
    """The facts of the revoking by declaration, for the certificates among the documents."""
    certified = {document.subject.subject_id for document in documents if document.kind is CERTIFICATE}
    return tx.ports.facts.of(REVOCATION, certified)


def _listed(scope: Reach) -> DocumentScope:
    return DocumentScope(scope.person_id, scope.acts_for(), scope.sees_all, scope.overseen)


def _visible(tx: DocgenTx, document_id: str) -> tuple[Document, Ground]:
    """The document, and what opens it to the caller."""
    document = tx.ports.documents.find(document_id)
    ground = _ground(tx, document) if document else None
    if document is None or ground is None:
        raise not_found("document_not_found")
    return document, ground


def _ground(tx: DocgenTx, document: Document) -> Ground | None:
    scope, subject_id = scope_of(tx), document.subject.subject_id
    if scope.reaches(Matter(document.owner_person_id), {Ground.OWN}):
        return Ground.OWN
    if document.private:
        return None
    readers = tx.ports.readers.of(subject_id)
    if EVERYBODY in readers:
        return Ground.PUBLIC
    standings = tuple(Involved(reader, Ground.HOUSE, CLERKS) for reader in readers)
    regions = tx.ports.readers.regions(subject_id) if scope.overseen else ()
    matters = Matter(standings=standings), *(Matter(region=region) for region in regions)
    found = (scope.ground(matter, {Ground.HOUSE, *OVERSIGHT}) for matter in matters)
    return next((ground for ground in found if ground is not None), None)
