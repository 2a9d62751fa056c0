"""Declarations before the committee, and objections to their results."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Select, insert, select

from services.committee.domain.results import ObjectionToResult
from services.committee.domain.review import Review
from services.committee.store.tables import OBJECTIONS, REVIEWS
from shared.persistence import JsonRows, from_row, get_or_not_found, update_versioned, values_of

_ROWS = JsonRows(Review, "facts")


class ReviewRepository:
    """Rows to reviews and back."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, review: Review) -> None:
        """A declaration just passed."""
        self._connection.execute(insert(REVIEWS).values(_ROWS.values(review)))

    def save(self, review: Review) -> int:
        """Write it at the version it was read with."""
        values = _ROWS.values(review)
        review.version = update_versioned(self._connection, REVIEWS, review.declaration_id, review.version, values)
        return review.version

    def find(self, declaration_id: str) -> Review | None:
        """None for a declaration that has not passed audit."""
        row = self._connection.execute(_by_id(declaration_id)).first()
        return None if row is None else _ROWS.read(row)

    def get(self, declaration_id: str) -> Review:
        """not_found("review_not_found")."""
        return _ROWS.read(get_or_not_found(self._connection, _by_id(declaration_id), "review_not_found"))

    def waiting(self, committee_code: str, notice_id: str) -> list[Review]:
        """Not on any list yet, by id."""
        statement = select(REVIEWS).where(
            REVIEWS.c.committee_code == committee_code, REVIEWS.c.notice_id == notice_id, REVIEWS.c.state == "waiting"
        )
        return self._all(statement.order_by(REVIEWS.c.declaration_id))

    def before_committee(self, committee_code: str, notice_id: str) -> list[Review]:
        """Everything that ever reached this committee under this notice, by id."""
        statement = select(REVIEWS).where(REVIEWS.c.committee_code == committee_code, REVIEWS.c.notice_id == notice_id)
        return self._all(statement.order_by(REVIEWS.c.declaration_id))

    def of_session(self, session_id: str) -> list[Review]:
        """The session's list in the order of the blind numbers."""
        return self._all(
            select(REVIEWS)
            .where(REVIEWS.c.session_id == session_id)
            .order_by(REVIEWS.c.blind_no, REVIEWS.c.declaration_id)
        )

    def _all(self, statement: Select[Any]) -> list[Review]:
        return [_ROWS.read(row) for row in self._connection.execute(statement)]


class ObjectionRepository:
    """Objections to results."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, objection: ObjectionToResult) -> None:
        """An objection just filed."""
        self._connection.execute(insert(OBJECTIONS).values(values_of(objection)))

    def save(self, objection: ObjectionToResult, expected_version: int) -> int:
        """Write it at the version the caller saw."""
        values = values_of(objection)
        objection.version = update_versioned(self._connection, OBJECTIONS, objection.id, expected_version, values)
        return objection.version

    def get(self, objection_id: str) -> ObjectionToResult:
        """not_found("result_objection_not_found")."""
        statement = select(OBJECTIONS).where(OBJECTIONS.c.id == objection_id)
        return from_row(
            ObjectionToResult,
            get_or_not_found(self._connection, statement, "result_objection_not_found", path="objection_id"),
        )

    def of_session(self, session_id: str) -> list[ObjectionToResult]:
        """Oldest first."""
        statement = select(OBJECTIONS).where(OBJECTIONS.c.session_id == session_id).order_by(OBJECTIONS.c.id)
        return [from_row(ObjectionToResult, row) for row in self._connection.execute(statement)]


def _by_id(declaration_id: str) -> Select[Any]:
    return select(REVIEWS).where(REVIEWS.c.declaration_id == declaration_id)
