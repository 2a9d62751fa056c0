"""What is kept of other services: organisations and policy packs."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select

from services.committee.domain.organisation import KnownOrganisation
from services.committee.store.tables import ORGANISATIONS, PACKS
from shared.kernel.canonical import digest
from shared.persistence import JsonRows, find, put
from shared.policy import Pack, published_pack
from shared.wire.types import JsonObject

_ROWS = JsonRows(KnownOrganisation, "contact")
_NEWEST = (
    select(PACKS.c.version, PACKS.c.digest)
    .where(PACKS.c.notice_id == bindparam("notice_id"))
    .order_by(PACKS.c.version.desc())
    .limit(1)
)
_NOTICES = (
    select(PACKS.c.notice_id)
    .group_by(PACKS.c.notice_id)
    .order_by(func.max(PACKS.c.issued_on).desc(), PACKS.c.notice_id)
)


class OrganisationRepository:
    """The register as announced."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, organisation: KnownOrganisation) -> None:
        """Add or replace."""
        put(self._connection, ORGANISATIONS, _ROWS.values(organisation))

    def find(self, organisation_id: str) -> KnownOrganisation | None:
        """None for one that has not been announced yet."""
        row = find(self._connection, ORGANISATIONS, id=organisation_id).first()
        return None if row is None else _ROWS.read(row)

    def search(self, kind: str, sector: str | None, region: str) -> KnownOrganisation | None:
        """The one of that kind, sector (None: any) and region; the smallest id when there are several, as in audit."""
        one_sector: dict[str, Any] = {} if sector is None else {"sector": sector}
        row = find(self._connection, ORGANISATIONS, order_by=("id",), kind=kind, region=region, **one_sector).first()
        return None if row is None else _ROWS.read(row)

    def names(self) -> dict[str, str]:
        """Id -> name of everything in the register."""
        return {row.id: row.name for row in find(self._connection, ORGANISATIONS.c.id, ORGANISATIONS.c.name)}


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
        self._connection.execute(insert(PACKS), row)

    def find(self, notice_id: str) -> Pack | None:
        """The newest version."""
        row = self._connection.execute(_NEWEST, {"notice_id": notice_id}).first()
        return None if row is None else self._parsed(notice_id, row.version, row.digest)

    def latest(self) -> list[Pack]:
        """The newest version of every notice, the youngest notice first."""
        names = self._connection.scalars(_NOTICES).all()
        return [pack for name in names if (pack := self.find(name)) is not None]

    def _parsed(self, notice_id: str, version: int, content_digest: str) -> Pack:
        return published_pack(
            content_digest,
            lambda: find(self._connection, PACKS.c.content, notice_id=notice_id, version=version).scalar_one(),
        )
