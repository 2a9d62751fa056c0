"""What docgen keeps of other services: dossiers, named facts, and who may read about a subject."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, Select, bindparam, func, select

from services.docgen.domain.dossier import KeptDossier
from services.docgen.store.tables import DOSSIERS, FACTS, PLACES, READERS
from services.docgen.usecases.kept import Kept
from shared.persistence import find, from_row, insert_absent, put, values_of
from shared.wire.plain import plain

R = TypeVar("R")
_SLICE = 500  # ids per statement
_FACTS = select(FACTS.c.key, FACTS.c.body).where(
    FACTS.c.kind == bindparam("kind"), FACTS.c.key.in_(bindparam("ids", expanding=True))
)
_LAST = (
    select(DOSSIERS.c.declaration_id, func.max(DOSSIERS.c.revision).label("revision"))
    .where(DOSSIERS.c.declaration_id.in_(bindparam("ids", expanding=True)))
    .group_by(DOSSIERS.c.declaration_id)
    .subquery()
)
_LATEST = select(DOSSIERS).join(
    _LAST, (DOSSIERS.c.declaration_id == _LAST.c.declaration_id) & (DOSSIERS.c.revision == _LAST.c.revision)
)
_REGIONS = (
    select(PLACES.c.region)
    .join(READERS, READERS.c.organisation_id == PLACES.c.organisation_id)
    .where(READERS.c.subject_id == bindparam("subject_id"))
    .distinct()
)


class FactRepository:
    """Adapter of `ports.Facts` for one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, kind: Kept[R], key: str, fact: R) -> None:
        """Write or replace."""
        put(self._connection, FACTS, {"kind": kind.name, "key": key, "body": plain(fact)})

    def find(self, kind: Kept[R], key: str) -> R | None:
        """What was kept last, or None."""
        body = find(self._connection, FACTS.c.body, kind=kind.name, key=key).scalar()
        return None if body is None else kind.read(body)

    def of(self, kind: Kept[R], keys: Iterable[str]) -> dict[str, R]:
        """What was kept last of each that is known."""
        rows = _each(self._connection, _FACTS, keys, kind=kind.name)
        return {row.key: kind.read(row.body) for row in rows}


class DossierRepository:
    """Adapter of `ports.Dossiers` for one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, declaration_id: str, revision: int, dossier: KeptDossier) -> None:
        """A revision never changes: a second keep is ignored."""
        key = {"declaration_id": declaration_id, "revision": revision}
        insert_absent(self._connection, DOSSIERS, [values_of(dossier, **key)])

    def find(self, declaration_id: str, revision: int) -> KeptDossier | None:
        """One revision, or None."""
        columns = DOSSIERS.c.body, DOSSIERS.c.digest
        row = find(self._connection, *columns, declaration_id=declaration_id, revision=revision).first()
        return None if row is None else from_row(KeptDossier, row)

    def latest(self, declaration_ids: Iterable[str]) -> dict[str, KeptDossier]:
        """The last revision of each that is known."""
        rows = _each(self._connection, _LATEST, declaration_ids)
        return {row.declaration_id: from_row(KeptDossier, row) for row in rows}


class ReaderRepository:
    """Adapter of `ports.Readers` for one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def allow(self, subject_id: str, organisation_ids: Iterable[str]) -> None:
        """Add organisations; those already there stay."""
        rows = [{"subject_id": subject_id, "organisation_id": each} for each in dict.fromkeys(organisation_ids)]
        insert_absent(self._connection, READERS, rows)

    def of(self, subject_id: str) -> list[str]:
        """All organisations, sorted."""
        return sorted(find(self._connection, READERS.c.organisation_id, subject_id=subject_id).scalars())

    def place(self, organisation_id: str, region: str) -> None:
        """The division of an organisation, in place of what was known."""
        put(self._connection, PLACES, {"organisation_id": organisation_id, "region": region})

    def region_of(self, organisation_id: str) -> str | None:
        """The division of one, as far as it is known."""
        return find(self._connection, PLACES.c.region, organisation_id=organisation_id).scalar()

    def regions(self, subject_id: str) -> list[str]:
        """Divisions of the organisations that may read about it, sorted."""
        return sorted(self._connection.execute(_REGIONS, {"subject_id": subject_id}).scalars())


def _each(connection: Connection, statement: Select[Any], ids: Iterable[str], **bound: Any) -> Iterator[Row[Any]]:
    """The rows of a statement over `ids`, some hundred of them at a time."""
    rest = iter(ids)
    while part := list(islice(rest, _SLICE)):
        yield from connection.execute(statement, {"ids": part, **bound})
