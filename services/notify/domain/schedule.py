"""When reminders go out: moments counted back from the due day, shared by all duties of one group."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from services.notify.domain.deadline import Deadline
from services.notify.domain.kinds import DeadlineKind
from services.notify.domain.recipient import Recipient
from shared.kernel.clock import ZONE
from shared.kernel.deadline import is_over, last_day

SENT_AT = time(8, 0)
"""Time of day in Shanghai at which a reminder falls due: before offices open."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One point of a reminder schedule."""

    at: datetime
    days_before: int


@dataclass(frozen=True, slots=True)
class ReminderGroup:
    """Duties of one recipient, kind and due day: they are reminded of together, by one message.

    `next_at` is the next moment to look at the group, None when no reminder is left.
    """

    key: str
    kind: DeadlineKind
    recipient: Recipient
    due_at: datetime
    days_before: tuple[int, ...]
    clause: str
    level_group: str | None = None
    next_at: datetime | None = None

    def moments(self) -> list[Moment]:
        """All moments of the schedule, earliest first; those that come too late do not count."""
        day = last_day(self.due_at)
        points = (Moment(datetime.combine(day - timedelta(days), SENT_AT, ZONE), days) for days in self.days_before)
        return sorted((point for point in points if not is_over(self.due_at, point.at)), key=lambda point: point.at)

    def next_after(self, instant: datetime) -> datetime | None:
        """The first moment later than the instant."""
        return next((point.at for point in self.moments() if point.at > instant), None)

    def current(self, now: datetime) -> Moment | None:
        """The moment that is due now: the latest one reached; None once it is too late."""
        reached = [point for point in self.moments() if point.at <= now]
        return reached[-1] if reached and not is_over(self.due_at, now) else None

    def advanced(self, now: datetime) -> ReminderGroup:
        """The group after its current moment was worked off."""
        return replace(self, next_at=self.next_after(now))


def covered(members: list[Deadline], moment: Moment) -> list[Deadline]:
    """The duties that a reminder of this moment speaks of: those that had arisen before it, by subject."""
    return sorted((entry for entry in members if entry.since < moment.at), key=lambda entry: entry.subject_id)


def group_key(
    kind: DeadlineKind, recipient: Recipient, due_at: datetime, subject_id: str, level_group: str | None
) -> str:
    """Organisations are reminded per kind, level and due day; people per subject."""
    day = last_day(due_at).isoformat()
    scope = subject_id if recipient.person_id else (level_group or "all")
    return f"{kind.value}/{recipient.key}/{day}/{scope}"
