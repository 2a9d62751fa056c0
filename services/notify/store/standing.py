"""Entries of the register that still stand, as reminders look for them: by group, by notice, and without a plan."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    Text,
    bindparam,
    cast,
    func,
    or_,
    select,
    tuple_,
    update,
)

from services.notify.domain.deadline import Deadline
from services.notify.domain.message import DeadlineItem
from services.notify.store.entries import columns_of, entry_of
from services.notify.store.tables import DEADLINES, STANDING, UNPLANNED
from services.notify.store.two_tables import TABLES, entries_by_table, groups_by_table, table_of_group
from services.notify.usecases.ports import GroupMembers
from shared.persistence import insert_absent

LISTED_AT_MOST = 500
"""Subjects that a message lists; it counts all of them."""
NAMED_AT_MOST = 30


def _in_groups(table: Table) -> Select[Any]:
    return select(table).where(table.c.group_key.in_(bindparam("keys", expanding=True)), STANDING).order_by(table.c.id)


def _members(table: Table, roles: Collection[str], *wanted: Any) -> Select[Any]:
    """Of the standing entries of a group that arose until then and in which its recipient has one of the roles."""
    until = table.c.since <= bindparam("_until")
    named = table.c.group_key == bindparam("_group")
    return select(*wanted).select_from(table).where(named, STANDING, until, _held(table, roles))


def _of_notice(table: Table) -> Select[Any]:
    place = tuple_(table.c.group_key, table.c.id)
    return (
        select(table)
        .where(table.c.notice_id == bindparam("_notice"), STANDING)
        .where(tuple_(bindparam("_group"), bindparam("_id")) < place)
        .order_by(table.c.group_key, table.c.id)
        .limit(bindparam("_most"))
    )


_IN_GROUPS = {table: _in_groups(table) for table in TABLES}
_OF_NOTICE = {table: _of_notice(table) for table in TABLES}
_UNPLANNED = (
    select(DEADLINES)
    .where(UNPLANNED)
    .order_by(DEADLINES.c.id)
    .limit(bindparam("_most"))
    .with_for_update(skip_locked=True)
)
_PLANNED = ("roles", "planned", "level_group", "actor_id", "parties", "watching")
_PLAN = (
    update(DEADLINES)
    .where(DEADLINES.c.id == bindparam("_row"))
    .values({name: bindparam(f"_{name}") for name in _PLANNED})
)  # fmt: skip


class StandingRepository:
    """Adapter of `ports.StandingEntries` for one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def enter(self, deadlines: Sequence[Deadline]) -> None:
        """Enter duties; what is there stays as it is."""
        for table, entries in entries_by_table(deadlines):
            ordered = sorted(entries, key=lambda one: (one.subject_id, one.recipient.key))
            insert_absent(self._connection, table, [columns_of(one) for one in ordered])

    def of_groups(self, group_keys: Collection[str]) -> list[Deadline]:
        """Standing entries of these groups; for groups of few."""
        return [
            entry for table, keys in groups_by_table(group_keys) for entry in self._all(_IN_GROUPS[table], keys=keys)
        ]

    def in_group(self, group_key: str, roles: Collection[str], until: datetime) -> GroupMembers:
        """Standing entries of one group, however many, that arose by that instant and in which its recipient has one
        of the roles."""
        table, bound = table_of_group(group_key), {"_group": group_key, "_until": until}
        items = _members(table, roles, table.c.subject_id, table.c.label).order_by(table.c.subject_id)
        rows = self._connection.execute(items.limit(LISTED_AT_MOST), bound).all()
        more = len(rows) == LISTED_AT_MOST
        count = self._connection.scalar(_members(table, roles, func.count()), bound) if more else len(rows)
        return GroupMembers(int(count or 0), tuple(DeadlineItem(row.subject_id, row.label) for row in rows))

    def actors_in(self, group_key: str, roles: Collection[str], until: datetime) -> list[str]:
        """The bodies that must act in those entries, the first of them by id."""
        table = table_of_group(group_key)
        named = _members(table, roles, table.c.actor_id).where(table.c.actor_id.is_not(None)).distinct()
        named = named.order_by(table.c.actor_id).limit(NAMED_AT_MOST)
        return list(self._connection.execute(named, {"_group": group_key, "_until": until}).scalars())

    def arose(self, group_key: str, roles: Collection[str]) -> list[datetime]:
        """When standing entries of the group arose in which its recipient has one of the roles, each instant once."""
        table = table_of_group(group_key)
        since = select(table.c.since).distinct().where(table.c.group_key == group_key, STANDING, _held(table, roles))
        return list(self._connection.execute(since.order_by(table.c.since)).scalars())

    def of_notice(self, notice_id: str, after: tuple[str, str], limit: int) -> list[Deadline]:
        """Standing entries of a notice that follow that group and id: in their order, table by table."""
        group, row = after
        begun = table_of_group(group) if group else TABLES[0]
        found: list[Deadline] = []
        for table in TABLES[TABLES.index(begun) :]:
            if len(found) < limit:
                found += self._all(
                    _OF_NOTICE[table], _notice=notice_id, _group=group, _id=row, _most=limit - len(found)
                )
            group, row = "", ""
        return found

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


def _held(table: Table, roles: Collection[str]) -> ColumnElement[bool]:
    """Roles are kept as a list of JSON; words of the vocabulary hold nothing that a pattern would read otherwise."""
    return or_(*(cast(table.c.roles, Text).contains(f'"{role}"') for role in sorted(roles)))
