"""The log of signing in, sign-ins under way and shown tickets in the database."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from services.gateway.domain.sign_in import PendingSignIn, SignInEntry
from services.gateway.store.tables import SHOWN_TICKETS, SIGN_INS, STEPS
from shared.persistence import find, from_row, insert_if_absent, values_of


class SignInRepository:
    """Adapter of `ports.SignIns` for one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def note(self, entry: SignInEntry) -> None:
        """Add a line."""
        self._connection.execute(insert(SIGN_INS), values_of(entry))

    def listed(self, account_id: str | None, before: str | None, limit: int) -> list[SignInEntry]:
        """Of one account or of everybody, latest first, `before` an entry's id."""
        wanted = select(SIGN_INS)
        if account_id is not None:
            wanted = wanted.where(SIGN_INS.c.account_id == account_id)
        if before is not None:
            wanted = wanted.where(SIGN_INS.c.id < before)
        rows = self._connection.execute(wanted.order_by(SIGN_INS.c.id.desc()).limit(limit))
        return [from_row(SignInEntry, row) for row in rows]

    def begin(self, step: PendingSignIn) -> None:
        """Keep a sign-in under way."""
        self._connection.execute(insert(STEPS), values_of(step, kept=dict(step.kept)))

    def step(self, digest: str) -> PendingSignIn | None:
        """By the digest of its secret."""
        row = find(self._connection, STEPS, digest=digest).first()
        return None if row is None else from_row(PendingSignIn, row)

    def count_attempt(self, digest: str) -> None:
        """One more answer to it."""
        values = {"attempts": STEPS.c.attempts + 1}
        self._connection.execute(update(STEPS).where(STEPS.c.digest == digest).values(values))

    def end(self, digest: str) -> bool:
        """Take it away; False where somebody else was faster."""
        return self._connection.execute(delete(STEPS).where(STEPS.c.digest == digest)).rowcount == 1

    def end_older(self, moment: datetime) -> None:
        """Take away what nobody has answered in time."""
        self._connection.execute(delete(STEPS).where(STEPS.c.begun_at < moment))

    def show_ticket(self, source: str, digest: str, at: datetime) -> bool:
        """Keep that it was shown; False where it was before."""
        return insert_if_absent(self._connection, SHOWN_TICKETS, {"source": source, "digest": digest, "shown_at": at})
