"""The yearly reports of committee and pool in their table."""

from __future__ import annotations

from sqlalchemy import Connection, insert

from services.committee.domain.cleaning import Cleaning
from services.committee.store.oversight_tables import CLEANINGS
from shared.persistence import JsonRows, find

_ROWS = JsonRows(Cleaning, "removed")


class CleaningRepository:
    """Rows to reports and back."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, cleaning: Cleaning) -> None:
        """A report just made."""
        self._connection.execute(insert(CLEANINGS), _ROWS.values(cleaning))

    def of_committee(self, committee_id: str) -> list[Cleaning]:
        """Oldest first."""
        found = find(self._connection, CLEANINGS, order_by=("id",), committee_id=committee_id)
        return [_ROWS.read(row) for row in found]

    def latest(self, committee_id: str, year: int) -> Cleaning | None:
        """The last report of that year."""
        return next((one for one in reversed(self.of_committee(committee_id)) if one.year == year), None)
