"""What reading messages and the feed of changes gives."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from services.notify.domain.change import About
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
    wording: Annotated[str, Doc("name of its text in list_wordings; empty where an earlier version wrote it")]
    wording_version: Annotated[str, Doc("of the text at that time; list_wordings gives the present one")]


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
