"""What the document service announces."""

from shared.contracts.docgen.streams import (
    DOCUMENT,
    DOCUMENT_STORED,
    RPC,
    STREAMS,
    TRAIL,
    DocumentStored,
)

__all__ = [
    "DOCUMENT",
    "DOCUMENT_STORED",
    "RPC",
    "STREAMS",
    "TRAIL",
    "DocumentStored",
]
