"""Consents to joint and entrusted review in their table."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select

from services.committee.domain.joint_review import JointReview
from services.committee.store.oversight_tables import JOINT_REVIEWS
from shared.persistence import conflict_on_duplicate, from_row, values_of


class JointReviewRepository:
    """Rows to consents and back."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, agreed: JointReview) -> None:
        """A consent just given; conflict("joint_review_agreed_already") when another call was faster."""
        with conflict_on_duplicate("joint_review_agreed_already"):
            self._connection.execute(insert(JOINT_REVIEWS).values(values_of(agreed)))

    def of_committee(self, committee_id: str, notice_id: str | None = None) -> list[JointReview]:
        """What a committee takes over, oldest first; under one notice, or all."""
        statement = select(JOINT_REVIEWS).where(JOINT_REVIEWS.c.committee_id == committee_id)
        if notice_id is not None:
            statement = statement.where(JOINT_REVIEWS.c.notice_id == notice_id)
        return [from_row(JointReview, row) for row in self._connection.execute(statement.order_by(JOINT_REVIEWS.c.id))]
