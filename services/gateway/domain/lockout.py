"""Wrong passwords: after a few of them nobody gets in for a while, longer each time, and then again.

Counted for the browser that has signed in to the account before (it carries a mark), and apart from that for all
others together: whoever guesses from elsewhere does not lock out the person at his own machine.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class LockTerms:
    """`free` failures cost nothing; the next waits `first`, each further one twice as long, up to `longest`.

    After `forgotten` without a failure the counting begins anew.
    """

    free: int = 5
    first: timedelta = timedelta(minutes=1)
    longest: timedelta = timedelta(minutes=30)
    forgotten: timedelta = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Failures:
    """The wrong passwords and codes of one counter."""

    counter: str
    account_id: str
    count: int = 0
    failed_at: datetime | None = None
    locked_until: datetime | None = None

    def is_locked(self, now: datetime) -> bool:
        """Whether even the right password is refused."""
        return self.locked_until is not None and now < self.locked_until

    def another(self, now: datetime, terms: LockTerms) -> Failures:
        """One more; while it is locked nothing is counted, so that the lock ends however much somebody knocks."""
        if self.is_locked(now):
            return self
        fresh = self.failed_at is None or now - self.failed_at >= terms.forgotten
        count = 1 if fresh else self.count + 1
        until = now + terms_of(count, terms) if count >= terms.free else None
        return replace(self, count=count, failed_at=now, locked_until=until)


def terms_of(count: int, terms: LockTerms) -> timedelta:
    """How long that many failures lock."""
    doubled: timedelta = terms.first * 2 ** min(count - terms.free, 20)
    return min(doubled, terms.longest)


def counter_of(account_id: str, device: str | None) -> str:
    """The counter for a browser that bears a mark of this account; for all others without one."""
    return f"device:{device}" if is_mark_of(account_id, device) else f"account:{account_id}"


def is_mark_of(account_id: str, device: str | None) -> bool:
    """Whether the browser has signed in to this very account before."""
    return device is not None and device.startswith(f"{account_id}.")
