"""What the RPC methods give."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from services.docgen.domain.document import DocumentState
from shared.persistence.events.status import StatusCounts
from shared.wire.types import Doc, record


@record
class DocumentView:
    """A document that is made or being made."""

    document_id: str
    kind: str
    title: Annotated[str, Doc("the kind in Chinese")]
    subject_id: Annotated[str, Doc("the declaration, publicity, report or session that it is about")]
    variant: str
    revision: int
    notice_id: str | None
    owner_person_id: str | None
    state: DocumentState
    attempts: int
    failing: Annotated[bool, Doc("the last attempt failed; it is tried again")]
    last_error: Annotated[str | None, Doc("null once the file is there")]
    media_type: str
    digest: Annotated[str | None, Doc("SHA-256 of the stored file")]
    size: Annotated[int | None, Doc("bytes")]
    created_at: datetime
    stored_at: datetime | None
    revoked_on: Annotated[date | None, Doc("of certificates")]


@record
class DownloadLink:
    """An address under which the file can be fetched without a token."""

    document_id: str
    url: str
    expires_at: Annotated[datetime, Doc("ZHIPING_LINK_SECONDS from now")]
    file_name: str


@record
class DocumentTally:
    """Documents by state; failing ones are counted in their state too."""

    waiting: int
    rendering: int
    stored: int
    failing: int


@record
class DocgenStatus(StatusCounts):
    """The common figures; `pending` counts unfinished documents too."""

    documents: DocumentTally
