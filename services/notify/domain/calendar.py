"""Links under which a calendar program reads the due days of one person or organisation, without signing in."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from services.notify.domain.kinds import DeadlineKind
from services.notify.domain.recipient import Recipient

SERVES_FOR = timedelta(days=400)
"""A link that nobody renews ends: somebody may have left who once had it."""
KEPT_PAST = timedelta(days=60)
"""So long a due day stays in the calendar after it has passed, while nobody has done the thing."""
SHOWN_CANCELLED = timedelta(days=30)
"""So long what is done stays there as cancelled, so that programs take it out."""
MOST_LINKS = 10
Whose = Literal["mine", "organisation"]


@dataclass(frozen=True, slots=True)
class CalendarLink:
    """The secret part is known to whoever made it and kept as a digest; `asked` is the request that made it."""

    id: str
    recipient: Recipient
    digest: str
    asked: str
    made_at: datetime
    made_by: str
    ends_at: datetime
    revoked_at: datetime | None = None

    def serves(self, now: datetime) -> bool:
        """Whether it still opens the calendar."""
        return self.revoked_at is None and now < self.ends_at

    def revoked(self, now: datetime) -> CalendarLink:
        """It opens nothing from now on; the first time counts."""
        return self if self.revoked_at is not None else replace(self, revoked_at=now)


@dataclass(frozen=True, slots=True)
class DueDay:
    """What one recipient has to do of one kind by one day: `standing` things, of which `overdue` are late.

    `group_key` names it for good, `changes` counts what befell it, the last at `changed_at`.
    """

    group_key: str
    kind: DeadlineKind
    due_at: datetime
    standing: int
    overdue: int
    label: str | None
    changes: int
    changed_at: datetime

    @property
    def uid(self) -> str:
        """The same in every copy of the calendar, and telling nothing."""
        return f"{digest_of(self.group_key)[:40]}@zhiping"


def digest_of(secret: str) -> str:
    """Under which it is kept."""
    return hashlib.sha256(secret.encode()).hexdigest()
