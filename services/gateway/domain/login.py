"""A signed-in browser: whose it is, in which capacity, and when it ends."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class LoginTerms:
    """How long a login lives: without use, and altogether."""

    idle: timedelta = timedelta(minutes=30)
    longest: timedelta = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Login:
    """`digest` of the secret in the cookie, which is not kept; `csrf` goes into every form of the login."""

    digest: str
    account_id: str
    csrf: str
    created_at: datetime
    seen_at: datetime
    capacity_id: str | None = None
    ended_at: datetime | None = None

    def is_alive(self, now: datetime, terms: LoginTerms) -> bool:
        """Whether it may still be used."""
        if self.ended_at is not None:
            return False
        return now - self.seen_at < terms.idle and now - self.created_at < terms.longest

    def seen(self, now: datetime) -> Login:
        """Used again."""
        return replace(self, seen_at=now)

    def acting(self, capacity_id: str) -> Login:
        """In another capacity."""
        return replace(self, capacity_id=capacity_id)

    def renewed(self, digest: str, csrf: str, now: datetime) -> Login:
        """Under another secret; its longest life is still counted from the sign-in."""
        return replace(self, digest=digest, csrf=csrf, seen_at=now, ended_at=None)

    def ended(self, now: datetime) -> Login:
        """Signed out."""
        return replace(self, ended_at=now)
