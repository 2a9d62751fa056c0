"""Entering the jobs of documents, in the transaction of the event that asks for them."""

from __future__ import annotations

from collections.abc import Iterable

from services.docgen.domain.document import Document, DocumentSubject
from services.docgen.domain.kinds import DocumentKind
from services.docgen.usecases.ports import DocgenTx
from shared.wire.plain import plain


def request_documents(
    tx: DocgenTx,
    kinds: Iterable[DocumentKind],
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

    `fact` is the record that the documents are made from: each job keeps it as JSON.
    """
    data, due_at = plain(fact), tx.ports.wall.now()
    jobs = [
        Document(
            id=tx.new_id(),
            subject=DocumentSubject(kind.slug, subject_id, variant, revision),
            created_at=tx.now,
            due_at=due_at,
            data=data,
            notice_id=notice_id,
            owner_person_id=owner,
            private=private,
        )
        for kind in kinds
    ]
    tx.ports.documents.add(jobs)
