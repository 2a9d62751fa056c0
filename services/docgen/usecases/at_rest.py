"""Files in the object store: those with ID numbers lie sealed, and a link leads to a copy that is opened for it.

The copy is removed when the link has long ended; who has the store's password reads what was opened in the last hour.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace

from services.docgen.domain.document import Document, object_key, sealed_key
from services.docgen.usecases.ports import DocgenTx, Files
from shared.contracts.store_users import OPENED, SEALED
from shared.kernel.clock import Clock
from shared.kernel.errors import ZhipingError
from shared.kernel.ids import new_id
from shared.kernel.rhythm import Rhythm
from shared.security.sealed_files import MEDIA_TYPE, open_file, seal_file

BATCH = 20
PAUSE = 3600.0


def laid_down(files: Files, document: Document, digest: str, data: bytes) -> str:
    """Store the file as its kind rests, and give its name."""
    if not document.kind.sealed:
        key = object_key(document, digest)
        files.put(key, data, document.kind.media_type)
        return key
    key = sealed_key(document, digest, new_id()[-12:])
    files.put(key, seal_file(data), MEDIA_TYPE)
    return key


def to_fetch(tx: DocgenTx, document: Document, key: str) -> str:
    """The name under which the file lies as it is read: its own, or that of a copy for whoever asks now.

    What was sealed anew since the document was looked up lies elsewhere by now, and is looked up again.
    """
    if not key.endswith(SEALED):
        return key
    try:
        return _copied(tx.ports.files, document, key)
    except ZhipingError as gone:
        now = tx.ports.documents.find(document.id)
        if gone.slug != "object_missing" or now is None or now.object_key in (None, key):
            raise
        return _copied(tx.ports.files, document, now.object_key)


def _copied(files: Files, document: Document, key: str) -> str:
    copy = f"{OPENED}{new_id()}{document.kind.suffix}"
    files.put(copy, open_file(files.get(key)), document.kind.media_type)
    return copy


@dataclass(slots=True)
class LateFileSealer:
    """Seals what the released version has stored of the kinds that rest sealed; call it as often as you like."""

    transaction: Callable[[], AbstractContextManager[DocgenTx]]
    files: Files
    wall: Clock
    batch: int = BATCH
    _rhythm: Rhythm = field(init=False)

    def __post_init__(self) -> None:
        """Due at once."""
        self._rhythm = Rhythm(lambda: self.wall.now().timestamp(), PAUSE, self.batch)

    def __call__(self) -> int:
        """Seal some, and say how many. The open file goes once the sealed one is in its place."""
        if not self._rhythm.is_due():
            return 0
        with self.transaction() as tx:
            replaced = [self._sealed(tx, document) for document in tx.ports.documents.resting_open(self.batch)]
        for key in replaced:
            self.files.delete(key)
        return self._rhythm.looked(len(replaced))

    def _sealed(self, tx: DocgenTx, document: Document) -> str:
        key, digest = document.object_key, document.digest
        if key is None or digest is None:
            raise LookupError(f"document {document.id} is stored nowhere")
        sealed = laid_down(self.files, document, digest, self.files.get(key))
        tx.ports.documents.save(replace(document, object_key=sealed))
        return key
