"""The score sheet in its table."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, delete, insert

from services.committee.domain.scoring import Score
from services.committee.store.oversight_tables import SCORES
from shared.persistence import find, from_row, values_of

_SAME = ("session_id", "declaration_id", "method")
_DELETE = delete(SCORES).where(*(SCORES.c[name] == bindparam(name) for name in _SAME))


class ScoreRepository:
    """Rows to scores and back."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, scores: Sequence[Score]) -> None:
        """Keep them; one for the same declaration and method takes the place of the former."""
        if scores:
            rows = [values_of(score) for score in scores]
            self._connection.execute(_DELETE, [{name: row[name] for name in _SAME} for row in rows])
            self._connection.execute(insert(SCORES), rows)

    def of_session(self, session_id: str) -> list[Score]:
        """The sheet of a session, by declaration and method."""
        found = find(self._connection, SCORES, order_by=("declaration_id", "method"), session_id=session_id)
        return [from_row(Score, row) for row in found]
