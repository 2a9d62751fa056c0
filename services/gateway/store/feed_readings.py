"""How far portals have read, in the database."""

from __future__ import annotations

from sqlalchemy import Connection, insert, update

from services.gateway.domain.feed_reading import FeedReading
from services.gateway.store.tables import FEED_READINGS
from shared.persistence import find, from_row, values_of


class FeedReadingRepository:
    """Adapter of `ports.FeedReadings` for one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, account_id: str) -> FeedReading | None:
        """Of one portal."""
        row = find(self._connection, FEED_READINGS, service_account_id=account_id).first()
        return None if row is None else from_row(FeedReading, row)

    def put(self, reading: FeedReading) -> None:
        """In the place of the one before."""
        mine = FEED_READINGS.c.service_account_id == reading.service_account_id
        if not self._connection.execute(update(FEED_READINGS).where(mine), values_of(reading)).rowcount:
            self._connection.execute(insert(FEED_READINGS), values_of(reading))
