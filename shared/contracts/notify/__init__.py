"""What the notification service announces."""

from shared.contracts.notify.streams import (
    MESSAGE,
    REMINDER_SENT,
    RPC,
    STREAMS,
    TRAIL,
    Category,
    ReminderSent,
)

SUPERVISION = "supervision"
"""Whose inbox keeps the heads of the trails and tells of letters that failed: every supervisor and operator reads it
with `everyone`."""

__all__ = [
    "MESSAGE",
    "REMINDER_SENT",
    "RPC",
    "STREAMS",
    "SUPERVISION",
    "TRAIL",
    "Category",
    "ReminderSent",
]
