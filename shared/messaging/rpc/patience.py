"""How long callers wait: what a process has in hand must not be carried out when its caller has gone.

A call carries its caller's patience as the message's expiration. The broker counts it while the call waits in the queue
and goes on counting when the call is given back; no clock of a caller is compared with ours. What the broker cannot see
is the time in our own hands: in the socket of a process that was stopped (SIGSTOP, a paused virtual machine), or in
line behind another call.
"""

from __future__ import annotations

import time
from typing import Any

BETWEEN_LOOKS = 0.3
"""Seconds; the reader looks at the connection four times a second, and more often when something comes."""
ASLEEP = 1.0
"""Seconds without a look after which nothing that was read is believed, however long its caller waits."""


class Patience:
    """Says which calls have to go back to the broker, because they may have been read late.

    Without a socket nothing can lie unread: the bus inside the process looks at the time itself.
    """

    def __init__(self, *, behind_a_socket: bool) -> None:
        self._behind_a_socket = behind_a_socket
        self._looked = time.monotonic()
        self.stood_still = 0.0

    def look(self) -> bool:
        """The reader turns. True when it stood still before: what lies in the socket may be old."""
        now = time.monotonic()
        away, self._looked = now - self._looked, now
        if self._behind_a_socket and away >= BETWEEN_LOOKS:
            self.stood_still = max(self.stood_still, away)
        return self.stood_still > 0

    def socket_is_read(self) -> None:
        """All that had come before is dealt with."""
        self.stood_still, self._looked = 0.0, time.monotonic()

    def read_late(self, message: Any) -> bool:
        """Whether the process stood still for long, or a good part of the caller's patience, before it read this."""
        patience = patience_of(message)
        if patience is None or not self._behind_a_socket:
            return False
        away = time.monotonic() - self._looked
        if away >= BETWEEN_LOOKS:
            self.stood_still = max(self.stood_still, away)
        return self.stood_still >= max(BETWEEN_LOOKS, min(ASLEEP, patience / 4))


def patience_of(message: Any) -> float | None:
    """Seconds that the caller waits; None for callers that do not say."""
    try:
        return int(message.properties["expiration"]) / 1000
    except (KeyError, TypeError, ValueError):
        return None


def given_up(message: Any, since: float) -> bool:
    """Whether the caller has gone while the call was in line here; `since` is monotonic time."""
    patience = patience_of(message)
    return patience is not None and time.monotonic() - since >= patience
