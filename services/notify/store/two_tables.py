"""The register lies in two tables, told apart by the kind of duty, as long as 0.2.0 may run beside this version."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from sqlalchemy import Table

from services.notify.domain.deadline import Deadline
from services.notify.domain.earlier import EARLIER_KINDS
from services.notify.domain.kinds import DeadlineKind
from services.notify.store.tables import DEADLINES, LATER_DEADLINES

TABLES = (DEADLINES, LATER_DEADLINES)
_EARLIER = frozenset(kind.value for kind in EARLIER_KINDS)


def table_of(kind: DeadlineKind) -> Table:
    """Where entries of a kind lie."""
    return DEADLINES if kind in EARLIER_KINDS else LATER_DEADLINES


def tables_of(kind: DeadlineKind | None) -> tuple[Table, ...]:
    """The same; both, where no kind was asked for."""
    return TABLES if kind is None else (table_of(kind),)


def table_of_group(group_key: str) -> Table:
    """Where the entries of a group lie; its key begins with their kind."""
    return DEADLINES if group_key.partition("/")[0] in _EARLIER else LATER_DEADLINES


def kinds_by_table(kinds: Iterable[DeadlineKind]) -> Iterator[tuple[Table, list[str]]]:
    """The kinds of each table that has any of them."""
    wanted = list(kinds)
    for table in TABLES:
        if found := [kind.value for kind in wanted if table_of(kind) is table]:
            yield table, found


def groups_by_table(group_keys: Collection[str]) -> Iterator[tuple[Table, list[str]]]:
    """The groups of each table that has any of them."""
    for table in TABLES:
        if found := [key for key in group_keys if table_of_group(key) is table]:
            yield table, found


def entries_by_table(entries: Collection[Deadline]) -> Iterator[tuple[Table, list[Deadline]]]:
    """The entries of each table that has any of them."""
    for table in TABLES:
        if found := [entry for entry in entries if table_of(entry.kind) is table]:
            yield table, found
