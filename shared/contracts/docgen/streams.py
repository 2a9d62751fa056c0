"""What the docgen service publishes, and its RPC names."""

from __future__ import annotations

from datetime import datetime

from shared.contracts import openings
from shared.contracts.base import Count, Digest, EventType, Number, Stream
from shared.contracts.samples import DIGEST, ID_A, ID_B, ID_C, ID_D, WHEN
from shared.contracts.trail import TRAILS
from shared.wire.types import record

RPC = ("list_documents", "get_document", "get_download_link", *openings.RPC, "run_due")


@record
class DocumentStored:
    """A form is filled and stored; `subject_id` is the declaration, publicity, report or session it belongs to."""

    document_id: str
    kind: str
    subject_id: str
    variant: str
    revision: Count
    digest: Digest
    media_type: str
    size: Number
    object_key: str
    owner_person_id: str | None = None
    organisation_ids: tuple[str, ...]
    stored_at: datetime


DOCUMENT_STORED = EventType(
    "docgen.document_stored", "document", DocumentStored,
    {"document_id": ID_D, "kind": "evaluation_form", "subject_id": ID_C, "variant": "", "revision": 1,
     "digest": DIGEST, "media_type": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
     "size": 40960, "object_key": "documents/0197/evaluation_form.docx", "owner_person_id": ID_A,
     "organisation_ids": [ID_B], "stored_at": WHEN},
)  # fmt: skip

DOCUMENT = Stream("docgen", "document", (DOCUMENT_STORED,))
TRAIL = TRAILS["docgen"]
STREAMS = (DOCUMENT, TRAIL)
