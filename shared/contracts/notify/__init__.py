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

__all__ = [
    "MESSAGE",
    "REMINDER_SENT",
    "RPC",
    "STREAMS",
    "TRAIL",
    "Category",
    "ReminderSent",
]
