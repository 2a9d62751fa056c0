"""What became of letters, and how somebody is reached."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from services.notify.domain.channel import Channel
from services.notify.domain.dispatch import DispatchState
from shared.contracts.notify import Category
from shared.wire.types import Doc, record


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
    body: Annotated[str, Doc("word for word; empty, like the title, of a code, and for a supervisor of a person's")]
    clause: str | None
    deadline_at: Annotated[datetime | None, Doc("of what it reminds of: the first instant too late")]
    person_id: str | None
    organisation_id: str | None
    organisation_name: Annotated[str | None, Doc("null also while it is not known here")]
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
    code_until: Annotated[datetime | None, Doc("how long the code counts that was sent there")]
    tries_left: Annotated[int, Doc("how often a code may be typed yet")]


@record
class PreferencesView:
    """Wishes and addresses."""

    for_organisation: bool
    order: tuple[Channel, ...]
    outside: tuple[Category, ...]
    channels: tuple[ContactView, ...]
    test: Annotated[bool, Doc("this house sends nothing outside, it only keeps what it would have sent")]
    quiet_from: Annotated[str, Doc("hour in Shanghai from which letters wait, but for codes")]
    quiet_until: Annotated[str, Doc("hour at which they leave")]
    daily_letter: Annotated[str, Doc("hour of a working day at which an organisation gets its reminders together")]


@record
class AddressConfirmed:
    """A wrong code is no error: it counts."""

    channel: Channel
    confirmed: bool
    tries_left: int
