"""Entries of the register that still stand, as reminders look for them: by group, by notice, and without a plan."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Text, bindparam, cast, func, or_, select, tuple_, update

from services.notify.domain.deadline import Deadline
from services.notify.domain.message import DeadlineItem
from services.notify.store.entries import columns_of, entry_of
from services.notify.store.tables import DEADLINES as T
from services.notify.store.tables import STANDING, UNPLANNED
from services.notify.usecases.ports import GroupMembers
from shared.persistence import insert_absent

LISTED_AT_MOST = 500
"""Subjects that a message lists; it counts all of them."""
NAMED_AT_MOST = 30
_IN_GROUPS = select(T).where(T.c.group_key.in_(bindparam("keys", expanding=True)), STANDING).order_by(T.c.id)
_OF_GROUP = (T.c.group_key == bindparam("_group"), STANDING)
_UNTIL = T.c.since <= bindparam("_until")
_ITEMS = (
    select(T.c.subject_id, T.c.label).where(*_OF_GROUP, _UNTIL).order_by(T.c.subject_id).limit(bindparam("_most"))
)  # fmt: skip
_COUNT = select(func.count()).select_from(T).where(*_OF_GROUP, _UNTIL)
_ACTORS = (
    select(T.c.actor_id).distinct().where(*_OF_GROUP, _UNTIL, T.c.actor_id.is_not(None))
    .order_by(T.c.actor_id).limit(NAMED_AT_MOST)
)  # fmt: skip
_SINCE = select(T.c.since).distinct().where(*_OF_GROUP).order_by(T.c.since)
_PLACE = tuple_(T.c.group_key, T.c.id)
_OF_NOTICE = (
    select(T)
    .where(T.c.notice_id == bindparam("_notice"), STANDING, tuple_(bindparam("_group"), bindparam("_id")) < _PLACE)
    .order_by(T.c.group_key, T.c.id)
    .limit(bindparam("_most"))
)
_UNPLANNED = select(T).where(UNPLANNED).order_by(T.c.id).limit(bindparam("_most")).with_for_update(skip_locked=True)
_PLANNED = ("roles", "planned", "level_group", "actor_id", "parties", "watching")
_PLAN = update(T).where(T.c.id == bindparam("_row")).values({name: bindparam(f"_{name}") for name in _PLANNED})


class StandingRepository:
    """Adapter of `ports.StandingEntries` for one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def enter(self, deadlines: Sequence[Deadline]) -> None:
        """Enter duties; what is there stays as it is."""
        ordered = sorted(deadlines, key=lambda one: (one.subject_id, one.recipient.key))
        insert_absent(self._connection, T, [columns_of(one) for one in ordered])

    def of_groups(self, group_keys: Collection[str]) -> list[Deadline]:
        """Standing entries of these groups; for groups of few."""
        return self._all(_IN_GROUPS, keys=list(group_keys)) if group_keys else []

    def in_group(self, group_key: str, roles: Collection[str], until: datetime) -> GroupMembers:
        """Standing entries of one group, however many, that arose by that instant and in which its recipient has one
        of the roles."""
        bound = {"_group": group_key, "_until": until}
        rows = self._connection.execute(_ITEMS.where(_held(roles)), bound | {"_most": LISTED_AT_MOST}).all()
        more = len(rows) == LISTED_AT_MOST
        count = self._connection.scalar(_COUNT.where(_held(roles)), bound) if more else len(rows)
        return GroupMembers(int(count or 0), tuple(DeadlineItem(row.subject_id, row.label) for row in rows))

    def actors_in(self, group_key: str, roles: Collection[str], until: datetime) -> list[str]:
        """The bodies that must act in those entries, the first of them by id."""
        bound = {"_group": group_key, "_until": until}
        found = self._connection.execute(_ACTORS.where(_held(roles)), bound).scalars()
        return [actor for actor in found if actor is not None]

    def arose(self, group_key: str, roles: Collection[str]) -> list[datetime]:
        """When standing entries of the group arose in which its recipient has one of the roles, each instant once."""
        return list(self._connection.execute(_SINCE.where(_held(roles)), {"_group": group_key}).scalars())

    def of_notice(self, notice_id: str, after: tuple[str, str], limit: int) -> list[Deadline]:
        """Standing entries of a notice that follow that group and id, in their order."""
        group, row = after
        return self._all(_OF_NOTICE, _notice=notice_id, _group=group, _id=row, _most=limit)

    def unplanned(self, limit: int) -> list[Deadline]:
        """Standing entries that have no plan yet, locked; those locked by somebody else are passed over."""
        return self._all(_UNPLANNED, _most=limit)

    def note_planned(self, deadlines: Sequence[Deadline]) -> None:
        """Keep by what and for whom entries are planned."""
        columns = [columns_of(one) for one in sorted(deadlines, key=lambda one: one.id)]
        rows = [{"_row": row["id"]} | {f"_{name}": row[name] for name in _PLANNED} for row in columns]
        if rows:
            self._connection.execute(_PLAN, rows)

    def _all(self, statement: Select[Any], **bound: Any) -> list[Deadline]:
        return [entry_of(row) for row in self._connection.execute(statement, bound)]


def _held(roles: Collection[str]) -> ColumnElement[bool]:
    """Roles are kept as a list of JSON; words of the vocabulary hold nothing that a pattern would read otherwise."""
    return or_(*(cast(T.c.roles, Text).contains(f'"{role}"') for role in sorted(roles)))
