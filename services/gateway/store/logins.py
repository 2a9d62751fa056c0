"""Logins in the database."""

from __future__ import annotations

from dataclasses import asdict

from sqlalchemy import Connection, insert, update

from services.gateway.domain.login import Login
from services.gateway.store.tables import LOGINS
from shared.persistence import find, from_row


class LoginRepository:
    """Adapter of `ports.Logins` for one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, login: Login) -> None:
        """Keep a new one."""
        self._connection.execute(insert(LOGINS), asdict(login))

    def find(self, digest: str) -> Login | None:
        """By the digest of its secret."""
        row = find(self._connection, LOGINS, digest=digest).first()
        return None if row is None else from_row(Login, row)

    def of_account(self, account_id: str) -> list[Login]:
        """All that nobody has ended."""
        rows = find(self._connection, LOGINS, account_id=account_id)
        return [from_row(Login, row) for row in rows if row.ended_at is None]

    def save(self, login: Login) -> None:
        """Keep what has become of it; one that was ended stays ended."""
        values = asdict(login)
        del values["digest"]
        living = (LOGINS.c.digest == login.digest) & LOGINS.c.ended_at.is_(None)
        self._connection.execute(update(LOGINS).where(living), values)
