"""What the docgen service publishes, and its RPC names."""

from __future__ import annotations

from shared.contracts.base import Contract, EventType, Stream, digest_text, instant, maybe_text, number, text, texts
from shared.contracts.samples import DIGEST, ID_A, ID_B, ID_C, ID_D, WHEN

RPC = ("list_documents", "get_document", "get_download_link", "run_due")


class DocumentStored(Contract):
    """A form is filled and stored; `subject_id` is the declaration, publicity, report or session it belongs to."""

    document_id = text()
    kind = text()
    subject_id = text()
    variant = text()
    revision = number(0)
    digest = digest_text()
    media_type = text()
    size = number(1)
    object_key = text()
    owner_person_id = maybe_text()
    organisation_ids = texts()
    stored_at = instant()


DOCUMENT_STORED = EventType(
    "docgen.document_stored", "document", DocumentStored,
    {"document_id": ID_D, "kind": "evaluation_form", "subject_id": ID_C, "variant": "", "revision": 1,
     "digest": DIGEST, "media_type": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
     "size": 40960, "object_key": "documents/0197/evaluation_form.docx", "owner_person_id": ID_A,
     "organisation_ids": [ID_B], "stored_at": WHEN},
)  # fmt: skip

DOCUMENT = Stream("docgen", "document", (DOCUMENT_STORED,))
STREAMS = (DOCUMENT,)
