"""What docgen keeps of other services: dossiers, named facts, and who may read about a subject."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

from sqlalchemy import Connection, select

from services.docgen.domain.dossier import KeptDossier
from services.docgen.store.tables import DOSSIERS, FACTS, READERS
from services.docgen.usecases.kept import Kept
from shared.persistence import insert_if_absent, put
from shared.wire.plain import plain

R = TypeVar("R")
_SLICE = 500  # ids per statement


class FactRepository:
    """Adapter of `ports.Facts` for one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, kind: Kept[R], key: str, fact: R) -> None:
        """Write or replace."""
        put(self._connection, FACTS, {"kind": kind.name, "key": key, "body": plain(fact)})

    def find(self, kind: Kept[R], key: str) -> R | None:
        """What was kept last, or None."""
        wanted = select(FACTS.c.body).where(FACTS.c.kind == kind.name, FACTS.c.key == key)
        found = self._connection.scalar(wanted)
        return None if found is None else kind.read(found)


class DossierRepository:
    """Adapter of `ports.Dossiers` for one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, declaration_id: str, revision: int, dossier: KeptDossier) -> None:
        """A revision never changes: a second keep is ignored."""
        key = {"declaration_id": declaration_id, "revision": revision}
        insert_if_absent(self._connection, DOSSIERS, key | {"digest": dossier.digest, "body": dict(dossier.body)})

    def find(self, declaration_id: str, revision: int) -> KeptDossier | None:
        """One revision, or None."""
        wanted = select(DOSSIERS.c.body, DOSSIERS.c.digest).where(
            DOSSIERS.c.declaration_id == declaration_id, DOSSIERS.c.revision == revision
        )
        row = self._connection.execute(wanted).first()
        return None if row is None else KeptDossier(row.body, row.digest)

    def latest(self, declaration_ids: Iterable[str]) -> dict[str, KeptDossier]:
        """The last revision of each that is known."""
        found: dict[str, KeptDossier] = {}
        for ids in _slices(declaration_ids):
            rows = select(DOSSIERS).where(DOSSIERS.c.declaration_id.in_(ids))
            for row in self._connection.execute(rows.order_by(DOSSIERS.c.revision)):
                found[row.declaration_id] = KeptDossier(row.body, row.digest)
        return found


class ReaderRepository:
    """Adapter of `ports.Readers` for one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def allow(self, subject_id: str, organisation_ids: Iterable[str]) -> None:
        """Add organisations; those already there stay."""
        for organisation_id in dict.fromkeys(organisation_ids):
            insert_if_absent(self._connection, READERS, {"subject_id": subject_id, "organisation_id": organisation_id})

    def of(self, subject_id: str) -> list[str]:
        """All organisations, sorted."""
        wanted = select(READERS.c.organisation_id).where(READERS.c.subject_id == subject_id)
        return sorted(self._connection.scalars(wanted))


def _slices(items: Iterable[str]) -> Iterator[list[str]]:
    rest = iter(items)
    while part := list(islice(rest, _SLICE)):
        yield part
