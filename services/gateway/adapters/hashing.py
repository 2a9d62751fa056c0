"""Passwords by argon2id, few at a time: each takes memory and time, and whoever knocks must not take all of either."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import BoundedSemaphore, Lock

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError

from shared.kernel.errors import unavailable


@dataclass(frozen=True, slots=True)
class HashingTerms:
    """What one digest costs (`memory` in KiB), how many are made at once, and how many may wait for their turn."""

    rounds: int = 3
    memory: int = 65536
    lanes: int = 2
    at_once: int = 2
    waiting: int = 8
    patience: float = 5.0


class ArgonHasher:
    """Adapter of `ports.Hasher`; `made` counts digests, for operators and for whoever compares paths by their work."""

    def __init__(self, terms: HashingTerms = HashingTerms()) -> None:
        self._argon = PasswordHasher(terms.rounds, terms.memory, terms.lanes, type=Type.ID)
        self._terms = terms
        self._turns = BoundedSemaphore(terms.at_once)
        self._lock = Lock()
        self._inside = 0
        self.made = 0
        self._nobodys = self._argon.hash("a password that nobody has")

    def digest(self, password: str) -> str:
        """To keep."""
        with self._turn():
            return self._argon.hash(password)

    def fits(self, digest: str | None, password: str) -> bool:
        """Whether it is the password; without a digest the same work is done and the answer is no."""
        with self._turn():
            try:
                return self._argon.verify(digest or self._nobodys, password) and digest is not None
            except (VerificationError, InvalidHashError):
                return False

    def is_weaker(self, digest: str) -> bool:
        """Whether it was made with other terms than new ones are."""
        return self._argon.check_needs_rehash(digest)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        with self._lock:
            if self._inside >= self._terms.at_once + self._terms.waiting:
                raise unavailable("door_busy")
            self._inside += 1
        try:
            if not self._turns.acquire(timeout=self._terms.patience):
                raise unavailable("door_busy")
            try:
                self.made += 1
                yield
            finally:
                self._turns.release()
        finally:
            with self._lock:
                self._inside -= 1
