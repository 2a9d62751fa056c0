"""What the RPC methods give."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from services.notify.domain.calendar import Whose
from services.notify.domain.change import About
from services.notify.domain.channel import Channel
from services.notify.domain.counts import DueCount
from services.notify.domain.deadline import DeadlineState
from services.notify.domain.dispatch import DispatchState
from services.notify.domain.kinds import DeadlineKind
from services.notify.domain.message import DeadlineItem
from services.notify.domain.plan import Outcome
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
    wording: Annotated[str, Doc("name of its text in list_wordings; empty where an earlier version wrote it")]
    wording_version: Annotated[str, Doc("of the text at that time; list_wordings gives the present one")]


@record
class DeadlineView:
    """An entry of the register, as the one who must act or is reminded sees it."""

    deadline_id: str
    kind: DeadlineKind
    label: Annotated[str, Doc("the kind in Chinese")]
    notice_id: Annotated[str | None, Doc("null of what belongs to no notice")]
    subject_id: str
    subject_label: Annotated[str | None, Doc("the number people know the subject by")]
    person_id: str | None
    organisation_id: str | None
    organisation_name: Annotated[str | None, Doc("null while it is not known here")]
    since: datetime
    due_at: Annotated[datetime | None, Doc("the first instant too late; null while it waits without a day set")]
    due_on: Annotated[date | None, Doc("the last day")]
    clause: str | None
    state: DeadlineState
    cleared_at: datetime | None
    escalation: Annotated[int, Doc("steps up that were taken; none yet")]


@record
class Figures:
    """How many stand."""

    open: Annotated[int, Doc("in time, or without a day")]
    due_soon: Annotated[int, Doc("of these, due within the days asked for")]
    overdue: int
    waiting: Annotated[int, Doc("of the open, those without a day")]
    next_due_at: Annotated[datetime | None, Doc("of the open, the first instant too late that comes first")]


@record
class KindCount:
    """Of one kind."""

    kind: DeadlineKind
    label: Annotated[str, Doc("the kind in Chinese")]
    figures: Figures


@record
class OrganisationCount:
    """In the register of one organisation."""

    organisation_id: str
    name: Annotated[str | None, Doc("null while it is not known here")]
    figures: Figures


@record
class DeadlineCounts:
    """What stands in the register; what is settled is not counted."""

    within_days: int
    total: Figures
    kinds: tuple[KindCount, ...]
    days: Annotated[tuple[DueCount, ...], Doc("if asked for, those with something that stands, in order")]
    organisations: Annotated[tuple[OrganisationCount, ...], Doc("if asked for, those with most overdue first")]
    more: Annotated[bool, Doc("whether organisations were left out")]


@record
class CategoryCount:
    """Of one category."""

    category: Category
    unread: int


@record
class MessageCounts:
    """What nobody has read yet."""

    unread: int
    categories: tuple[CategoryCount, ...]


@record
class CalendarLinkMade:
    """The only answer with the secret."""

    link_id: str
    secret: Annotated[str, Doc("whoever has it reads the calendar; shown here alone")]
    path: Annotated[str, Doc("at the door's address, for a calendar program to subscribe to")]
    whose: Whose
    ends_at: datetime


@record
class CalendarLinkRevoked:
    """The link opens nothing any more."""

    link_id: str
    revoked_at: datetime


@record
class CalendarLinkView:
    """A link without its secret."""

    link_id: str
    whose: Whose
    made_at: datetime
    made_by: Annotated[str, Doc("person")]
    ends_at: datetime
    revoked_at: datetime | None


@record
class CalendarFile:
    """Due days as an iCalendar file: no names of people, no numbers of theirs."""

    body: Annotated[str, Doc("text/calendar (RFC 5545)")]
    etag: Annotated[str, Doc("SHA-256 of the text")]


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
class OccurrenceView:
    """A moment of a reminder as it was settled."""

    kind: DeadlineKind
    rule: Annotated[str, Doc("id of the rule; empty for the one without an id")]
    token: Annotated[str, Doc("which moment of the rule: `7`, `wd2`, `h4`, `+1`, `+wd1`, `w5`, `wwd3`, `+r2`, `late`")]
    notice_id: str | None
    person_id: str | None
    organisation_id: str | None
    organisation_name: Annotated[str | None, Doc("null while it is not known here")]
    due_at: Annotated[datetime | None, Doc("the first instant too late")]
    at: Annotated[datetime, Doc("when it was to be sent")]
    outcome: Annotated[Outcome, Doc("`missed`: a later one was sent, or it was too late; `empty`: nobody was left")]
    count: Annotated[int, Doc("duties that the message counted")]
    noted_at: datetime
    message_id: str | None


@record
class PreviewedReminder:
    """What a rule would send at one moment; with `recipients` above 1 to so many people, each of his own duty."""

    at: datetime
    kind: DeadlineKind
    rule: Annotated[str, Doc("id of the rule; empty for the one without an id")]
    token: str
    roles: Annotated[tuple[str, ...], Doc("as what the recipient has to do with the duty")]
    person_id: Annotated[str | None, Doc("for operators, where it is one person")]
    organisation_id: str | None
    organisation_name: Annotated[str | None, Doc("null while it is not known here")]
    recipients: int
    count: Annotated[int, Doc("duties that the message would count, as the register stands")]
    title: str
    body: str
    channels: Annotated[tuple[Channel, ...] | None, Doc("null: as the recipient prefers")]
    not_configured: Annotated[tuple[Channel, ...], Doc("of these, what this house does not send on")]
    batch: Annotated[bool, Doc("whether its letter waits for the day's letter")]


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
