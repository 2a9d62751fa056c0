"""Documents and their jobs in the database."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, bindparam, exists, func, or_, select

from services.docgen.domain.document import FAILING_FROM, Document, DocumentState, DocumentSubject
from services.docgen.domain.kinds import KINDS
from services.docgen.requests import DocumentFilter, ListDocuments
from services.docgen.results import DocumentTally
from services.docgen.store.tables import DOCUMENTS as T
from services.docgen.store.tables import PLACES as P
from services.docgen.store.tables import READERS as R
from services.docgen.usecases.ports import EVERYBODY, DocumentScope
from shared.contracts.store_users import SEALED
from shared.kernel.canonical import canonical_json
from shared.persistence import JsonRows, Order, find, fitting, insert_absent, listed, update_versioned, values_of
from shared.security import open_sealed, seal
from shared.security.renewal import renewed
from shared.wire.types import Page

_ORDER = Order({"created_at": T.c.created_at, "kind": T.c.kind}, T.c.id, "-created_at")
_ROWS = JsonRows(Document, "state", apart={"subject": DocumentSubject})
_FIXED = frozenset(
    ("id", "kind", "subject_id", "variant", "revision", "data", "notice_id", "owner_person_id", "private", "created_at")
)  # fmt: skip
AT_REST = "sealed"
"""In the place of the record of a document that is stored and rests sealed; while it waits, the released version may
print it."""
_DUE = (
    select(T)
    .where(T.c.state == DocumentState.WAITING.value, T.c.due_at <= bindparam("now"))
    .order_by(T.c.due_at, T.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_EXPIRED = (
    select(T)
    .where(T.c.state == DocumentState.RENDERING.value, T.c.lease_until < bindparam("now"))
    .order_by(T.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_OPEN = (
    select(T)
    .where(
        T.c.state == DocumentState.STORED.value,
        T.c.kind.in_(sorted(kind.slug for kind in KINDS.values() if kind.sealed)),
        T.c.object_key.not_like(f"%{SEALED}"),
    )
    .order_by(T.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_BY_STATE = select(T.c.state, func.count().label("number")).group_by(T.c.state)
_FAILING = select(func.count()).where(T.c.state != DocumentState.STORED.value, T.c.attempts >= FAILING_FROM)


class DocumentRepository:
    """Adapter of `ports.Documents` for one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, documents: Iterable[Document]) -> None:
        """Enter those jobs whose document does not exist."""
        insert_absent(self._connection, T, [_ROWS.values(document) for document in documents])

    def save(self, document: Document) -> Document:
        """Write what a move changes; what a document is about never changes."""
        changed = {name: value for name, value in _ROWS.values(document).items() if name not in _FIXED}
        if document.kind.sealed and document.state is DocumentState.STORED:
            changed["data"] = {AT_REST: seal(renewed(canonical_json(document.data).decode()))}
        version = update_versioned(self._connection, T, document.id, document.version, changed)
        return replace(document, version=version)

    def due(self, now: datetime, limit: int) -> list[Document]:
        """Waiting jobs in the order of their time; rows that another worker has locked are left out (PostgreSQL)."""
        return self._all(_DUE, now=now, most=limit)

    def resting_open(self, limit: int) -> list[Document]:
        """Those that the released version has stored."""
        return self._all(_OPEN, most=limit)

    def expired(self, now: datetime, limit: int) -> list[Document]:
        """Claimed jobs whose lease is over."""
        return self._all(_EXPIRED, now=now, most=limit)

    def find(self, document_id: str) -> Document | None:
        """One document, or None."""
        return self._one(id=document_id)

    def find_subject(self, subject: DocumentSubject) -> Document | None:
        """The document of that kind about that subject, or None."""
        return self._one(**values_of(subject))

    def page(self, scope: DocumentScope, request: ListDocuments) -> Page[Document]:
        """Documents in scope that fit the filter; what rests sealed of their records stays so, no list shows it."""
        statement = _filtered(_visible(select(T), scope), request.filter)
        return listed(self._connection, statement, _ORDER, request).turned(_ROWS.read)

    def tally(self) -> DocumentTally:
        """Documents by state, and those that failed repeatedly."""
        by_state = {row.state: row.number for row in self._connection.execute(_BY_STATE)}
        return DocumentTally(
            waiting=by_state.get(DocumentState.WAITING, 0),
            rendering=by_state.get(DocumentState.RENDERING, 0),
            stored=by_state.get(DocumentState.STORED, 0),
            failing=self._connection.scalar(_FAILING) or 0,
        )

    def _one(self, **equal: Any) -> Document | None:
        row = find(self._connection, T, **equal).first()
        return None if row is None else _read(row)

    def _all(self, statement: Select[Any], **bound: Any) -> list[Document]:
        return [_read(row) for row in self._connection.execute(statement, bound)]


def _read(row: Row[Any]) -> Document:
    document = _ROWS.read(row)
    sealed = document.data.get(AT_REST)
    return document if sealed is None else replace(document, data=json.loads(open_sealed(sealed)))


def _visible(statement: Select[Any], scope: DocumentScope) -> Select[Any]:
    """Own documents, and those whose subject the caller's organisation (or everybody) may read; a supervisor's."""
    own = T.c.owner_person_id == scope.person_id
    if scope.everything:
        return statement.where(or_(own, ~T.c.private))
    allowed = [EVERYBODY] if scope.organisation_id is None else [EVERYBODY, scope.organisation_id]
    open_to = [_readable_by(allowed)]
    if scope.overseen is not None:
        there = select(P.c.organisation_id).where(P.c.region.startswith(scope.overseen))
        open_to.append(exists().where(R.c.subject_id == T.c.subject_id, R.c.organisation_id.in_(there)))
    return statement.where(or_(own, and_(~T.c.private, or_(*open_to))))


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
