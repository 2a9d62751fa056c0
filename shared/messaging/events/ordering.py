"""Deliveries of one aggregate one after the other, those of different aggregates side by side."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class Lane(Generic[T]):
    """The deliveries waiting for one aggregate; iterating takes them until none is left, then the lane is closed."""

    def __init__(self, key: str, first: T, close: Callable[[str], None]) -> None:
        self._key = key
        self._waiting = deque([first])
        self._close = close

    def add(self, item: T) -> None:
        """Queue behind the others."""
        self._waiting.append(item)

    def __iter__(self) -> Iterator[T]:
        try:
            while self._waiting:
                yield self._waiting.popleft()
        finally:
            self._close(self._key)


class Lanes(Generic[T]):
    """Opens a lane per key on demand; `run` starts a worker for a new lane."""

    def __init__(self, run: Callable[[Lane[T]], None]) -> None:
        self._run = run
        self._lanes: dict[str, Lane[T]] = {}

    def put(self, key: str, item: T) -> None:
        """Queue the item in its lane."""
        lane = self._lanes.get(key)
        if lane is not None:
            lane.add(item)
            return
        lane = self._lanes[key] = Lane(key, item, self._close)
        self._run(lane)

    def _close(self, key: str) -> None:
        self._lanes.pop(key, None)
