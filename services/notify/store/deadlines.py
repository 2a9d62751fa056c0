"""The deadline register in the database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, CursorResult, bindparam, select, update

from services.notify.domain.deadline import Deadline, DeadlineState
from services.notify.domain.kinds import NEVER_OVERDUE, DeadlineKind
from services.notify.domain.recipient import Recipient
from services.notify.requests import ListDeadlines
from services.notify.store.scoping import visible
from services.notify.store.tables import DEADLINES as T
from services.notify.usecases.ports import InboxScope
from shared.persistence import JsonRows, Order, fitting, listed, update_versioned
from shared.wire.types import Page

ORDER = Order({"due_at": T.c.due_at, "since": T.c.since}, T.c.id, "due_at")
_ROWS = JsonRows(Deadline, "kind", "state", "roles", "parties", apart={"recipient": Recipient})
_NOT_CLEARED = (
    select(T)
    .where(
        T.c.subject_id == bindparam("subject_id"),
        T.c.kind.in_(bindparam("kinds", expanding=True)),
        T.c.state != DeadlineState.CLEARED.value,
    )
    .order_by(T.c.id)
    .with_for_update()
)
_PAST_DUE = (
    select(T)
    .where(T.c.state == DeadlineState.OPEN.value, T.c.due_at <= bindparam("now"))
    .where(T.c.kind.not_in([kind.value for kind in NEVER_OVERDUE]))
    .order_by(T.c.due_at)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_PASS = (
    update(T)
    .where(T.c.id.in_(bindparam("ids", expanding=True)))
    .values(state=bindparam("_state"), version=T.c.version + 1)
)
_PASS_AND_CLEAR = _PASS.values(cleared_at=T.c.due_at)


class DeadlineRepository:
    """Adapter of `ports.Deadlines` for one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def save(self, deadline: Deadline) -> None:
        """Keep a moved entry."""
        values = {"state": deadline.state.value, "cleared_at": deadline.cleared_at, "escalation": deadline.escalation}
        update_versioned(self._connection, T, deadline.id, deadline.version, values)

    def not_cleared(self, subject_id: str, kinds: Iterable[DeadlineKind]) -> list[Deadline]:
        """Entries of a subject that still stand, in the order of their ids."""
        bound = {"subject_id": subject_id, "kinds": [kind.value for kind in kinds]}
        return self._all(self._connection.execute(_NOT_CLEARED, bound))

    def past_due(self, now: datetime, limit: int) -> list[Deadline]:
        """Open entries whose last instant is over; rows that somebody is changing right now are left for later."""
        return self._all(self._connection.execute(_PAST_DUE, {"now": now, "most": limit}))

    def pass_all(self, deadlines: Sequence[Deadline]) -> None:
        """Keep entries that `past_due` gave, and held, as they are now that their day is over."""
        for state, cleared in sorted({(one.state, one.cleared_at is not None) for one in deadlines}):
            rows = [one for one in deadlines if (one.state, one.cleared_at is not None) == (state, cleared)]
            bound = {"ids": [one.id for one in rows], "_state": state.value}
            self._connection.execute(_PASS_AND_CLEAR if cleared else _PASS, bound)

    def page(self, scope: InboxScope, request: ListDeadlines) -> Page[Deadline]:
        """Entries in scope that fit the filter."""
        wanted = request.filter
        statement = visible(
            select(T).where(T.c.watching.is_(False)), T, scope, wanted.person_id, wanted.organisation_id
        )
        statement = fitting(
            statement, (T.c.kind, wanted.kind), (T.c.state, wanted.state), (T.c.subject_id, wanted.subject_id)
        )
        if wanted.due_before is not None:
            statement = statement.where(T.c.due_at < wanted.due_before)
        return listed(self._connection, statement, ORDER, request).turned(_ROWS.read)

    @staticmethod
    def _all(found: CursorResult[Any]) -> list[Deadline]:
        return [_ROWS.read(row) for row in found]
