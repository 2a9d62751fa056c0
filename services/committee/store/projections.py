"""What is kept of other services: organisations and policy packs."""

from __future__ import annotations

from sqlalchemy import Connection, func, insert, select

from services.committee.domain.organisation import KnownOrganisation
from services.committee.store.tables import ORGANISATIONS, PACKS
from shared.kernel.canonical import digest
from shared.persistence import JsonRows, put
from shared.policy import Pack, published_pack
from shared.wire.types import JsonObject

_ROWS = JsonRows(KnownOrganisation, "contact")


class OrganisationRepository:
    """The register as announced."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, organisation: KnownOrganisation) -> None:
        """Add or replace."""
        put(self._connection, ORGANISATIONS, _ROWS.values(organisation))

    def find(self, organisation_id: str) -> KnownOrganisation | None:
        """None for one that has not been announced yet."""
        row = self._connection.execute(select(ORGANISATIONS).where(ORGANISATIONS.c.id == organisation_id)).first()
        return None if row is None else _ROWS.read(row)

    def search(self, kind: str, sector: str | None, region: str) -> KnownOrganisation | None:
        """The one of that kind, sector (None: any) and region; the smallest id when there are several, as in audit."""
        statement = select(ORGANISATIONS).where(ORGANISATIONS.c.kind == kind, ORGANISATIONS.c.region == region)
        if sector is not None:
            statement = statement.where(ORGANISATIONS.c.sector == sector)
        row = self._connection.execute(statement.order_by(ORGANISATIONS.c.id).limit(1)).first()
        return None if row is None else _ROWS.read(row)

    def names(self) -> dict[str, str]:
        """Id -> name of everything in the register."""
        rows = self._connection.execute(select(ORGANISATIONS.c.id, ORGANISATIONS.c.name))
        return {row.id: row.name for row in rows}


class PackRepository:
    """Policy packs by notice and version; parsed once per process and digest, because checking a pack takes a while."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, notice_id: str, version: int, content: JsonObject) -> None:
        """A version just published, as its YAML reads."""
        row = {
            "notice_id": notice_id,
            "version": version,
            "issued_on": str(content["notice"]["issued_on"]),
            "digest": digest(content),
            "content": content,
        }
        self._connection.execute(insert(PACKS).values(row))

    def find(self, notice_id: str) -> Pack | None:
        """The newest version."""
        newest = select(PACKS.c.version, PACKS.c.digest).where(PACKS.c.notice_id == notice_id)
        row = self._connection.execute(newest.order_by(PACKS.c.version.desc()).limit(1)).first()
        return None if row is None else self._parsed(notice_id, row.version, row.digest)

    def latest(self) -> list[Pack]:
        """The newest version of every notice, the youngest notice first."""
        youngest = func.max(PACKS.c.issued_on)
        names = select(PACKS.c.notice_id).group_by(PACKS.c.notice_id).order_by(youngest.desc(), PACKS.c.notice_id)
        return [pack for name in self._connection.scalars(names).all() if (pack := self.find(name)) is not None]

    def _parsed(self, notice_id: str, version: int, content_digest: str) -> Pack:
        statement = select(PACKS.c.content).where(PACKS.c.notice_id == notice_id, PACKS.c.version == version)
        return published_pack(content_digest, lambda: self._connection.scalars(statement).one())
