"""Rechecks in their table; a list is seen by those who may read the declarations, or by the publisher whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, insert, select, update

from services.declaration.domain.recheck import Outcome, Recheck, Settled
from services.declaration.requests import ListRechecks
from services.declaration.store.declarations import readable_by
from services.declaration.store.tables import DECLARATIONS, RECHECKS
from shared.kernel.scope import Reach
from shared.persistence import JsonRows, Order, find, first_or_not_found, fitting, listed, put
from shared.wire.types import Page

_ROWS = JsonRows(Recheck, "findings")
_ORDER = Order(
    by={"declaration_id": RECHECKS.c.declaration_id}, key=RECHECKS.c.declaration_id, default="declaration_id"
)
_NEW = insert(RECHECKS)
_OVERTAKE = (
    update(RECHECKS)
    .where(RECHECKS.c.declaration_id == bindparam("of"), RECHECKS.c.settled.in_(("to_answer", "kept")))
    .values(settled="overtaken", settled_at=bindparam("now"))
)


@dataclass(slots=True)
class RecheckRepository:
    """The `Rechecks` port on one connection."""

    connection: Connection

    def add(self, recheck: Recheck) -> None:
        """See the port."""
        self.connection.execute(_NEW, _ROWS.values(recheck))

    def save(self, recheck: Recheck) -> None:
        """See the port."""
        put(self.connection, RECHECKS, _ROWS.values(recheck))

    def overtake(self, declaration_id: str, now: datetime) -> None:
        """See the port."""
        self.connection.execute(_OVERTAKE, {"of": declaration_id, "now": now})

    def get(self, declaration_id: str, notice_version: int) -> Recheck:
        """See the port."""
        found = find(self.connection, RECHECKS, declaration_id=declaration_id, notice_version=notice_version)
        return _ROWS.read(first_or_not_found(found, "recheck_not_found", path="notice_version"))

    def of(self, declaration_id: str) -> list[Recheck]:
        """See the port."""
        found = find(self.connection, RECHECKS, order_by=("notice_version",), declaration_id=declaration_id)
        return [_ROWS.read(row) for row in found]

    def page(self, reader: Reach | None, request: ListRechecks) -> Page[Recheck]:
        """See the port."""
        wanted, table = request.filter, RECHECKS.c
        statement = select(RECHECKS).where(
            table.notice_id == request.notice_id, table.notice_version == request.notice_version
        )
        if reader is not None:
            joined = statement.join(DECLARATIONS, DECLARATIONS.c.declaration_id == table.declaration_id)
            statement = joined.where(readable_by(reader))
        statement = fitting(statement, (table.outcome, wanted.outcome), (table.settled, wanted.settled))
        return listed(self.connection, statement, _ORDER, request).turned(_ROWS.read)

    def counts(self, notice_id: str, notice_version: int) -> dict[tuple[Outcome, Settled], int]:
        """See the port."""
        counted = select(RECHECKS.c.outcome, RECHECKS.c.settled, func.count()).where(
            RECHECKS.c.notice_id == notice_id, RECHECKS.c.notice_version == notice_version
        )
        rows = self.connection.execute(counted.group_by(RECHECKS.c.outcome, RECHECKS.c.settled))
        return {(outcome, settled): number for outcome, settled, number in rows}
