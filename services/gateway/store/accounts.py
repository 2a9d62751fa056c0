"""Accounts with their capacities and subjects in the database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, or_, select, update

from services.gateway.domain.account import Account, Capacity
from services.gateway.store.tables import ACCOUNTS, CAPACITIES, PASSWORDS, SUBJECTS
from shared.persistence import conflict_on_duplicate, find, from_row, values_of
from shared.persistence.db.rows import RowValues

FIELDS = ("name", "id_number_index", "blocked_at", "must_change_password")
"""Columns of an account that change."""


class AccountRepository:
    """Adapter of `ports.Accounts` for one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, account: Account, at: datetime) -> None:
        """Keep a new account with its capacities."""
        row = {"id": account.id, "person_id": account.person_id, "created_at": at, **_changing(account)}
        with conflict_on_duplicate("person_known_elsewhere"):
            self._connection.execute(insert(ACCOUNTS), row)
        for one in account.capacities:
            self.add_capacity(account.id, one)

    def save(self, account: Account) -> None:
        """Keep what has changed of it, without its capacities."""
        self._connection.execute(update(ACCOUNTS).where(ACCOUNTS.c.id == account.id), _changing(account))

    def add_capacity(self, account_id: str, capacity: Capacity) -> None:
        """One more."""
        self._connection.execute(insert(CAPACITIES), values_of(capacity, account_id=account_id))

    def remove_capacity(self, capacity_id: str) -> None:
        """One less."""
        self._connection.execute(delete(CAPACITIES).where(CAPACITIES.c.id == capacity_id))

    def holders(self, role: str) -> int:
        """How many accounts that are not blocked hold the role."""
        joined = CAPACITIES.join(ACCOUNTS, ACCOUNTS.c.id == CAPACITIES.c.account_id)
        held = select(func.count(CAPACITIES.c.account_id.distinct())).select_from(joined)
        wanted = held.where(CAPACITIES.c.role == role, ACCOUNTS.c.blocked_at.is_(None))
        return self._connection.scalar(wanted) or 0

    def find(self, account_id: str) -> Account | None:
        """By its own id."""
        return self._read(find(self._connection, ACCOUNTS, id=account_id).first())

    def of_person(self, person_id: str) -> Account | None:
        """By the person's id."""
        return self._read(find(self._connection, ACCOUNTS, person_id=person_id).first())

    def of_subject(self, source: str, subject: str) -> Account | None:
        """By what an identity source calls him."""
        row = find(self._connection, SUBJECTS, source=source, subject=subject).first()
        return None if row is None else self.find(row.account_id)

    def link(self, account_id: str, source: str, subject: str, at: datetime) -> None:
        """Known by that subject from now on."""
        row = {"source": source, "subject": subject, "account_id": account_id, "linked_at": at}
        with conflict_on_duplicate("person_known_elsewhere"):
            self._connection.execute(insert(SUBJECTS), row)

    def every(self) -> list[Account]:
        """All, by person id; for the site that is shown to visitors, which has a few dozen."""
        return self._all(find(self._connection, ACCOUNTS, order_by=("person_id",)).all())

    def search(self, text: str, after: str, limit: int) -> list[Account]:
        """By the beginning of the name or login name, in the order of making, `after` an id."""
        wanted = select(ACCOUNTS).outerjoin(PASSWORDS, PASSWORDS.c.account_id == ACCOUNTS.c.id)
        if text:
            beginning = (ACCOUNTS.c.name, PASSWORDS.c.login_name)
            wanted = wanted.where(or_(*(column.startswith(text, autoescape=True) for column in beginning)))
        if after:
            wanted = wanted.where(ACCOUNTS.c.id > after)
        return self._all(self._connection.execute(wanted.order_by(ACCOUNTS.c.id).limit(limit)).all())

    def _all(self, rows: Sequence[Row[Any]]) -> list[Account]:
        return [account for row in rows if (account := self._read(row)) is not None]

    def _read(self, row: Row[Any] | None) -> Account | None:
        if row is None:
            return None
        held = find(self._connection, CAPACITIES, account_id=row.id, order_by=("id",))
        capacities = tuple(from_row(Capacity, one) for one in held)
        return Account(
            row.id, row.person_id, row.name, capacities, row.id_number_index, row.blocked_at, row.must_change_password
        )


def _changing(account: Account) -> RowValues:
    return {name: getattr(account, name) for name in FIELDS}
