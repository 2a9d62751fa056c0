"""Render jobs: claim what is due, render and store outside any transaction, then mark and announce in one."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from services.docgen.domain.document import Document, Printed
from services.docgen.domain.order import RenderOrder
from services.docgen.usecases.at_rest import laid_down
from services.docgen.usecases.compose import Surroundings, compose
from services.docgen.usecases.ports import DocgenTx, Files, Renderer
from services.docgen.usecases.sources import MissingFact, Sources
from services.docgen.usecases.trail_heads import with_heads
from shared.contracts import docgen
from shared.contracts.base import ContractViolation
from shared.kernel.clock import Clock
from shared.kernel.errors import ZhipingError
from shared.kernel.ids import new_id

BATCH = 8
Result = Printed | Exception


@dataclass(frozen=True)
class RenderJobs:
    """`transaction` and `reading` open units of work; `wall` is real time, which leases and pauses follow."""

    transaction: Callable[[], AbstractContextManager[DocgenTx]]
    reading: Callable[[], AbstractContextManager[DocgenTx]]
    renderer: Renderer
    files: Files
    around: Surroundings
    wall: Clock
    lease: timedelta = timedelta(seconds=120)

    def run_once(self, limit: int = BATCH) -> int:
        """Works off up to `limit` due jobs and returns how many were taken; safe in any number of replicas."""
        claimed = self._claim(limit)
        orders = self._compose(claimed) if claimed else []
        results = [(document, self._print(document, order)) for document, order in orders]
        if results:
            self._finish(results)
        return len(results)

    def _claim(self, limit: int) -> list[Document]:
        """Take jobs for the length of a lease; a worker with nothing else to do frees those of workers that died."""
        now, claim = self.wall.now(), new_id()
        with self.transaction() as tx:
            waiting = tx.ports.documents.due(now, limit)
            if not waiting:
                release_expired(tx)
            return [tx.ports.documents.save(document.claimed(claim, now + self.lease)) for document in waiting]

    def _compose(self, documents: list[Document]) -> list[tuple[Document, RenderOrder | Exception]]:
        """Gathers all that is needed to print them."""
        with self.reading() as tx:
            sources = Sources(tx.ports)
            return [(document, self._order(sources, document)) for document in documents]

    def _order(self, sources: Sources, document: Document) -> RenderOrder | Exception:
        try:
            return compose(document, sources, self.around)
        except (
            MissingFact,
            ContractViolation,
            ZhipingError,
            LookupError,
            ValueError,
            TypeError,
            AttributeError,
        ) as fault:
            return fault

    def _print(self, document: Document, order: RenderOrder | Exception) -> Result:
        """Renders and stores; a fault becomes the job's result, so that the rest of the batch goes on."""
        if isinstance(order, Exception):
            return order
        try:
            data = self.renderer.render(self._with_photos(with_heads(order, document, self.files)))
            digest = hashlib.sha256(data).hexdigest()
            return Printed(digest, len(data), laid_down(self.files, document, digest, data))
        except Exception as fault:
            return fault

    def _with_photos(self, order: RenderOrder) -> RenderOrder:
        """The portrait by value; without one the form keeps its placeholder."""
        found = {name: base64.b64encode(self.files.get(key)).decode() for name, key in order.photo_keys.items()}
        return replace(order, photos=found, photo_keys={}) if found else order

    def _finish(self, results: list[tuple[Document, Result]]) -> None:
        with self.transaction() as tx:
            for document, result in results:
                self._settle(tx, document, result)

    def _settle(self, tx: DocgenTx, document: Document, result: Result) -> None:
        """A claim that was lost meanwhile (expired, taken over) is left to its new owner."""
        try:
            settled = tx.ports.documents.save(self._after(document, result, tx.now))
        except ZhipingError as fault:
            if fault.slug != "stale_version":
                raise
            return
        if isinstance(result, Printed):
            _announce(tx, settled, result)

    def _after(self, document: Document, result: Result, at: datetime) -> Document:
        if isinstance(result, Printed):
            return document.stored(result, at)
        now = self.wall.now()
        if isinstance(result, MissingFact):
            return document.postponed(f"missing: {result}", now)
        return document.failed(describe(result), now)


def describe(fault: Exception) -> str:
    """The kind of fault and its slug or reason; never a value of the form."""
    return f"{type(fault).__name__}: {fault.slug if isinstance(fault, ZhipingError) else fault}"


def _announce(tx: DocgenTx, document: Document, printed: Printed) -> None:
    subject = document.subject
    tx.record(
        docgen.DOCUMENT_STORED,
        document.id,
        docgen.DocumentStored(
            document_id=document.id,
            kind=subject.kind,
            subject_id=subject.subject_id,
            variant=subject.variant,
            revision=subject.revision,
            digest=printed.digest,
            media_type=document.kind.media_type,
            size=printed.size,
            object_key=printed.object_key,
            owner_person_id=document.owner_person_id,
            organisation_ids=() if document.private else tuple(tx.ports.readers.of(subject.subject_id)),
            stored_at=tx.now,
        ),
    )


def release_expired(tx: DocgenTx) -> int:
    """Frees jobs whose render worker was not heard of again; returns how many."""
    now = tx.ports.wall.now()
    expired = tx.ports.documents.expired(now, 100)
    for document in expired:
        tx.ports.documents.save(document.expired(now))
    return len(expired)
