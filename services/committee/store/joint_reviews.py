"""Consents to joint and entrusted review in their table."""

from __future__ import annotations

from sqlalchemy import Connection, insert

from services.committee.domain.joint_review import JointReview
from services.committee.store.oversight_tables import JOINT_REVIEWS
from shared.persistence import conflict_on_duplicate, find, from_row, given, values_of


class JointReviewRepository:
    """Rows to consents and back."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, agreed: JointReview) -> None:
        """A consent just given; conflict("joint_review_agreed_already") when another call was faster."""
        with conflict_on_duplicate("joint_review_agreed_already"):
            self._connection.execute(insert(JOINT_REVIEWS), values_of(agreed))

    def of_committee(self, committee_id: str, notice_id: str | None = None) -> list[JointReview]:
        """What a committee takes over, oldest first; under one notice, or all."""
        wanted = given(notice_id=notice_id)
        found = find(self._connection, JOINT_REVIEWS, order_by=("id",), committee_id=committee_id, **wanted)
        return [from_row(JointReview, row) for row in found]
