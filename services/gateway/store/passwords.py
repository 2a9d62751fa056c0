"""Passwords and their failures, second factors and recovery codes in the database."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select, update

from services.gateway.domain.lockout import Failures
from services.gateway.domain.second_factor import SecondFactor
from services.gateway.store.tables import FAILURES, PASSWORDS, RECOVERY_CODES, SECOND_FACTORS
from services.gateway.usecases.ports import Password
from shared.persistence import conflict_on_duplicate, find, from_row, put, values_of


class PasswordRepository:
    """Adapter of `ports.Passwords` for one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, password: Password) -> None:
        """Keep a first one or another."""
        with conflict_on_duplicate("login_name_taken"):
            put(self._connection, PASSWORDS, values_of(password))

    def of_account(self, account_id: str) -> Password | None:
        """By account."""
        row = find(self._connection, PASSWORDS, account_id=account_id).first()
        return None if row is None else from_row(Password, row)

    def of_name(self, login_name: str) -> Password | None:
        """By login name."""
        row = find(self._connection, PASSWORDS, login_name=login_name).first()
        return None if row is None else from_row(Password, row)

    def failures(self, counter: str, account_id: str) -> Failures:
        """Of one counter; none yet where there is no row. The row is kept from others until the end."""
        row = find(self._connection, FAILURES, counter=counter, hold=True).first()
        return Failures(counter, account_id) if row is None else from_row(Failures, row)

    def failures_of(self, account_id: str) -> list[Failures]:
        """Of all counters of the account."""
        return [from_row(Failures, row) for row in find(self._connection, FAILURES, account_id=account_id)]

    def count(self, failures: Failures) -> None:
        """Keep them."""
        put(self._connection, FAILURES, values_of(failures))

    def forget_failures(self, account_id: str, counter: str | None = None) -> None:
        """Of one counter, or of all."""
        gone = delete(FAILURES).where(FAILURES.c.account_id == account_id)
        self._connection.execute(gone if counter is None else gone.where(FAILURES.c.counter == counter))


class SecondFactorRepository:
    """Adapter of `ports.SecondFactors` for one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, account_id: str) -> SecondFactor | None:
        """That of the account, confirmed or not."""
        row = find(self._connection, SECOND_FACTORS, account_id=account_id).first()
        return None if row is None else from_row(SecondFactor, row)

    def put(self, factor: SecondFactor) -> None:
        """Keep a first one or another."""
        put(self._connection, SECOND_FACTORS, values_of(factor))

    def use_step(self, account_id: str, step: int) -> bool:
        """Use the code of a step up; False where it, or a later one, has been used, however fast somebody else was."""
        mine = SECOND_FACTORS.c.account_id == account_id
        later = mine & (SECOND_FACTORS.c.last_step < step) & SECOND_FACTORS.c.confirmed_at.is_not(None)
        return self._connection.execute(update(SECOND_FACTORS).where(later), {"last_step": step}).rowcount == 1

    def remove(self, account_id: str) -> None:
        """With its recovery codes."""
        for table in (SECOND_FACTORS, RECOVERY_CODES):
            self._connection.execute(delete(table).where(table.c.account_id == account_id))

    def put_recovery(self, account_id: str, digests: list[str]) -> None:
        """In place of all earlier ones."""
        self._connection.execute(delete(RECOVERY_CODES).where(RECOVERY_CODES.c.account_id == account_id))
        self._connection.execute(
            insert(RECOVERY_CODES), [{"digest": digest, "account_id": account_id} for digest in digests]
        )

    def use_recovery(self, account_id: str, digest: str, at: datetime) -> bool:
        """Use one up; False where there is none such any more."""
        codes = RECOVERY_CODES.c
        left = (codes.digest == digest) & (codes.account_id == account_id) & codes.used_at.is_(None)
        return self._connection.execute(update(RECOVERY_CODES).where(left), {"used_at": at}).rowcount == 1

    def recovery_left(self, account_id: str) -> int:
        """How many."""
        codes = RECOVERY_CODES.c
        wanted = select(func.count()).where(codes.account_id == account_id, codes.used_at.is_(None))
        return self._connection.scalar(wanted) or 0
