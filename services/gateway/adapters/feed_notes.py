"""Writes down what portals ask of the feed, in between and never in the way of an answer."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from threading import Lock

from services.gateway.domain.feed_reading import is_due
from services.gateway.usecases import feed_readings
from services.gateway.usecases.ports import Tx
from shared.kernel.clock import Clock
from shared.kernel.errors import ZhipingError
from shared.telemetry import get_logger


class FeedNotes:
    """Keeps in memory when this process last wrote of a portal, so that most questions touch no database."""

    def __init__(self, clock: Clock, transaction: Callable[[], AbstractContextManager[Tx]]) -> None:
        self._clock, self._transaction = clock, transaction
        self._lock = Lock()
        self._noted: dict[str, datetime] = {}

    def note(self, account_id: str, after: str | None) -> None:
        """At most once a minute for each; a database that is away costs the note and not the answer."""
        if not self._is_due(account_id):
            return
        try:
            with self._transaction() as tx:
                feed_readings.note(tx, account_id, after)
        except ZhipingError as error:
            get_logger().warning("feed_reading_not_noted", slug=error.slug)

    def _is_due(self, account_id: str) -> bool:
        now = self._clock.now()
        with self._lock:
            due = is_due(self._noted.get(account_id), now)
            if due:
                self._noted[account_id] = now
        return due
