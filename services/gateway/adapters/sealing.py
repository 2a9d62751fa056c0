"""The door's own trail gets its place in the chain as soon as an entry is committed: it has no relay that would do it.

Sealing locks the chain, so replicas of the door take turns. What a process that died left unsealed, the next sealing
takes along. Once a day the head is written to the log as `zhiping trail verify --heads` reads it: logs leave the
machine, and then whoever has the database cannot cut the end of the trail off unseen.
"""

from __future__ import annotations

from datetime import date

from shared.contracts.trail import TrailHead
from shared.kernel.clock import Clock
from shared.persistence import Database
from shared.persistence.trail.chain import seal_trail
from shared.persistence.trail.heads import NotedHead, note_head
from shared.telemetry import get_logger

SERVICE = "gateway"


class TrailSealer:
    """Seals the trail of one database with the keys that the database holds."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._headed_on: date | None = None

    def seal(self) -> None:
        """Seal what is not sealed yet. A failure is logged and made up for by the next one: what was decided stands."""
        try:
            head = self._seal()
        except Exception as error:
            get_logger().error("trail_sealing_failed", service=SERVICE, error=type(error).__name__)
            return
        if head is not None:
            told = TrailHead(SERVICE, head.day.isoformat(), head.number, head.seal, head.key_id)
            get_logger().info("trail_head", service=SERVICE, head=told.printed)

    def _seal(self) -> NotedHead | None:
        keys, now = self._database.trail_keys, self._clock.now()
        with self._database.begin() as connection:
            while seal_trail(connection, keys=keys, now=now):
                pass
            if keys is None or self._headed_on == now.date():
                return None
            head = note_head(connection, now)
        self._headed_on = now.date()
        return head
