"""How somebody gets in: from where, by which way, with which outcome, and which step of it is under way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal
from urllib.parse import urlsplit

Outcome = Literal["signed_in", "refused", "locked", "blocked", "wrong_code", "signed_out", "ended"]
SECOND_FACTOR, OUTSIDE = "second_factor", "outside"
STEP_ENDS = timedelta(minutes=10)
STEP_ATTEMPTS = 5
LONGEST_AGENT = 200
LONGEST_NEXT = 500


@dataclass(frozen=True, slots=True)
class Where:
    """Where a request comes from; `device` (`<account id>.<random>`) is the mark of a browser that has been in
    that account, if it is genuine."""

    address: str = ""
    agent: str = ""
    device: str | None = None


NOWHERE = Where()
"""Of what happens without a browser."""


@dataclass(frozen=True, slots=True)
class SignInEntry:
    """A line of the log; `account_id` is None where nobody has such a name (which is not kept: people type passwords
    into the wrong field). `way` is password, code, recovery_code, demo, or the name of an identity source."""

    id: str
    at: datetime
    account_id: str | None
    address: str
    agent: str
    way: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class PendingSignIn:
    """A sign-in that is not through: it waits for the second factor, or for an answer from outside.

    `digest` of the secret that only the browser has which began it; `kept` what the answer is held against.
    """

    digest: str
    kind: str
    begun_at: datetime
    source: str = ""
    account_id: str | None = None
    next_path: str = "/"
    attempts: int = 0
    kept: Mapping[str, str] = field(default_factory=dict)

    def is_open(self, now: datetime) -> bool:
        """Whether it may still be answered."""
        return now - self.begun_at < STEP_ENDS and self.attempts < STEP_ATTEMPTS


def safe_next(path: str | None) -> str:
    """A place on this site to go on to; `/` for anything that could lead away from it."""
    if not path or len(path) > LONGEST_NEXT or not path.startswith("/") or path.startswith("//"):
        return "/"
    if "\\" in path or any(ord(sign) < 33 or ord(sign) == 127 for sign in path):
        return "/"
    parts = urlsplit(path)
    return "/" if parts.scheme or parts.netloc else path
