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

    def save(self, login: Login) -> None:
        """Keep what has become of it."""
        values = asdict(login)
        del values["digest"]
        self._connection.execute(update(LOGINS).where(LOGINS.c.digest == login.digest), values)
