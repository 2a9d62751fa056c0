"""Declarations whose end was announced before they passed audit here."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, insert, select

from services.committee.store.tables import WITHDRAWALS


class WithdrawalRepository:
    """What must not be voted on should it still arrive."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def note(self, declaration_id: str, reason: str, day: date) -> None:
        """Remember it once; the first reason stays."""
        if self.reason_of(declaration_id) is None:
            row = {"declaration_id": declaration_id, "reason": reason, "noted_on": day}
            self._connection.execute(insert(WITHDRAWALS).values(row))

    def reason_of(self, declaration_id: str) -> str | None:
        """Why it ended, None for one that goes on."""
        statement = select(WITHDRAWALS.c.reason).where(WITHDRAWALS.c.declaration_id == declaration_id)
        return self._connection.execute(statement).scalar_one_or_none()
