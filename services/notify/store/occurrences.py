"""What became of every moment of a reminder, in the database."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select

from services.notify.domain.plan import Occurrence, Outcome
from services.notify.domain.recipient import Recipient
from services.notify.requests import ListOccurrences
from services.notify.store.scoping import visible
from services.notify.store.tables import REMINDER_OCCURRENCES as T
from services.notify.usecases.ports import InboxScope
from shared.persistence import JsonRows, Order, fitting, insert_into, listed
from shared.wire.types import Page

ORDER = Order({"at": T.c.at}, T.c.key, "-at")
_ROWS = JsonRows(Occurrence, "kind", "outcome", apart={"recipient": Recipient})
_SETTLED_ANEW = ("outcome", "count", "noted_at", "message_id")


class OccurrenceRepository:
    """Adapter of `ports.Occurrences` for one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def note_all(self, occurrences: Sequence[Occurrence]) -> None:
        """Keep how moments were settled; what is known stands, unless nobody had been left to tell."""
        if not occurrences:
            return
        statement = insert_into(self._connection, T)
        fresh = {name: statement.excluded[name] for name in _SETTLED_ANEW}
        kept = statement.on_conflict_do_update(
            index_elements=["key"], set_=fresh, where=T.c.outcome == Outcome.EMPTY.value
        )
        rows = [_ROWS.values(one) for one in sorted(occurrences, key=lambda one: one.key)]
        self._connection.execute(kept, rows)

    def page(self, scope: InboxScope, request: ListOccurrences) -> Page[Occurrence]:
        """Occurrences in scope that fit the filter."""
        wanted = request.filter
        statement = visible(select(T), T, scope, wanted.person_id, wanted.organisation_id)
        statement = fitting(
            statement, (T.c.notice_id, wanted.notice_id), (T.c.kind, wanted.kind), (T.c.rule, wanted.rule),
            (T.c.outcome, wanted.outcome), (T.c.rule == "", wanted.plain),
        )  # fmt: skip
        if wanted.since is not None:
            statement = statement.where(T.c.at >= wanted.since)
        if wanted.until is not None:
            statement = statement.where(T.c.at < wanted.until)
        return listed(self._connection, statement, ORDER, request).turned(_ROWS.read)
