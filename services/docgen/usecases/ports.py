"""What the use cases need from outside: repositories of one transaction, the tools of render jobs, the file store."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

from services.docgen.domain.document import Document, DocumentSubject
from services.docgen.domain.dossier import KeptDossier
from services.docgen.domain.order import RenderOrder
from services.docgen.requests import ListDocuments
from services.docgen.results import DocumentTally
from services.docgen.usecases.kept import Kept
from shared.kernel.clock import Clock
from shared.persistence import Tx
from shared.wire.types import Page

R = TypeVar("R")
EVERYBODY = "*"
"""In place of an organisation: every caller with a token may read (publicity)."""


class Documents(Protocol):
    """Documents and their jobs."""

    def add(self, documents: Iterable[Document]) -> None:
        """Enter jobs; the same kind, subject, variant and revision a second time changes nothing."""
        ...

    def save(self, document: Document) -> Document:
        """Keep a moved document and give it with its new version; raises conflict `stale_version`."""
        ...

    def due(self, now: datetime, limit: int) -> list[Document]:
        """Waiting documents whose time has come, locked for this transaction; those that others hold are left out."""
        ...

    def resting_open(self, limit: int) -> list[Document]:
        """Stored documents whose files should lie sealed and do not; locked, as `due`."""
        ...

    def expired(self, now: datetime, limit: int) -> list[Document]: ...
    def find(self, document_id: str) -> Document | None: ...
    def find_subject(self, subject: DocumentSubject) -> Document | None: ...
    def page(self, scope: DocumentScope, request: ListDocuments) -> Page[Document]: ...

    def tally(self) -> DocumentTally:
        """Documents by state, and `failing`."""
        ...


class Facts(Protocol):
    """What docgen remembers of other services' things, by kind and id; the last event wins."""

    def keep(self, kind: Kept[R], key: str, fact: R) -> None: ...
    def find(self, kind: Kept[R], key: str) -> R | None: ...

    def of(self, kind: Kept[R], keys: Iterable[str]) -> dict[str, R]:
        """What is remembered of each; those unknown are absent."""
        ...


class Dossiers(Protocol):
    """Submitted dossiers, one row per revision."""

    def keep(self, declaration_id: str, revision: int, dossier: KeptDossier) -> None: ...
    def find(self, declaration_id: str, revision: int) -> KeptDossier | None: ...

    def latest(self, declaration_ids: Iterable[str]) -> dict[str, KeptDossier]:
        """The last revision of each; those unknown are absent."""
        ...


class Readers(Protocol):
    """Which organisations may read the documents about a subject."""

    def allow(self, subject_id: str, organisation_ids: Iterable[str]) -> None: ...
    def of(self, subject_id: str) -> list[str]: ...
    def place(self, organisation_id: str, region: str) -> None: ...

    def region_of(self, organisation_id: str) -> str | None: ...

    def regions(self, subject_id: str) -> list[str]:
        """The divisions of those organisations, as far as the register has told them."""
        ...


class Renderer(Protocol):
    """Makes files of orders; not called inside a transaction."""

    def render(self, order: RenderOrder) -> bytes: ...


class Files(Protocol):
    """The part of the object store that docgen uses."""

    def put(self, key: str, data: bytes, media_type: str) -> None: ...
    def get(self, key: str) -> bytes: ...
    def delete(self, key: str) -> None: ...
    def list(self, prefix: str) -> list[str]: ...
    def presigned_get(self, key: str, seconds: int, download_name: str | None = None) -> str: ...


@dataclass(frozen=True, slots=True)
class DocumentScope:
    """Whose documents a caller may see: his own, and those of the organisation for which he acts as a clerk.

    `everything` for operators; `overseen` is how the codes of the divisions begin that a supervisor looks after: he
    sees what any organisation there may read.
    """

    person_id: str
    organisation_id: str | None
    everything: bool = False
    overseen: str | None = None


class Ports(Protocol):
    """What bootstrap binds to one connection, each when it is first asked for; `files` and `link_seconds` serve the
    download links.

    `wall` is real time, which leases, pauses and links follow whatever the suite's clock says.
    """

    @property
    def documents(self) -> Documents: ...
    @property
    def facts(self) -> Facts: ...
    @property
    def dossiers(self) -> Dossiers: ...
    @property
    def readers(self) -> Readers: ...
    @property
    def files(self) -> Files: ...
    @property
    def link_seconds(self) -> int: ...
    @property
    def wall(self) -> Clock: ...


DocgenTx = Tx[Ports]
