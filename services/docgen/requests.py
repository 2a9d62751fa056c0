"""What the RPC methods take."""

from __future__ import annotations

from typing import Annotated

from services.docgen.domain.document import DocumentState
from services.docgen.domain.kinds import KINDS
from shared.wire.requests import ListQuery, Query, sorted_by
from shared.wire.types import Doc, Len, MaxLen, OneOf, record

Id = Annotated[str, Len(1, 100)]


@record
class DocumentFilter:
    """Which documents."""

    subject_id: Id | None = None
    kind: Annotated[str | None, OneOf(tuple(sorted(KINDS)))] = None
    variant: Annotated[str | None, MaxLen(40)] = None
    state: DocumentState | None = None
    notice_id: Id | None = None
    person_id: Annotated[Id | None, Doc("the owner")] = None
    organisation_id: Annotated[Id | None, Doc("a reader")] = None


@record
class ListDocuments(ListQuery):
    """Documents that the caller may see."""

    filter: DocumentFilter = DocumentFilter()
    sort: Annotated[str | None, sorted_by("created_at", "kind")] = None


@record
class GetDocument(Query):
    """One document."""

    document_id: Id


@record
class GetDownloadLink(Query):
    """One document's file."""

    document_id: Id
