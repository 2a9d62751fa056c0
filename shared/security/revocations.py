"""Tokens that count no more although they have not expired: one by its id, or all of a person's up to a moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Revocations:
    """`tokens` are ids (`jti`); `persons` gives the moment (seconds) up to which a person's tokens are revoked."""

    tokens: frozenset[str] = frozenset()
    persons: Mapping[str, float] = field(default_factory=dict)

    def cover(self, token_id: str, person_id: str, issued: float) -> bool:
        """Whether the token is revoked; `issued` in seconds."""
        return token_id in self.tokens or issued <= self.persons.get(person_id, float("-inf"))


NOTHING_REVOKED = Revocations()
