"""How far a portal has read the feed of changes of its organisation, by what it asked for last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

FEED = "notify.get_changes"
"""The method that gives the feed; a cursor of it says how far its reader has come."""
NOTED_EVERY = timedelta(minutes=1)
"""How often a portal that reads is written down, so that reading stays cheap."""


@dataclass(frozen=True, slots=True)
class FeedReading:
    """The last question that was written down. `after`: the cursor that the portal held; None: it began anew."""

    service_account_id: str
    after: str | None
    asked_at: datetime


def is_due(noted_at: datetime | None, now: datetime) -> bool:
    """Whether another question is written down by now; None: none ever was."""
    return noted_at is None or now - noted_at >= NOTED_EVERY
