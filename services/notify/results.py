"""What the RPC methods give."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from services.notify.domain.change import About
from services.notify.domain.channel import Channel
from services.notify.domain.deadline import DeadlineState
from services.notify.domain.dispatch import DispatchState
from services.notify.domain.kinds import DeadlineKind
from services.notify.domain.message import DeadlineItem
from shared.contracts.notify import Category
from shared.wire.types import Doc, record


@record
class MessageView:
    """A message, addressed to one person or to one organisation."""

    message_id: str
    kind: Annotated[str, Doc("a kind of deadline for reminders, else one of those told at once")]
    category: Category
    title: str
    body: str
    person_id: str | None
    organisation_id: str | None
    subject_id: Annotated[str | None, Doc("when the message is about exactly one")]
    items: tuple[DeadlineItem, ...]
    days_before: int
    due_at: Annotated[datetime | None, Doc("the first instant too late")]
    due_on: Annotated[date | None, Doc("the last day")]
    clause: str | None
    channel: str
    sent_at: datetime
    read_at: datetime | None


@record
class DeadlineView:
    """An entry of the register, as the one who must act or is reminded sees it."""

    deadline_id: str
    kind: DeadlineKind
    label: Annotated[str, Doc("the kind in Chinese")]
    notice_id: str
    subject_id: str
    subject_label: Annotated[str | None, Doc("the number people know the subject by")]
    person_id: str | None
    organisation_id: str | None
    since: datetime
    due_at: Annotated[datetime, Doc("the first instant too late")]
    due_on: Annotated[date, Doc("the last day")]
    clause: str
    state: DeadlineState
    cleared_at: datetime | None
    escalation: Annotated[int, Doc("steps up that were taken; none yet")]


@record
class MessageRead:
    """The first reading stands."""

    message_id: str
    read_at: datetime


@record
class FeedItem:
    """Something changed; what it is now, the caller reads by the method of the thing, with his own rights."""

    position: Annotated[int, Doc("place in the feed; without a gap")]
    event_id: Annotated[str, Doc("the same in the feed of everybody who hears of it")]
    kind: Annotated[str, Doc("name of the event, as in docs/asyncapi.json")]
    about: About
    subject_id: Annotated[str, Doc("the id of what changed")]
    number: Annotated[int, Doc("place in the history of events that this one belongs to")]
    happened_at: datetime


@record
class Changes:
    """The caller keeps `cursor` once he has worked `items` in, and asks after it the next time."""

    items: tuple[FeedItem, ...]
    cursor: Annotated[str | None, Doc("null while nothing was ever told: ask again as before")]
    more: Annotated[bool, Doc("whether the next part is there already")]


@record
class TryView:
    """What came back from one try, or later by a receipt."""

    channel: Channel
    at: datetime
    outcome: Annotated[
        str, Doc("taken, later, refused, not_configured, kept, not_sent; by a report: delivered, delayed, bounced")
    ]
    code: Annotated[str, Doc("the provider's, or a word of this service")]
    said: Annotated[str, Doc("shortened, without addresses and numbers")]


@record
class DispatchView:
    """A letter: why, when due, when sent, on which channel, what came back."""

    dispatch_id: str
    message_id: Annotated[str | None, Doc("null for a letter that only brings a code")]
    kind: str
    category: Category
    rule: Annotated[str, Doc("id of the reminder rule behind it; empty for others")]
    title: str
    body: Annotated[str, Doc("word for word; empty where it was a code")]
    person_id: str | None
    organisation_id: str | None
    channel: Channel
    address_masked: str | None
    state: DispatchState
    due_at: Annotated[datetime, Doc("when it is tried next; once it is settled, when it was settled")]
    queued_at: datetime
    sent_at: datetime | None
    letter_id: Annotated[str | None, Doc("by which the provider knows it; several in one letter have the same")]
    receipt: str | None
    code: str
    said: str
    tries: tuple[TryView, ...]


@record
class ContactView:
    """One channel, as the one whose letters they are sees it."""

    channel: Channel
    offered: Annotated[bool, Doc("whether this house sends on it, and to such recipients")]
    address_masked: Annotated[str | None, Doc("where letters go now")]
    confirmed_at: Annotated[datetime | None, Doc("null also where the address is the directory's")]
    pending_masked: Annotated[str | None, Doc("an address that waits for its code")]
    tries_left: Annotated[int, Doc("how often a code may be typed yet")]


@record
class PreferencesView:
    """Wishes and addresses."""

    for_organisation: bool
    order: tuple[Channel, ...]
    outside: tuple[Category, ...]
    channels: tuple[ContactView, ...]


@record
class AddressConfirmed:
    """A wrong code is no error: it counts."""

    channel: Channel
    confirmed: bool
    tries_left: int
