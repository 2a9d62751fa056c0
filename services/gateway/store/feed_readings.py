"""How far portals have read, in the database."""

from __future__ import annotations

from sqlalchemy import Connection

from services.gateway.domain.feed_reading import FeedReading
from services.gateway.store.tables import FEED_READINGS
from shared.persistence import find, from_row, put, values_of


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
        put(self._connection, FEED_READINGS, values_of(reading))
