"""Following a message until nobody holds it any more."""

from __future__ import annotations

import itertools
from collections.abc import Callable

SETTLE_HEADER = "x-embedded-settlement"
"""A message that carries this header joins the settlement it names: a retry keeps its origin unsettled."""


class Settlements:
    """The settlements still open in one broker; not locked, the broker is."""

    def __init__(self) -> None:
        self._numbers = itertools.count(1)
        self._open: dict[int, Settlement] = {}

    def start(self, callback: Callable[[], None]) -> Settlement:
        """Begin to follow a message; `callback` runs once, in the greenlet that settles the last copy."""
        settlement = Settlement(self, next(self._numbers), callback)
        self._open[settlement.number] = settlement
        return settlement

    def find(self, number: object) -> Settlement | None:
        """The open settlement of that number."""
        return self._open.get(number) if isinstance(number, int) else None

    def close(self, settlement: Settlement) -> None:
        """Forget a settlement that is done."""
        self._open.pop(settlement.number, None)


class Settlement:
    """How many queues or consumers still hold copies of one message."""

    def __init__(self, book: Settlements, number: int, callback: Callable[[], None]) -> None:
        self.number = number
        self._book = book
        self._callback = callback
        self._held = 0

    def hold(self, copies: int = 1) -> None:
        """That many more copies exist."""
        self._held += copies

    def release(self) -> None:
        """One copy is gone: acknowledged, or dropped for good."""
        self._held -= 1
        if self._held == 0:
            self._book.close(self)
            self._callback()
