"""What a way out of the house says of a letter, in words that hold no personal data."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

SAID = 120
"""Characters that are kept of what a provider says."""
_ADDRESSES = re.compile(r"[^\s<>()\[\]\"',;:]+@[^\s<>()\[\]\"',;:]+")
_NUMBERS = re.compile(r"[0-9A-Za-z_-]{0,64}\d{5,}[0-9A-Za-z_-]{0,64}|[A-Za-z0-9_-]{24,}")
"""Telephones, and keys of robots."""


class Reception(StrEnum):
    """`later`: the same letter again on the same channel; `refused` and `not_configured`: the next channel."""

    TAKEN = "taken"
    LATER = "later"
    REFUSED = "refused"
    NOT_CONFIGURED = "not_configured"
    KEPT = "kept"
    """Nothing leaves the house in test mode."""


@dataclass(frozen=True, slots=True)
class LetterOutcome:
    """`receipt`: under which id the provider knows the letter; `wait`: how long it asks for; `code` and `said`: what
    came back."""

    verdict: Reception
    code: str = ""
    said: str = ""
    receipt: str | None = None
    wait: timedelta | None = None


def taken(receipt: str | None, code: str = "", said: str = "") -> LetterOutcome:
    """The provider answers for the letter from now on."""
    return LetterOutcome(Reception.TAKEN, code, impersonal(said), receipt)


def later(code: str, said: str = "", wait: timedelta | None = None) -> LetterOutcome:
    """It may be taken another time."""
    return LetterOutcome(Reception.LATER, code, impersonal(said), wait=wait)


def declined(code: str, said: str = "") -> LetterOutcome:
    """It will never be taken."""
    return LetterOutcome(Reception.REFUSED, code, impersonal(said))


def not_configured() -> LetterOutcome:
    """This house has no such channel (any more)."""
    return LetterOutcome(Reception.NOT_CONFIGURED, "not_configured")


def kept() -> LetterOutcome:
    """Written down instead of sent."""
    return LetterOutcome(Reception.KEPT, "test")


def impersonal(said: str) -> str:
    """The text on one short line, without mail addresses and long numbers: servers like to repeat whom they refuse."""
    line = " ".join(said.split())
    return _NUMBERS.sub("…", _ADDRESSES.sub("…", line))[:SAID]
