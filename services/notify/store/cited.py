"""Texts as they are read: their clause as papers cite it, by the document number of its notice.

They are kept with the reference, since the notice itself may arrive after a fact that names it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import Connection, bindparam, select

from services.notify.domain.message import notice_of
from services.notify.store.tables import NOTICES

_NUMBERS = select(NOTICES.c.id, NOTICES.c.document_number).where(
    NOTICES.c.id.in_(bindparam("ids", expanding=True)), NOTICES.c.document_number.is_not(None)
)


def numbers_of(connection: Connection, notice_ids: Collection[str]) -> dict[str, str]:
    """Document numbers by id, of those that are known."""
    found = connection.execute(_NUMBERS, {"ids": sorted(notice_ids)}) if notice_ids else ()
    return {row.id: row.document_number for row in found}


def numbers_for(connection: Connection, clauses: Iterable[str | None]) -> dict[str, str]:
    """Of the notices that these clauses are of."""
    return numbers_of(connection, {notice_of(clause) for clause in clauses if clause})
