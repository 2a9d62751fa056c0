"""What the RPC methods give."""

from __future__ import annotations

from services.notify.results.deadlines import (
    CalendarFile,
    CalendarLinkMade,
    CalendarLinkRevoked,
    CalendarLinkView,
    DeadlineCounts,
    DeadlineView,
    Figures,
    KindCount,
    OrganisationCount,
)
from services.notify.results.letters import AddressConfirmed, ContactView, DispatchView, PreferencesView, TryView
from services.notify.results.messages import CategoryCount, Changes, FeedItem, MessageCounts, MessageRead, MessageView
from services.notify.results.reminders import OccurrenceView, PreviewedReminder

__all__ = [
    "AddressConfirmed",
    "CalendarFile",
    "CalendarLinkMade",
    "CalendarLinkRevoked",
    "CalendarLinkView",
    "CategoryCount",
    "Changes",
    "ContactView",
    "DeadlineCounts",
    "DeadlineView",
    "DispatchView",
    "FeedItem",
    "Figures",
    "KindCount",
    "MessageCounts",
    "MessageRead",
    "MessageView",
    "OccurrenceView",
    "OrganisationCount",
    "PreferencesView",
    "PreviewedReminder",
    "TryView",
]
