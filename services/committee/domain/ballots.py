"""The secret ballot: tokens that prove the right to vote once, counts that remember no voter, and the arithmetic."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from typing import Literal

from shared.policy.pack.committees import VoteRule

Choice = Literal["yes", "no", "abstain"]


def ballot_token(key: bytes, expert_no: str, idempotency_key: str, blind_no: str) -> str:
    """The voting paper of one member for one declaration: 64 hex digits, unpredictable without the session's key.

    The same request yields the same token, so a lost answer can be asked for again without keeping tokens anywhere.
    The key is erased when voting closes.
    """
    message = "\x1f".join((expert_no, idempotency_key, blind_no)).encode()
    return hmac.digest(key, message, hashlib.sha256).hex()


def token_hash(token: str) -> str:
    """What is stored of a token: SHA-256 of its text."""
    return hashlib.sha256(token.encode()).hexdigest()


def cast_receipt(idempotency_key: str, token: str) -> str:
    """Which request spent a token, so that the same request again is recognised; it tells nothing of the choice."""
    return hashlib.sha256(f"{idempotency_key}\x1f{token}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class BallotCounts:
    """What the ballot box holds for one declaration."""

    yes: int = 0
    no: int = 0
    abstain: int = 0

    @property
    def cast(self) -> int:
        """Ballots given."""
        return self.yes + self.no + self.abstain


@dataclass(frozen=True, slots=True)
class Tally:
    """The result for one declaration; `present` is the denominator, ballots not given count as abstentions."""

    present: int
    yes: int
    no: int
    abstain: int
    passed: bool


def tally(counts: BallotCounts, present: int, recused: int, rule: VoteRule) -> Tally:
    """Count out one declaration: `present` members in the room, `recused` of them without a ballot for it.

    Raises ValueError when more ballots were given than handed out, which no sequence of calls can bring about.
    """
    entitled = present - recused
    blank = entitled - counts.cast
    if blank < 0:
        raise ValueError(f"{counts.cast} ballots from {entitled} voters")
    base = present if rule.recused_counted else entitled
    if rule.denominator == "cast":
        base -= blank
    passed = base > 0 and rule.ratio.met_by(counts.yes, base)
    return Tally(max(base, 1), counts.yes, counts.no, counts.abstain + blank, passed)
