"""Entering the job of a document, in the transaction of the event that asks for it."""

from __future__ import annotations

from services.docgen.domain.document import Document, DocumentSubject
from services.docgen.domain.kinds import DocumentKind
from services.docgen.usecases.ports import DocgenTx
from shared.wire.plain import plain


def request_document(
    tx: DocgenTx,
    kind: DocumentKind,
    subject_id: str,
    fact: object,
    *,
    variant: str = "",
    revision: int = 0,
    notice_id: str | None = None,
    owner: str | None = None,
    private: bool = False,
) -> None:
    """One job per (kind, subject, variant, revision), however often it is asked for; due at once in real time.

    `fact` is the record that the document is made from: its job keeps it as JSON.
    """
    tx.ports.documents.add(
        Document(
            id=tx.new_id(),
            subject=DocumentSubject(kind.slug, subject_id, variant, revision),
            created_at=tx.now,
            due_at=tx.ports.wall.now(),
            data=plain(fact),
            notice_id=notice_id,
            owner_person_id=owner,
            private=private,
        )
    )
