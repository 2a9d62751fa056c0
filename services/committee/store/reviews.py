"""Declarations before the committee, and objections to their results."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, insert

from services.committee.domain.review import Review
from services.committee.store.tables import REVIEWS
from shared.persistence import JsonRows, find, first_or_not_found, update_versioned, values_of

_ROWS = JsonRows(Review, "facts")


class ReviewRepository:
    """Rows to reviews and back."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, review: Review) -> None:
        """A declaration just passed."""
        self._connection.execute(insert(REVIEWS), _ROWS.values(review))

    def save(self, review: Review) -> int:
        """Write it at the version it was read with; what the audit announced stays."""
        values = values_of(review)
        del values["facts"]
        review.version = update_versioned(self._connection, REVIEWS, review.declaration_id, review.version, values)
        return review.version

    def find(self, declaration_id: str) -> Review | None:
        """None for a declaration that has not passed audit."""
        row = find(self._connection, REVIEWS, declaration_id=declaration_id).first()
        return None if row is None else _ROWS.read(row)

    def get(self, declaration_id: str) -> Review:
        """not_found("review_not_found")."""
        found = find(self._connection, REVIEWS, declaration_id=declaration_id)
        return _ROWS.read(first_or_not_found(found, "review_not_found"))

    def waiting(self, committee_code: str, notice_id: str) -> list[Review]:
        """Not on any list yet, by id."""
        return self._all("declaration_id", committee_code=committee_code, notice_id=notice_id, state="waiting")

    def before_committee(self, committee_code: str, notice_id: str) -> list[Review]:
        """Everything that ever reached this committee under this notice, by id."""
        return self._all("declaration_id", committee_code=committee_code, notice_id=notice_id)

    def of_session(self, session_id: str) -> list[Review]:
        """The session's list in the order of the blind numbers."""
        return self._all("blind_no", "declaration_id", session_id=session_id)

    def _all(self, *order_by: str, **equal: Any) -> list[Review]:
        return [_ROWS.read(row) for row in find(self._connection, REVIEWS, order_by=order_by, **equal)]
