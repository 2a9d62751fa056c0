"""Listing documents and giving out links, to those who may see them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from services.docgen.domain.document import Document, State
from services.docgen.domain.kinds import CERTIFICATE
from services.docgen.usecases.ports import EVERYBODY, DocgenTx, Scope
from shared.kernel.clock import iso
from shared.kernel.errors import conflict, not_found, refused

_EVERYTHING = {"operator", "supervisor"}
REVOCATION = "revocation"
"""Kind of the fact that a certificate was revoked, by declaration."""


def list_documents(tx: DocgenTx, request: dict[str, Any]) -> dict[str, Any]:
    """The caller's documents that fit the filter, newest first."""
    found, cursor, total = tx.ports.documents.page(_scope(tx), request)
    return {"items": [_shown(tx, document) for document in found], "next_cursor": cursor, "total": total}


def get_document(tx: DocgenTx, request: dict[str, Any]) -> dict[str, Any]:
    """One document; not_found also for those who may not see it."""
    return _shown(tx, _visible(tx, request["document_id"]))


def get_download_link(tx: DocgenTx, request: dict[str, Any]) -> dict[str, Any]:
    """A link that works for a while; conflict `document_not_ready` while the file is being made.

    A revoked certificate is refused with the clause of its revoking: no new copy of it leaves the house.
    """
    document = _visible(tx, request["document_id"])
    ended = _revocation(tx, document)
    if ended is not None:
        raise refused("document_revoked", clause=ended["clause"], revoked_on=ended["revoked_on"])
    if document.state is not State.STORED or document.object_key is None:
        raise conflict("document_failed" if document.failing else "document_not_ready")
    seconds = tx.ports.link_seconds
    url = tx.ports.files.presigned_get(document.object_key, seconds, download_name(document))
    expires = tx.ports.wall.now() + timedelta(seconds=seconds)
    return {"document_id": document.id, "url": url, "expires_at": iso(expires), "file_name": download_name(document)}


def status(tx: DocgenTx, common: dict[str, Any]) -> dict[str, Any]:
    """get_status of every service, with documents not yet stored counted as pending."""
    tally = tx.ports.documents.tally()
    unfinished = sum(count for state, count in tally.items() if state in (State.WAITING, State.RENDERING))
    return common | {"pending": common["pending"] + unfinished, "documents": tally}


def download_name(document: Document) -> str:
    """The Chinese name of the form and enough of the id to tell two files apart; no person's name."""
    return f"{document.kind.title}-{document.id[-8:]}{document.kind.suffix}"


def as_json(document: Document) -> dict[str, Any]:
    """The wire form; `last_error` is null once the file is there."""
    subject = document.subject
    return {
        "document_id": document.id,
        "kind": subject.kind,
        "title": document.kind.title,
        "subject_id": subject.subject_id,
        "variant": subject.variant,
        "revision": subject.revision,
        "notice_id": document.notice_id,
        "owner_person_id": document.owner_person_id,
        "state": document.state.value,
        "attempts": document.attempts,
        "failing": document.failing,
        "last_error": document.last_error,
        "media_type": document.kind.media_type,
        "digest": document.digest,
        "size": document.size,
        "created_at": iso(document.created_at),
        "stored_at": None if document.stored_at is None else iso(document.stored_at),
    }


def _shown(tx: DocgenTx, document: Document) -> dict[str, Any]:
    ended = _revocation(tx, document)
    return as_json(document) | {"revoked_on": ended["revoked_on"] if ended else None}


def _revocation(tx: DocgenTx, document: Document) -> dict[str, Any] | None:
    """The fact of the revoking, for a certificate only."""
    if document.kind is not CERTIFICATE:
        return None
    return tx.ports.facts.find(REVOCATION, document.subject.subject_id)


def _scope(tx: DocgenTx) -> Scope:
    caller = tx.caller
    return Scope(caller.person_id, caller.organisation_id, bool(caller.roles & _EVERYTHING))


def _visible(tx: DocgenTx, document_id: str) -> Document:
    document = tx.ports.documents.find(document_id)
    if document is None or not _may_read(tx, document):
        raise not_found("document_not_found")
    return document


def _may_read(tx: DocgenTx, document: Document) -> bool:
    scope = _scope(tx)
    if document.owner_person_id is not None and document.owner_person_id == scope.person_id:
        return True
    if document.private:
        return False
    readers = tx.ports.readers.of(document.subject.subject_id)
    return scope.everything or EVERYBODY in readers or scope.organisation_id in readers
