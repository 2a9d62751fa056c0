"""Verifiable randomness: an HMAC-SHA256 counter stream, so that a seed decides every choice and anyone can redo it."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")
COUNTER_BYTES = 8


def commitment_of(seed: bytes) -> str:
    """SHA-256 of the seed's bytes in hex: published before the seed is opened."""
    return hashlib.sha256(seed).hexdigest()


class SeedStream:
    """Blocks HMAC-SHA256(key=seed, message=counter as 8 bytes big-endian), counter from 0, read as one byte string."""

    def __init__(self, seed: bytes) -> None:
        self._seed = seed
        self._counter = 0
        self._buffer = b""

    def take(self, count: int) -> bytes:
        """The next `count` bytes."""
        while len(self._buffer) < count:
            message = self._counter.to_bytes(COUNTER_BYTES, "big")
            self._buffer += hmac.digest(self._seed, message, hashlib.sha256)
            self._counter += 1
        taken, self._buffer = self._buffer[:count], self._buffer[count:]
        return taken

    def below(self, bound: int) -> int:
        """Uniform in [0, bound), exactly: take just enough leading bits, start over when they name bound or more."""
        bits = max(1, (bound - 1).bit_length())
        width = (bits + 7) // 8
        while True:
            value = int.from_bytes(self.take(width), "big") >> (8 * width - bits)
            if value < bound:
                return value

    def sample(self, items: Sequence[T], count: int) -> list[T]:
        """`count` different items in drawn order: Fisher-Yates from the front of the list as given."""
        rest = list(items)
        for position in range(count):
            chosen = position + self.below(len(rest) - position)
            rest[position], rest[chosen] = rest[chosen], rest[position]
        return rest[:count]
