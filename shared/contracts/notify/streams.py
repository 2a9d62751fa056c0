"""What the notify service publishes, and its RPC names."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from shared.contracts.base import Count, EventType, Number, Stream
from shared.contracts.samples import ID_A, ID_D, WHEN
from shared.contracts.trail import TRAILS
from shared.wire.types import record

RPC = (
    "list_messages", "mark_read", "list_deadlines", "list_occurrences", "list_wordings", "preview_reminders",
    "count_deadlines", "count_messages", "make_calendar_link", "revoke_calendar_link", "list_calendar_links",
    "get_calendar", "get_changes", "list_dispatches", "list_failures", "get_preferences", "set_preferences",
    "confirm_address", "run_due",
)  # fmt: skip


Category = Literal["reminder", "notice"]
"""A reminder before a deadline, or the notice of a fact."""


@record
class ReminderSent:
    """A message went out: a reminder before a deadline, or the notice of a fact; who got it, by id only."""

    message_id: str
    kind: str
    category: Category
    recipient_person_id: str | None = None
    recipient_organisation_id: str | None = None
    subject_id: str | None = None
    days_before: Count
    items: Number
    channel: str
    due_at: datetime | None = None
    sent_at: datetime


REMINDER_SENT = EventType(
    "notify.reminder_sent", "message", ReminderSent,
    {"message_id": ID_D, "kind": "fix_returned_declaration", "category": "reminder", "recipient_person_id": ID_A,
     "recipient_organisation_id": None, "subject_id": None, "days_before": 3, "items": 1, "channel": "inbox",
     "due_at": WHEN, "sent_at": WHEN},
)  # fmt: skip

MESSAGE = Stream("notify", "message", (REMINDER_SENT,))
TRAIL = TRAILS["notify"]
STREAMS = (MESSAGE, TRAIL)
