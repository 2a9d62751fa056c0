"""The score sheet in its table."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, delete, insert, select

from services.committee.domain.scoring import Score
from services.committee.store.oversight_tables import SCORES
from shared.persistence import from_row, values_of


class ScoreRepository:
    """Rows to scores and back."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, scores: Sequence[Score]) -> None:
        """Keep them; one for the same declaration and method takes the place of the former."""
        for score in scores:
            same = (
                SCORES.c.session_id == score.session_id,
                SCORES.c.declaration_id == score.declaration_id,
                SCORES.c.method == score.method,
            )
            self._connection.execute(delete(SCORES).where(*same))
            self._connection.execute(insert(SCORES).values(values_of(score)))

    def of_session(self, session_id: str) -> list[Score]:
        """The sheet of a session, by declaration and method."""
        statement = select(SCORES).where(SCORES.c.session_id == session_id)
        ordered = statement.order_by(SCORES.c.declaration_id, SCORES.c.method)
        return [from_row(Score, row) for row in self._connection.execute(ordered)]
