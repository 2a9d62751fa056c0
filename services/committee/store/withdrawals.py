"""Declarations whose end was announced before they passed audit here."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, insert

from services.committee.store.tables import WITHDRAWALS
from shared.persistence import find


class WithdrawalRepository:
    """What must not be voted on should it still arrive."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def note(self, declaration_id: str, reason: str, day: date) -> None:
        """Remember it once; the first reason stays."""
        if self.reason_of(declaration_id) is None:
            row = {"declaration_id": declaration_id, "reason": reason, "noted_on": day}
            self._connection.execute(insert(WITHDRAWALS), row)

    def reason_of(self, declaration_id: str) -> str | None:
        """Why it ended, None for one that goes on."""
        return find(self._connection, WITHDRAWALS.c.reason, declaration_id=declaration_id).scalar()
