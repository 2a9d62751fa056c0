"""The buckets of the channels in the database."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from services.notify.domain.channel import Channel
from services.notify.store.letter_tables import CHANNEL_RATES
from shared.persistence import find, insert_if_absent, put


class RateRepository:
    """Adapter of `letter_ports.Rates` for one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def hold(self, channel: Channel, now: datetime) -> datetime:
        """When it is full again; nobody else takes from it before the commit."""
        insert_if_absent(self._connection, CHANNEL_RATES, {"channel": channel.value, "full_at": now})
        held = find(self._connection, CHANNEL_RATES.c.full_at, channel=channel.value, hold=True)
        full_at: datetime = held.scalar_one()
        return full_at

    def keep(self, channel: Channel, full_at: datetime) -> None:
        """Note it."""
        put(self._connection, CHANNEL_RATES, {"channel": channel.value, "full_at": full_at})
