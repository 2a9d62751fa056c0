"""Revoked tokens in the database of a service: every replica looks every few seconds, at the price of one question."""

from __future__ import annotations

import time
from datetime import datetime

from sqlalchemy import Connection, insert, select

from shared.kernel.clock import Clock
from shared.kernel.ids import new_id
from shared.persistence.db.database import Database
from shared.persistence.schema.common_tables import TOKEN_REVOCATIONS as T
from shared.security.revocations import NOTHING_REVOKED, Revocations

LOOK_SECONDS = 2.0


class RevocationList:
    """Call it for what is revoked; at most `every` seconds (of real time) old. What the database raises is passed on:
    a service that cannot look lets nobody in."""

    def __init__(self, database: Database, clock: Clock, every: float = LOOK_SECONDS) -> None:
        self._database = database
        self._clock = clock
        self._every = every
        self._known = NOTHING_REVOKED
        self._looked_at = float("-inf")

    def __call__(self) -> Revocations:
        """The revocations that still matter."""
        now = time.monotonic()
        if now - self._looked_at >= self._every:
            with self._database.begin_reading() as connection:
                self._known = revocations(connection, self._clock.now())
            self._looked_at = now
        return self._known

    def look_again(self) -> None:
        """Forget how old the answer is: the next question is put to the database."""
        self._looked_at = float("-inf")


def revocations(connection: Connection, now: datetime) -> Revocations:
    """What is revoked and has not expired by itself."""
    rows = connection.execute(select(T.c.token_id, T.c.person_id, T.c.revoked_at).where(T.c.ends_at > now)).all()
    persons: dict[str, float] = {}
    for row in rows:
        if row.person_id is not None:
            persons[row.person_id] = max(row.revoked_at.timestamp(), persons.get(row.person_id, float("-inf")))
    return Revocations(frozenset(row.token_id for row in rows if row.token_id is not None), persons)


def revoke(
    connection: Connection,
    now: datetime,
    ends_at: datetime,
    *,
    token_id: str | None = None,
    person_id: str | None = None,
) -> None:
    """Revoke one token, or all that a person has by now; `ends_at`: when the last of them has expired by itself."""
    row = {"id": new_id(), "token_id": token_id, "person_id": person_id, "revoked_at": now, "ends_at": ends_at}
    connection.execute(insert(T).values(row))
