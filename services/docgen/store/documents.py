"""Documents and their jobs in the database."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, exists, func, or_, select

from services.docgen.domain.document import FAILING_FROM, Document, DocumentState, DocumentSubject
from services.docgen.requests import DocumentFilter, ListDocuments
from services.docgen.results import DocumentTally
from services.docgen.store.tables import DOCUMENTS as T
from services.docgen.store.tables import READERS as R
from services.docgen.usecases.ports import EVERYBODY, DocumentScope
from shared.persistence import Order, fitting, insert_if_absent, listed, update_versioned
from shared.wire.types import Page

_ORDER = Order({"created_at": T.c.created_at, "kind": T.c.kind}, T.c.id, "-created_at")
_SUBJECT = ("kind", "subject_id", "variant", "revision")
_PLAIN = (
    "id", "notice_id", "owner_person_id", "private", "data", "attempts", "due_at", "claim", "lease_until", "last_error",
    "digest", "size", "object_key", "created_at", "stored_at", "version",
)  # fmt: skip
_FIXED = ("id", "data", "notice_id", "owner_person_id", "private", "created_at", "version")


class DocumentRepository:
    """Adapter of `ports.Documents` for one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, document: Document) -> bool:
        """Enter a job unless the document exists."""
        return insert_if_absent(self._connection, T, _values(document))

    def save(self, document: Document) -> None:
        """Write what a move changes; what a document is about never changes."""
        changed = {name: value for name, value in _values(document).items() if name not in (*_FIXED, *_SUBJECT)}
        update_versioned(self._connection, T, document.id, document.version, changed)

    def due(self, now: datetime, limit: int) -> list[Document]:
        """Waiting jobs in the order of their time; rows that another worker has locked are left out (PostgreSQL)."""
        waiting = select(T).where(T.c.state == DocumentState.WAITING.value, T.c.due_at <= now)
        return self._locked(waiting.order_by(T.c.due_at, T.c.id).limit(limit))

    def expired(self, now: datetime, limit: int) -> list[Document]:
        """Claimed jobs whose lease is over."""
        lost = select(T).where(T.c.state == DocumentState.RENDERING.value, T.c.lease_until < now)
        return self._locked(lost.order_by(T.c.id).limit(limit))

    def find(self, document_id: str) -> Document | None:
        """One document, or None."""
        row = self._connection.execute(select(T).where(T.c.id == document_id)).first()
        return None if row is None else _document(row)

    def find_subject(self, subject: DocumentSubject) -> Document | None:
        """The document of that kind about that subject, or None."""
        wanted = [T.c[name] == getattr(subject, name) for name in _SUBJECT]
        row = self._connection.execute(select(T).where(and_(*wanted))).first()
        return None if row is None else _document(row)

    def page(self, scope: DocumentScope, request: ListDocuments) -> Page[Document]:
        """Documents in scope that fit the filter."""
        statement = _filtered(_visible(select(T), scope), request.filter)
        return listed(self._connection, statement, _ORDER, request).turned(_document)

    def tally(self) -> DocumentTally:
        """Documents by state, and those that failed repeatedly."""
        counted = select(T.c.state, func.count().label("number")).group_by(T.c.state)
        by_state = {row.state: row.number for row in self._connection.execute(counted)}
        failing = select(func.count()).where(T.c.state != DocumentState.STORED.value, T.c.attempts >= FAILING_FROM)
        return DocumentTally(
            waiting=by_state.get(DocumentState.WAITING, 0),
            rendering=by_state.get(DocumentState.RENDERING, 0),
            stored=by_state.get(DocumentState.STORED, 0),
            failing=self._connection.scalar(failing) or 0,
        )

    def _locked(self, statement: Select[Any]) -> list[Document]:
        rows = self._connection.execute(statement.with_for_update(skip_locked=True))
        return [_document(row) for row in rows]


def _visible(statement: Select[Any], scope: DocumentScope) -> Select[Any]:
    """Own documents, and those whose subject the caller's organisation (or everybody) may read."""
    own = T.c.owner_person_id == scope.person_id
    if scope.everything:
        return statement.where(or_(own, ~T.c.private))
    allowed = [EVERYBODY] if scope.organisation_id is None else [EVERYBODY, scope.organisation_id]
    return statement.where(or_(own, and_(~T.c.private, _readable_by(allowed))))


def _readable_by(organisation_ids: list[str]) -> Any:
    return exists().where(R.c.subject_id == T.c.subject_id, R.c.organisation_id.in_(organisation_ids))


def _filtered(statement: Select[Any], wanted: DocumentFilter) -> Select[Any]:
    statement = fitting(
        statement, (T.c.subject_id, wanted.subject_id), (T.c.kind, wanted.kind), (T.c.variant, wanted.variant),
        (T.c.state, wanted.state), (T.c.notice_id, wanted.notice_id), (T.c.owner_person_id, wanted.person_id),
    )  # fmt: skip
    if wanted.organisation_id is not None:
        statement = statement.where(~T.c.private, _readable_by([wanted.organisation_id]))
    return statement


def _values(document: Document) -> dict[str, Any]:
    """A row of the table, by its columns."""
    subject = {name: getattr(document.subject, name) for name in _SUBJECT}
    return subject | {name: getattr(document, name) for name in _PLAIN} | {"state": document.state.value}


def _document(row: Row[Any]) -> Document:
    subject = DocumentSubject(row.kind, row.subject_id, row.variant, row.revision)
    return Document(subject=subject, state=DocumentState(row.state), **{name: getattr(row, name) for name in _PLAIN})
