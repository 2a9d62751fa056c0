"""What the notify service publishes, and its RPC names."""

from __future__ import annotations

from shared.contracts.base import Contract, EventType, Stream, instant, maybe_text, number, one_of, text
from shared.contracts.samples import ID_A, ID_D, WHEN

RPC = ("list_messages", "mark_read", "list_deadlines", "run_due")


class ReminderSent(Contract):
    """A message went out: a reminder before a deadline, or the notice of a fact; who got it, by id only."""

    message_id = text()
    kind = text()
    category = one_of("reminder", "notice")
    recipient_person_id = maybe_text()
    recipient_organisation_id = maybe_text()
    subject_id = maybe_text()
    days_before = number(0)
    items = number(1)
    channel = text()
    due_at = maybe_text()
    sent_at = instant()


REMINDER_SENT = EventType(
    "notify.reminder_sent", "message", ReminderSent,
    {"message_id": ID_D, "kind": "fix_returned_declaration", "category": "reminder", "recipient_person_id": ID_A,
     "recipient_organisation_id": None, "subject_id": None, "days_before": 3, "items": 1, "channel": "inbox",
     "due_at": WHEN, "sent_at": WHEN},
)  # fmt: skip

MESSAGE = Stream("notify", "message", (REMINDER_SENT,))
STREAMS = (MESSAGE,)
