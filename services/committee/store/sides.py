"""For which side of a committee a person has acted: its office, or the authority over it."""

from __future__ import annotations

from sqlalchemy import Connection

from services.committee.store.oversight_tables import SIDES
from shared.persistence import find, insert_if_absent


class SideRepository:
    """One row per committee and person, written by the first act."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def take(self, committee_id: str, person_id: str, side: str) -> str:
        """The side of the person's first act; `side` when this is it."""
        row = {"committee_id": committee_id, "person_id": person_id, "side": side}
        insert_if_absent(self._connection, SIDES, row)
        first = find(self._connection, SIDES.c.side, committee_id=committee_id, person_id=person_id)
        return str(first.scalar())
