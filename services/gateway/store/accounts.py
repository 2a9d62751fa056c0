"""Accounts with their capacities in the database."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert

from services.gateway.domain.account import Account, Capacity
from services.gateway.store.tables import ACCOUNTS, CAPACITIES
from shared.persistence import find


class AccountRepository:
    """Adapter of `ports.Accounts` for one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, account: Account, at: datetime) -> None:
        """Keep a new account with its capacities."""
        row = {"id": account.id, "person_id": account.person_id, "name": account.name, "created_at": at, "version": 1}
        self._connection.execute(insert(ACCOUNTS), row)
        rows = [_capacity_row(account.id, one) for one in account.capacities]
        if rows:
            self._connection.execute(insert(CAPACITIES), rows)

    def find(self, account_id: str) -> Account | None:
        """By its own id."""
        return self._read(find(self._connection, ACCOUNTS, id=account_id).first())

    def of_person(self, person_id: str) -> Account | None:
        """By the person's id."""
        return self._read(find(self._connection, ACCOUNTS, person_id=person_id).first())

    def every(self) -> list[Account]:
        """All, by person id; for the site that is shown to visitors, which has a few dozen."""
        found = find(self._connection, ACCOUNTS, order_by=("person_id",)).all()
        return [account for row in found if (account := self._read(row)) is not None]

    def _read(self, row: Row[Any] | None) -> Account | None:
        if row is None:
            return None
        held = find(self._connection, CAPACITIES, account_id=row.id, order_by=("id",))
        capacities = tuple(
            Capacity(one.id, one.role, one.organisation_id, one.organisation_name, one.region) for one in held
        )
        return Account(row.id, row.person_id, row.name, capacities)


def _capacity_row(account_id: str, one: Capacity) -> dict[str, Any]:
    return {
        "id": one.id, "account_id": account_id, "role": one.role, "organisation_id": one.organisation_id,
        "organisation_name": one.organisation_name, "region": one.region,
    }  # fmt: skip
