"""Rechecks in their table; a list is seen by those who may read the declarations, or by the publisher whole."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from services.declaration.domain.recheck import Outcome, Recheck, Settled
from services.declaration.domain.terms import Difference
from services.declaration.requests import ListRechecks
from services.declaration.store.declarations import readable_by
from services.declaration.store.tables import declarations, rechecks
from shared.kernel.caller import Caller
from shared.persistence import Order, fitting, get_or_not_found, listed
from shared.wire.plain import plain, read_as
from shared.wire.types import Page

_PLAIN = (
    "declaration_id", "notice_id", "from_version", "notice_version", "outcome", "settled", "checked_at", "settled_at",
)  # fmt: skip
_ORDER = Order(
    by={"declaration_id": rechecks.c.declaration_id}, key=rechecks.c.declaration_id, default="declaration_id"
)
_OPEN = ("to_answer", "kept")


class RecheckRows:
    """The `Rechecks` port on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, recheck: Recheck) -> None:
        """See the port."""
        self._connection.execute(insert(rechecks).values(**_to_row(recheck)))

    def save(self, recheck: Recheck) -> None:
        """See the port."""
        here = _key(recheck.declaration_id, recheck.notice_version)
        self._connection.execute(update(rechecks).where(*here).values(**_to_row(recheck)))

    def overtake(self, declaration_id: str, now: datetime) -> None:
        """See the port."""
        waiting = (rechecks.c.declaration_id == declaration_id, rechecks.c.settled.in_(_OPEN))
        self._connection.execute(update(rechecks).where(*waiting).values(settled="overtaken", settled_at=now))

    def get(self, declaration_id: str, notice_version: int) -> Recheck:
        """See the port."""
        found = select(rechecks).where(*_key(declaration_id, notice_version))
        return _from_row(get_or_not_found(self._connection, found, "recheck_not_found", path="notice_version"))

    def of(self, declaration_id: str) -> list[Recheck]:
        """See the port."""
        found = select(rechecks).where(rechecks.c.declaration_id == declaration_id)
        return [_from_row(row) for row in self._connection.execute(found.order_by(rechecks.c.notice_version))]

    def page(self, reader: Caller | None, request: ListRechecks) -> Page[Recheck]:
        """See the port."""
        wanted, table = request.filter, rechecks.c
        statement = select(rechecks).where(
            table.notice_id == request.notice_id, table.notice_version == request.notice_version
        )
        if reader is not None:
            joined = statement.join(declarations, declarations.c.declaration_id == table.declaration_id)
            statement = joined.where(readable_by(reader))
        statement = fitting(statement, (table.outcome, wanted.outcome), (table.settled, wanted.settled))
        return listed(self._connection, statement, _ORDER, request).turned(_from_row)

    def counts(self, notice_id: str, notice_version: int) -> dict[tuple[Outcome, Settled], int]:
        """See the port."""
        counted = select(rechecks.c.outcome, rechecks.c.settled, func.count()).where(
            rechecks.c.notice_id == notice_id, rechecks.c.notice_version == notice_version
        )
        rows = self._connection.execute(counted.group_by(rechecks.c.outcome, rechecks.c.settled))
        return {(outcome, settled): number for outcome, settled, number in rows}


def _key(declaration_id: str, notice_version: int) -> tuple[Any, Any]:
    return rechecks.c.declaration_id == declaration_id, rechecks.c.notice_version == notice_version


def _to_row(recheck: Recheck) -> dict[str, Any]:
    """Values by column."""
    row = {name: getattr(recheck, name) for name in _PLAIN}
    return row | {"findings": [plain(one) for one in recheck.findings]}


def _from_row(row: Row[Any]) -> Recheck:
    findings = tuple(read_as(Difference, one) for one in row.findings)
    return Recheck(**{name: row._mapping[name] for name in _PLAIN}, findings=findings)
