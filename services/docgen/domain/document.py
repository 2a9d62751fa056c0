"""A document and the job of making it: waiting -> rendering -> stored, back to waiting when something went wrong."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from services.docgen.domain.kinds import KINDS, DocumentKind
from shared.contracts.store_users import SEALED
from shared.kernel.transitions import Transitions
from shared.wire.types import JsonObject


class DocumentState(StrEnum):
    """Where a document stands."""

    WAITING = "waiting"
    RENDERING = "rendering"
    STORED = "stored"


DOCUMENT: Transitions[DocumentState] = Transitions("document", {
    (DocumentState.WAITING, "claim"): (DocumentState.RENDERING,),
    (DocumentState.RENDERING, "store"): (DocumentState.STORED,),
    (DocumentState.RENDERING, "fail"): (DocumentState.WAITING,),
    (DocumentState.RENDERING, "postpone"): (DocumentState.WAITING,),
    (DocumentState.RENDERING, "expire"): (DocumentState.WAITING,),
})  # fmt: skip

BACK_OFF = (1, 5, 30, 120, 600, 3600)
"""Seconds before attempt 2, 3, ...; the last one repeats."""
POSTPONED = 0.3
"""Seconds before looking again when a fact of another stream has not arrived yet."""
FAILING_FROM = 3
"""Attempts after which a document counts as failing in get_status."""


@dataclass(frozen=True)
class DocumentSubject:
    """What makes a document unique: kind, what it is about, variant, revision (0: none)."""

    kind: str
    subject_id: str
    variant: str = ""
    revision: int = 0


@dataclass(frozen=True)
class Document:
    """A document; `private` hides it from organisations. `data` is the record that it is made from, as JSON: which one,
    kind and variant say; its ID numbers are sealed."""

    id: str
    subject: DocumentSubject
    created_at: datetime
    due_at: datetime
    data: JsonObject = field(default_factory=dict)
    notice_id: str | None = None
    owner_person_id: str | None = None
    private: bool = False
    state: DocumentState = DocumentState.WAITING
    attempts: int = 0
    claim: str | None = None
    lease_until: datetime | None = None
    last_error: str | None = None
    digest: str | None = None
    size: int | None = None
    object_key: str | None = None
    stored_at: datetime | None = None
    version: int = 1

    @property
    def kind(self) -> DocumentKind:
        """What sort of document it is."""
        return KINDS[self.subject.kind]

    @property
    def rests_open(self) -> bool:
        """Whether its file is one that should lie sealed, and does not."""
        return self.kind.sealed and self.object_key is not None and not self.object_key.endswith(SEALED)

    @property
    def failing(self) -> bool:
        """True when somebody should look at it."""
        return self.state is not DocumentState.STORED and self.attempts >= FAILING_FROM

    def claimed(self, claim: str, lease_until: datetime) -> Document:
        """Taken by a render worker for a while."""
        return replace(self, state=DOCUMENT.after(self.state, "claim"), claim=claim, lease_until=lease_until)

    def stored(self, printed: Printed, at: datetime) -> Document:
        """Made and kept in the object store."""
        return replace(
            self, state=DOCUMENT.after(self.state, "store"), claim=None, lease_until=None, last_error=None,
            digest=printed.digest, size=printed.size, object_key=printed.object_key, stored_at=at,
        )  # fmt: skip

    def failed(self, error: str, at: datetime) -> Document:
        """The attempt went wrong; the next one waits longer."""
        wait = timedelta(seconds=BACK_OFF[min(self.attempts, len(BACK_OFF) - 1)])
        return replace(self._released("fail", at + wait), attempts=self.attempts + 1, last_error=error[:500])

    def postponed(self, missing: str, at: datetime) -> Document:
        """A fact is still missing: not an attempt."""
        return replace(self._released("postpone", at + timedelta(seconds=POSTPONED)), last_error=missing[:500])

    def expired(self, at: datetime) -> Document:
        """The render worker that took it was not heard of again."""
        return self._released("expire", at)

    def _released(self, action: str, due_at: datetime) -> Document:
        return replace(self, state=DOCUMENT.after(self.state, action), claim=None, lease_until=None, due_at=due_at)


@dataclass(frozen=True)
class Printed:
    """A finished file: SHA-256 in hex, bytes, and where it lies."""

    digest: str
    size: int
    object_key: str


def object_key(document: Document, digest: str) -> str:
    """Where the file lies: kind, id and digest; nothing of it identifies a person."""
    return f"documents/{document.subject.kind}/{document.id}/{digest[:16]}{document.kind.suffix}"


def sealed_key(document: Document, digest: str, attempt: str) -> str:
    """The same of a sealed file; no two sealings are equal, so that each attempt to store it has a place of its own."""
    return f"{object_key(document, digest)}.{attempt}{SEALED}"
