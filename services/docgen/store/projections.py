"""What docgen keeps of other services: dossiers, named facts, and who may read about a subject."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from sqlalchemy import Connection, select

from services.docgen.store.tables import DOSSIERS, FACTS, READERS
from shared.persistence import insert_if_absent, put

Body = dict[str, Any]
_SLICE = 500  # ids per statement


class FactRepository:
    """Adapter of `ports.Facts` for one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, kind: str, key: str, body: Mapping[str, Any]) -> None:
        """Write or replace."""
        put(self._connection, FACTS, {"kind": kind, "key": key, "body": dict(body)})

    def find(self, kind: str, key: str) -> Body | None:
        """The last body kept, or None."""
        wanted = select(FACTS.c.body).where(FACTS.c.kind == kind, FACTS.c.key == key)
        found: Body | None = self._connection.scalar(wanted)
        return found


class DossierRepository:
    """Adapter of `ports.Dossiers` for one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, declaration_id: str, revision: int, digest: str, body: Mapping[str, Any]) -> None:
        """A revision never changes: a second keep is ignored."""
        key = {"declaration_id": declaration_id, "revision": revision}
        insert_if_absent(self._connection, DOSSIERS, key | {"digest": digest, "body": dict(body)})

    def find(self, declaration_id: str, revision: int) -> tuple[Body, str] | None:
        """Body and digest of one revision, or None."""
        wanted = select(DOSSIERS.c.body, DOSSIERS.c.digest).where(
            DOSSIERS.c.declaration_id == declaration_id, DOSSIERS.c.revision == revision
        )
        row = self._connection.execute(wanted).first()
        return None if row is None else (row.body, row.digest)

    def latest(self, declaration_ids: Iterable[str]) -> dict[str, Body]:
        """The last revision of each that is known."""
        found: dict[str, Body] = {}
        for ids in _slices(declaration_ids):
            rows = select(DOSSIERS.c.declaration_id, DOSSIERS.c.body).where(DOSSIERS.c.declaration_id.in_(ids))
            for row in self._connection.execute(rows.order_by(DOSSIERS.c.revision)):
                found[row.declaration_id] = row.body
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
