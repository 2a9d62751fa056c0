"""Plans of reminders in the database, found by their next moment."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, bindparam, delete, select, update

from services.notify.domain.earlier import EarlierGroup
from services.notify.domain.plan import ReminderPlan
from services.notify.domain.recipient import Recipient
from services.notify.store.tables import REMINDER_GROUPS
from services.notify.store.tables import REMINDER_PLANS as T
from shared.persistence import JsonRows, insert_absent, insert_into
from shared.persistence.db.rows import RowValues

_ROWS = JsonRows(ReminderPlan, "kind", apart={"recipient": Recipient})
_EARLIER_ROWS = JsonRows(EarlierGroup, "kind", "days_before", apart={"recipient": Recipient})
_DUE = (
    select(T)
    .where(T.c.next_at <= bindparam("now"))
    .order_by(T.c.next_at, T.c.key)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_NAMED = select(T).where(T.c.key.in_(bindparam("keys", expanding=True))).order_by(T.c.key)
_HELD = _NAMED.with_for_update()
_OF_GROUPS = select(T).where(T.c.group_key.in_(bindparam("keys", expanding=True))).order_by(T.c.key)
_DROP = delete(T).where(T.c.key.in_(bindparam("keys", expanding=True)))
_FOLLOWED = ("looked_at", "late_at", "next_at", "waiting_since")
"""How far a plan was followed, and what those who join it change."""
_MOVE = (
    update(T).where(T.c.key == bindparam("_key")).values({name: bindparam(f"_{name}") for name in _FOLLOWED})
)  # fmt: skip
_MOVED = (*_FOLLOWED, "clause", "due_at")


class PlanRepository:
    """Adapter of `ports.Plans` for one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def include(self, plans: Sequence[ReminderPlan]) -> None:
        """Make the plans; what stands under a key already is joined, and written only where that changes anything."""
        ordered = sorted(plans, key=lambda plan: plan.key)
        if not ordered:
            return
        made = set(self._insert(ordered))
        later = {plan.key: plan for plan in ordered if plan.key not in made}
        changed = [there.key for there in self._select(_NAMED, later) if there.joined(later[there.key]) != there]
        held = self._select(_HELD, changed)
        moves = [_move_of(there.joined(later[there.key])) for there in held]
        if moves:
            self._connection.execute(_MOVE, moves)

    def next_due(self, now: datetime, limit: int) -> list[ReminderPlan]:
        """The plans whose moments were reached longest ago, locked; those locked by somebody else are passed over."""
        return [_ROWS.read(row) for row in self._connection.execute(_DUE, {"now": now, "most": limit})]

    def of_groups(self, group_keys: Collection[str]) -> list[ReminderPlan]:
        """Every plan over these groups."""
        return self._select(_OF_GROUPS, group_keys)

    def save_all(self, plans: Iterable[ReminderPlan]) -> None:
        """Keep how far plans were followed; those that are not there are made."""
        rows = [_ROWS.values(plan) for plan in sorted(plans, key=lambda plan: plan.key)]
        if rows:
            statement = insert_into(self._connection, T)
            moved = {name: statement.excluded[name] for name in _MOVED}
            self._connection.execute(statement.on_conflict_do_update(index_elements=["key"], set_=moved), rows)

    def drop(self, keys: Collection[str]) -> None:
        """Forget plans of rules that are no more."""
        if keys:
            self._connection.execute(_DROP, {"keys": list(keys)})

    def for_earlier_version(self, groups: Sequence[EarlierGroup]) -> None:
        """What version 0.2.0 goes by, for as long as it may run beside this one."""
        ordered = sorted(groups, key=lambda group: group.key)
        insert_absent(self._connection, REMINDER_GROUPS, [_EARLIER_ROWS.values(group) for group in ordered])

    def _insert(self, plans: Sequence[ReminderPlan]) -> Iterable[str]:
        statement = insert_into(self._connection, T).on_conflict_do_nothing().returning(T.c.key)
        return self._connection.execute(statement, [_ROWS.values(plan) for plan in plans]).scalars()

    def _select(self, statement: Select[Any], keys: Collection[str]) -> list[ReminderPlan]:
        if not keys:
            return []
        return [_ROWS.read(row) for row in self._connection.execute(statement, {"keys": list(keys)})]


def _move_of(plan: ReminderPlan) -> RowValues:
    return {"_key": plan.key} | {f"_{name}": getattr(plan, name) for name in _FOLLOWED}
