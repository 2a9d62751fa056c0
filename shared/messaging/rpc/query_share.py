"""How many queries a process carries out at once: as many as it has workers, or a few while commands are about.

Greenlets take turns at one processor: among ten queries a command gets a turn in eleven, among two one
in three, whatever stands in the queues.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

import eventlet
from eventlet.event import Event

BESIDE_COMMANDS = 2
LULL_SECONDS = 0.5
"""So long after a command the next one is expected: who sends one after the other is not overrun in between."""


class QueryShare:
    """Shared by the containers of one service in one process."""

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._commands = 0
        self._last_command = float("-inf")
        self._queries = 0
        self._waiting: deque[Event] = deque()
        self._watched = False

    @contextmanager
    def turn_of(self, part: str) -> Iterator[None]:
        """Around the work of one call; a query may have to wait here for its turn."""
        if part == "commands":
            self._commands += 1
            try:
                yield
            finally:
                self._commands -= 1
                self._last_command = time.monotonic()
        elif part == "queries":
            self._wait_for_turn()
            try:
                yield
            finally:
                self._queries -= 1
                self._wake()
        else:
            yield

    def at_once(self) -> int:
        """How many queries may run now."""
        about = self._commands or time.monotonic() - self._last_command < LULL_SECONDS
        return min(BESIDE_COMMANDS, self._workers) if about else self._workers

    def _wait_for_turn(self) -> None:
        if self._waiting or self._queries >= self.at_once():
            turn = Event()
            self._waiting.append(turn)
            if not self._watched:
                self._watched = True
                eventlet.spawn(self._watch)
            turn.wait()  # woken with the place taken
        else:
            self._queries += 1

    def _watch(self) -> None:
        """The end of a query gives its place on; that commands have gone is seen by looking."""
        while self._waiting:
            eventlet.sleep(LULL_SECONDS)
            self._wake()
        self._watched = False

    def _wake(self) -> None:
        while self._waiting and self._queries < self.at_once():
            self._queries += 1
            self._waiting.popleft().send()
