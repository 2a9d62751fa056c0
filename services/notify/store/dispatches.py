"""The queue of letters in the database."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, bindparam, func, insert, or_, select, update

from services.notify.domain.channel import Channel
from services.notify.domain.dispatch import FAILURES, WAITING, Dispatch, DispatchState, Text
from services.notify.domain.message import citing
from services.notify.domain.recipient import Recipient
from services.notify.requests import ListDispatches, ListFailures
from services.notify.store.cited import numbers_for
from services.notify.store.letter_tables import DISPATCHES as T
from services.notify.store.scoping import visible
from services.notify.store.tables import MESSAGES, ORGANISATIONS
from services.notify.usecases.letter_ports import Shown
from services.notify.usecases.ports import InboxScope
from shared.persistence import JsonRows, Order, fitting, listed
from shared.wire.requests import ListQuery
from shared.wire.types import Page

_ROWS = JsonRows(Dispatch, "category", "routes", "channel", "state", "tries", "content", apart={"recipient": Recipient})
_ORDER = Order({"queued_at": T.c.queued_at}, T.c.id, "-queued_at")
_NAMES = ORGANISATIONS.alias("recipients")
_WAITING = [state.value for state in WAITING]
_FAILURES = [state.value for state in FAILURES]
_ADD = insert(T)
_DUE = and_(T.c.state.in_(_WAITING), T.c.due_at <= bindparam("now"))
_CHANNELS = select(T.c.channel).where(_DUE).distinct()
_NEXT = (
    select(T)
    .where(_DUE, T.c.channel == bindparam("channel"))
    .order_by(T.c.due_at, T.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_OWN_HOURS = select(T.c.quiet).where(_DUE, T.c.quiet.is_not(None)).distinct()
_BESIDE = select(T).where(T.c.channel == bindparam("channel"), _DUE).order_by(T.c.id).with_for_update()
_IN_LETTER = select(T).where(T.c.letter_id == bindparam("letter")).order_by(T.c.id).with_for_update()
_IN_CLAIM = (
    select(T)
    .where(T.c.claim == bindparam("claim"), T.c.state == DispatchState.CLAIMED.value)
    .order_by(T.c.id)
    .with_for_update()
)
_SAVE = update(T).where(T.c.id == bindparam("_id"))
_TEXTS = select(MESSAGES.c.id, MESSAGES.c.title, MESSAGES.c.body, MESSAGES.c.clause).where(
    MESSAGES.c.id.in_(bindparam("ids", expanding=True))
)
_COUNT = select(func.count()).where(
    T.c.state.in_(_FAILURES), T.c.settled_at >= bindparam("since"), T.c.settled_at < bindparam("until")
)


class DispatchRepository:
    """Adapter of `letter_ports.Dispatches` for one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add_all(self, dispatches: Sequence[Dispatch]) -> None:
        """Enter letters."""
        if dispatches:
            self._connection.execute(_ADD, [_ROWS.values(dispatch) for dispatch in dispatches])

    def save(self, dispatch: Dispatch) -> None:
        """Keep a letter that moved; its row is locked."""
        values = _ROWS.values(dispatch)
        self._connection.execute(_SAVE, {"_id": values.pop("id"), **values})

    def due_channels(self, now: datetime) -> list[Channel]:
        """On which channels something waits."""
        return [Channel(name) for name in self._connection.scalars(_CHANNELS, {"now": now})]

    def own_hours(self, now: datetime) -> list[str]:
        """The quiet hours of notices that have their own, of what is due."""
        return list(self._connection.scalars(_OWN_HOURS, {"now": now}))

    def due(self, channel: Channel, now: datetime, most: int, awake: Collection[str | None]) -> list[Dispatch]:
        """Those that wait longest, locked; what somebody else has locked is passed over. `awake`: whose quiet hours are
        over, None for the house's; what stands in no inbox knows none."""
        own = [quiet for quiet in awake if quiet is not None]
        leaves = or_(T.c.content.is_not(None), T.c.quiet.in_(own), *([T.c.quiet.is_(None)] if None in awake else []))
        return self._all(_NEXT.where(leaves), now=now, channel=channel.value, most=most)

    def beside(self, dispatch: Dispatch, now: datetime) -> list[Dispatch]:
        """What was in its letter before; else what waits with it for one; else it alone."""
        if dispatch.letter_id is not None:
            return self._all(_BESIDE.where(T.c.letter_id == dispatch.letter_id), now=now, channel=dispatch.channel)
        if dispatch.batch is None:
            return [dispatch]
        waiting = _BESIDE.where(T.c.batch == dispatch.batch, T.c.letter_id.is_(None))
        return self._all(waiting, now=now, channel=dispatch.channel)

    def in_claim(self, claim: str) -> list[Dispatch]:
        """What is in that hand, locked; nothing once the claim has ended and another has it."""
        return self._all(_IN_CLAIM, claim=claim)

    def in_letter(self, letter_id: str) -> list[Dispatch]:
        """What went out under that id, locked."""
        return self._all(_IN_LETTER, letter=letter_id)

    def texts(self, message_ids: Collection[str]) -> dict[str, Text]:
        """The words of messages by their ids."""
        rows = self._connection.execute(_TEXTS, {"ids": list(message_ids)}).all()
        numbers = numbers_for(self._connection, (row.clause for row in rows))
        return {row.id: Text(row.title, citing(row.body, row.clause, numbers)) for row in rows}

    def failures(self, since: datetime, until: datetime) -> int:
        """How many letters came to nothing in that time."""
        return self._connection.scalar(_COUNT, {"since": since, "until": until}) or 0

    def page(self, scope: InboxScope, request: ListDispatches) -> Page[Shown]:
        """Letters in scope that fit the filter."""
        wanted = request.filter
        statement = visible(_shown(), T, scope, wanted.person_id, wanted.organisation_id)
        statement = fitting(
            statement, (T.c.state, wanted.state), (T.c.channel, wanted.channel),
            (T.c.message_id, wanted.message_id), (T.c.id, wanted.dispatch_id),
        )  # fmt: skip
        return self._shown(statement, request)

    def page_of_failures(self, scope: InboxScope, request: ListFailures) -> Page[Shown]:
        """Letters in scope that came to nothing."""
        wanted = request.filter
        statement = visible(_shown(), T, scope, None, wanted.organisation_id).where(T.c.state.in_(_FAILURES))
        statement = fitting(statement, (T.c.channel, wanted.channel))
        if wanted.since is not None:
            statement = statement.where(T.c.settled_at >= wanted.since)
        return self._shown(statement, request)

    def _shown(self, statement: Select[Any], request: ListQuery) -> Page[Shown]:
        found = listed(self._connection, statement, _ORDER, request).turned(_read)
        numbers = numbers_for(self._connection, (one.clause for one in found.items))
        return found.turned(lambda one: one.citing(numbers))

    def _all(self, statement: Select[Any], **bound: Any) -> list[Dispatch]:
        return [_ROWS.read(row) for row in self._connection.execute(statement, bound)]


def _shown() -> Select[Any]:
    told, deadline = (MESSAGES.c.title, MESSAGES.c.body, MESSAGES.c.clause), MESSAGES.c.due_at.label("deadline_at")
    return (
        select(T, *told, deadline, _NAMES.c.name.label("organisation_name"))
        .join(MESSAGES, MESSAGES.c.id == T.c.message_id, isouter=True)
        .join(_NAMES, _NAMES.c.id == T.c.organisation_id, isouter=True)
    )


def _read(row: Row[Any]) -> Shown:
    text = None if row.title is None else Text(row.title, row.body)
    return Shown(_ROWS.read(row), text, row.clause, row.deadline_at, row.organisation_name)
