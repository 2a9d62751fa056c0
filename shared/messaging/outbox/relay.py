"""The outbox relay: from committed rows to the bus, in batches; also seals the trail.

Runs in every service process; one per database is active. A row leaves the outbox, and counts as published, only when
the broker has confirmed it (on the embedded bus: when every consumer has settled it). What no queue takes stays, raises
an alert and is tried again with growing pauses, without holding up other event types.
"""

from __future__ import annotations

import time
from collections import deque
from typing import Any

import eventlet

from shared.messaging.base.application import Application
from shared.messaging.base.fault_log import describe
from shared.messaging.outbox.lease import BATCH, STANDBY_SECONDS, Turn, turn_for
from shared.messaging.outbox.senders import Sender, send_limit, sender_for
from shared.persistence.events.outbox import Batch, OutboxRow
from shared.persistence.trail.chain import lacks_keyed_seals, seal_trail
from shared.telemetry import get_logger

POLL_SECONDS = 1.0
GATHER_SECONDS = 0.004
"""Under load (the last batch was recent and held several rows) the relay waits so long for a batch to gather: single
rows are sent at once, and a busy service does not pay a turn of the relay for every one of its own."""
RECENT_SECONDS = 0.05
SEAL_SECONDS = 0.1
"""Between two sealings of the trail while events keep coming; an idle relay seals at once."""
LEASE_MARGIN = 5.0
"""Seconds by which the turn outlives the longest wait for the broker."""
FIRST_PAUSE = 1.0
LONGEST_PAUSE = 30.0


class Relay:
    """One service's relay; `run` ends after `stop` only, whatever fails."""

    def __init__(self, app: Application, sender: Sender | None = None, turn: Turn | None = None) -> None:
        self._app = app
        self._sender = sender or sender_for(app)
        self._turn = turn or turn_for(app.database, send_limit(app.settings) + LEASE_MARGIN)
        self._stopped = False
        self._after = 0
        self._sent_at, self._sent_rows, self._sealed_at = 0.0, 0, 0.0
        self._in_flight: dict[int, OutboxRow] = {}
        self._settled: deque[int] = deque()
        self._held: dict[str, tuple[float, float]] = {}
        self._greenlet: Any = None
        self._behind = False
        self.active = False

    @property
    def unroutable(self) -> list[str]:
        """Routing keys that no queue takes at present (known to the active relay only)."""
        return sorted(self._held)

    def start(self) -> None:
        """Relay in a greenlet of its own."""
        self._greenlet = eventlet.spawn(self.run)

    def stop(self, seconds: float = 5.0) -> None:
        """Finish the batch in hand, then give the turn back."""
        self._stopped = True
        self._app.database.wake()
        if self._greenlet is not None:
            with eventlet.Timeout(seconds, False):
                self._greenlet.wait()
            self._greenlet.kill()

    def run(self) -> None:
        """Take the turn, relay while it is ours, start over after any fault."""
        pause = 0.1
        while not self._stopped:
            try:
                self.active = self._turn.acquire()
                if not self.active:
                    eventlet.sleep(STANDBY_SECONDS)
                    continue
                self._behind = True  # whoever had the turn before may have sealed without a key
                while not self._stopped and self._turn.acquire():
                    if self.step():
                        self._gather()
                    else:
                        self._wait()
                    pause = 0.1
                self._turn_over()  # what the last step sent is not sent again after a restart
            except Exception as error:
                self._alert("relay_failed", error=describe(error))
                self._forget()
                eventlet.sleep(pause)
                pause = min(pause * 2, 2.0)
        self._forget()

    def _wait(self) -> None:
        """Until something was recorded."""
        if self._turn.wait(POLL_SECONDS):
            self._gather()
        else:
            self._after = 0

    def _gather(self) -> None:
        """Under load give a batch a little time to grow."""
        if 1 < self._sent_rows < BATCH and time.monotonic() - self._sent_at < RECENT_SECONDS:
            eventlet.sleep(GATHER_SECONDS)

    def step(self) -> bool:
        """Settle what was sent before, send one batch more; True while there is more to do."""
        batch = self._turn_over()
        if batch.rows and self._app.settings.embedded:
            self._after = batch.rows[-1].position
        fresh = [row for row in batch.rows if row.position not in self._in_flight]
        if fresh:
            self._send(fresh)
        unsealed = batch.unsealed or self._behind
        if unsealed and not (fresh and time.monotonic() - self._sealed_at < SEAL_SECONDS):
            self._seal()
        return bool(self._settled) or len(batch.rows) == BATCH or unsealed

    def _seal(self) -> None:
        """A batch of entries; keyed seals that are missing (the version before has none) are made up for in batches."""
        database = self._app.database
        with database.begin() as connection:
            seal_trail(connection, keys=database.trail_keys, now=self._app.clock.now())
            self._behind = database.trail_keys is not None and lacks_keyed_seals(connection)
        self._sealed_at = time.monotonic()

    def _turn_over(self) -> Batch:
        positions = [self._settled.popleft() for _ in range(len(self._settled))]
        rows = [row for row in (self._in_flight.pop(one, None) for one in positions) if row is not None]
        try:
            batch = self._turn.turn_over(rows, self._still_held(), self._after)
        except BaseException:
            self._in_flight.update((row.position, row) for row in rows)
            self._settled.extend(row.position for row in rows)
            raise
        self._app.metrics.published(len(rows))
        return batch

    def _send(self, rows: list[OutboxRow]) -> None:
        self._in_flight.update((row.position, row) for row in rows)
        returned = self._sender.send(rows, self._note_settled)
        self._sent_at, self._sent_rows = time.monotonic(), len(rows)
        refused = {row.routing_key for row in returned}
        for key in {row.routing_key for row in rows} & self._held.keys() - refused:
            del self._held[key]
        for row in returned:
            self._in_flight.pop(row.position, None)
        for key in refused:
            self._hold(key)

    def _note_settled(self, position: int) -> None:
        """Called under the embedded broker's lock, or by the sender: note it and be quick."""
        self._settled.append(position)
        if self._app.settings.embedded:
            self._app.database.wake()

    def _hold(self, key: str) -> None:
        _, pause = self._held.get(key, (0.0, FIRST_PAUSE / 2))
        pause = min(pause * 2, LONGEST_PAUSE)
        self._held[key] = (time.monotonic() + pause, pause)
        self._alert("unroutable", routing_key=key, retry_seconds=pause)

    def _still_held(self) -> list[str]:
        now = time.monotonic()
        held = [key for key, (until, _) in self._held.items() if until > now]
        if len(held) < len(self._held):
            self._after = 0
        return held

    def _alert(self, reason: str, **context: Any) -> None:
        self._app.metrics.relay_alert(reason)
        get_logger().error("relay_alert", reason=reason, service=self._app.name, **context)

    def _forget(self) -> None:
        """Start afresh: the turn, the connection and what is in flight (it is sent again; consumers drop doubles)."""
        self.active = False
        for close in (self._turn.release, self._sender.close):
            try:
                close()
            except Exception as error:
                get_logger().warning("relay_close_failed", error=type(error).__name__)
        if not self._app.settings.embedded:
            self._in_flight.clear()
            self._settled.clear()
