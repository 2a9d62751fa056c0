"""What is kept of other services: organisations and policy packs."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, insert, select, update

from services.committee.domain.organisation import Organisation
from services.committee.store.rows import from_row, values_of
from services.committee.store.tables import ORGANISATIONS, PACKS
from shared.kernel.canonical import canonical_json
from shared.policy import Pack, load_pack


class OrganisationRepository:
    """The register as announced."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, organisation: Organisation) -> None:
        """Add or replace."""
        change = update(ORGANISATIONS).where(ORGANISATIONS.c.id == organisation.id).values(values_of(organisation))
        if self._connection.execute(change).rowcount == 0:
            self._connection.execute(insert(ORGANISATIONS).values(values_of(organisation)))

    def find(self, organisation_id: str) -> Organisation | None:
        """None for one that has not been announced yet."""
        row = self._connection.execute(select(ORGANISATIONS).where(ORGANISATIONS.c.id == organisation_id)).first()
        return None if row is None else from_row(Organisation, row)


class PackRepository:
    """Policy packs by notice and version."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, notice_id: str, version: int, content: dict[str, Any]) -> None:
        """A version just published."""
        issued_on = str(content["notice"]["issued_on"])
        row = {"notice_id": notice_id, "version": version, "issued_on": issued_on, "content": content}
        self._connection.execute(insert(PACKS).values(row))

    def find(self, notice_id: str) -> Pack | None:
        """The newest version."""
        statement = select(PACKS.c.content).where(PACKS.c.notice_id == notice_id)
        content = self._connection.scalar(statement.order_by(PACKS.c.version.desc()).limit(1))
        return None if content is None else _loaded(content)

    def latest(self) -> list[Pack]:
        """The newest version of every notice, the youngest notice first."""
        ordered = select(PACKS.c.notice_id).order_by(PACKS.c.issued_on.desc(), PACKS.c.notice_id).distinct()
        names = dict.fromkeys(self._connection.scalars(select(ordered.subquery().c.notice_id)))
        return [pack for name in names if (pack := self.find(name)) is not None]


def _loaded(content: dict[str, Any]) -> Pack:
    return _parse(canonical_json(content).decode())


@lru_cache(maxsize=16)
def _parse(content: str) -> Pack:
    """Checking a pack takes a while; the text is the key."""
    import json

    return load_pack(json.loads(content))
