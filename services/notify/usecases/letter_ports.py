"""What letters need from outside: their queue, the addresses, and the ways out of the house."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol

from services.notify.domain.channel import Channel
from services.notify.domain.contact import OwnAddress, Preferences
from services.notify.domain.dispatch import Dispatch, DispatchState, Text
from services.notify.domain.hours import HOUSE_HOURS, LetterHours
from services.notify.domain.message import citing
from services.notify.domain.outcome import LetterOutcome
from services.notify.domain.rate import Rate
from services.notify.domain.recipient import Recipient
from services.notify.requests import ListDispatches, ListFailures
from services.notify.usecases.inbox_scope import InboxScope
from shared.calendar import WorkCalendar
from shared.contracts.notify import Category
from shared.wire.types import Page


@dataclass(frozen=True, slots=True)
class Letter:
    """Something to be sent. `id` is what the provider knows it by: the same at every try, so that it can tell a letter
    that comes twice. `claim`: in whose hand it is."""

    id: str
    claim: str
    channel: Channel
    address: str = field(repr=False)
    title: str = field(repr=False)
    body: str = field(repr=False)
    short: str = field(repr=False, default="")


class ChannelSender(Protocol):
    """A way out of the house."""

    def session(self) -> AbstractContextManager[Callable[[Letter], LetterOutcome]]:
        """Sends letters one after the other over one connection where that is possible; nothing is raised, whatever
        happens becomes the outcome of a letter."""
        ...


@dataclass(frozen=True, slots=True)
class LetterReport:
    """What a provider says of a letter that it had taken; `taken` is its arrival."""

    letter_id: str
    outcome: LetterOutcome


class ReportSource(Protocol):
    """Where reports come from: a mailbox of bounces, a gateway that is asked for receipts."""

    def read(self) -> AbstractContextManager[Collection[LetterReport]]:
        """The new ones; they are gone from there once the block has ended well. Raises OSError and its like."""
        ...


@dataclass(frozen=True, slots=True)
class Outbound:
    """What this house is set up for: the provider and the rate of each channel. `test`: nothing leaves it."""

    rates: Mapping[Channel, Rate] = field(default_factory=dict)
    hours: LetterHours = HOUSE_HOURS
    calendar: WorkCalendar | None = None
    test: bool = False

    @property
    def channels(self) -> frozenset[Channel]:
        """Those on which letters leave."""
        return frozenset(self.rates)


@dataclass(frozen=True, slots=True)
class Shown:
    """A dispatch with the words of its message, the clause and the last instant it speaks of, and the name of the
    organisation that it is for."""

    dispatch: Dispatch
    text: Text | None
    clause: str | None = None
    deadline_at: datetime | None = None
    organisation_name: str | None = None

    def citing(self, numbers: Mapping[str, str]) -> Shown:
        """With the clause in its text as papers cite it."""
        words = self.text
        return (
            self if words is None else replace(self, text=replace(words, body=citing(words.body, self.clause, numbers)))
        )


class Dispatches(Protocol):
    """The queue of letters, and what became of them; they are sent outside any transaction."""

    def add_all(self, dispatches: Sequence[Dispatch]) -> None: ...
    def save(self, dispatch: Dispatch) -> None: ...

    def due_channels(self, now: datetime) -> list[Channel]:
        """On which channels something waits."""
        ...

    def own_hours(self, now: datetime) -> list[str]:
        """The quiet hours of notices that have their own, of what is due."""
        ...

    def due(self, channel: Channel, now: datetime, most: int, awake: Collection[str | None]) -> list[Dispatch]:
        """Those that wait longest, locked; what somebody else has locked is passed over. `awake`: whose quiet hours are
        over, None for the house's; what stands in no inbox knows none."""
        ...

    def beside(self, dispatch: Dispatch, now: datetime) -> list[Dispatch]:
        """What goes in one letter with it, itself too, locked."""
        ...

    def in_claim(self, claim: str) -> list[Dispatch]: ...
    def in_letter(self, letter_id: str) -> list[Dispatch]: ...

    def texts(self, message_ids: Collection[str]) -> dict[str, Text]: ...

    def failures(self, since: datetime, until: datetime) -> int:
        """How many letters came to nothing in that time."""
        ...

    def page(self, scope: InboxScope, request: ListDispatches) -> Page[Shown]: ...
    def page_of_failures(self, scope: InboxScope, request: ListFailures) -> Page[Shown]: ...


class Rates(Protocol):
    """The buckets, one row for each channel."""

    def hold(self, channel: Channel, now: datetime) -> datetime:
        """When it is full again; nobody else takes from it before the commit."""
        ...

    def keep(self, channel: Channel, full_at: datetime) -> None: ...


@dataclass(frozen=True, slots=True)
class OldLetter:
    """A letter in the queue that 0.2.0 writes."""

    message_id: str
    address: str = field(repr=False)
    state: DispatchState
    attempts: int
    due_at: datetime
    recipient: Recipient
    kind: str
    category: Category
    rule: str


class OldQueue(Protocol):
    """The queue of 0.2.0, which may still run beside this version."""

    def take(self, now: datetime, most: int) -> list[OldLetter]:
        """Take some out that no process of that version has in hand."""
        ...


class Contacts(Protocol):
    """Wishes and addresses."""

    def preferences_of(self, recipients: Collection[Recipient]) -> dict[Recipient, Preferences]:
        """What each wished, or what stands for those who never said."""
        ...

    def keep_preferences(self, preferences: Preferences, at: datetime, by: str) -> None: ...
    def of(self, recipients: Collection[Recipient]) -> dict[Recipient, dict[Channel, OwnAddress]]: ...

    def held(self, recipient: Recipient) -> dict[Channel, OwnAddress]:
        """The addresses of one, kept from others until the end of the transaction."""
        ...

    def keep(self, contact: OwnAddress) -> None: ...
