"""What the use cases need from outside, bound to one transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.notify.domain.calendar import CalendarLink, DueDay
from services.notify.domain.change import FeedLine, ToldChange
from services.notify.domain.counts import Counted, DueCount
from services.notify.domain.deadline import Deadline
from services.notify.domain.earlier import EarlierGroup
from services.notify.domain.feed_cursor import FeedState
from services.notify.domain.kinds import DeadlineKind
from services.notify.domain.message import DeadlineItem, Message
from services.notify.domain.notice_rules import House, NoticeRules
from services.notify.domain.plan import Occurrence, ReminderPlan
from services.notify.domain.recipient import Recipient
from services.notify.domain.subject import Subject
from services.notify.requests import CountFilter, ListCalendarLinks, ListDeadlines, ListMessages, ListOccurrences
from services.notify.usecases.inbox_scope import InboxScope as InboxScope
from services.notify.usecases.letter_ports import Contacts, Dispatches, OldQueue, Outbound, Rates
from shared.calendar import WorkCalendar
from shared.persistence import Tx
from shared.wire.types import Page


class Deadlines(Protocol):
    """The deadline register."""

    def save(self, deadline: Deadline) -> None:
        """Keep a moved entry; raises conflict `stale_version`."""
        ...

    def not_cleared(self, subject_id: str, kinds: Iterable[DeadlineKind]) -> list[Deadline]: ...

    def of_actor(self, organisation_id: str) -> list[Deadline]:
        """What an organisation must do, or had to, by its own entries."""
        ...

    def moved_after(self, subject_id: str, kind: DeadlineKind, at: datetime) -> bool:
        """Whether an entry of the subject arose, or was cleared, by a fact later than that instant."""
        ...

    def past_due(self, now: datetime, limit: int) -> list[Deadline]: ...

    def pass_all(self, deadlines: Sequence[Deadline]) -> None:
        """Keep entries that `past_due` gave as they are now that their day is over."""
        ...

    def open_of(self, recipient: Recipient, kind: DeadlineKind, limit: int) -> list[Deadline]:
        """Open entries of one recipient and kind, the smallest rounds first."""
        ...

    def due_days(self, recipient: Recipient, due_since: datetime, done_since: datetime) -> list[DueDay]:
        """By day and kind: what is due from then on and stands, or was done since."""
        ...

    def page(self, scope: InboxScope, request: ListDeadlines) -> Page[Deadline]: ...


@dataclass(frozen=True, slots=True)
class GroupMembers:
    """How many duties a group has, and the first of them."""

    count: int
    items: tuple[DeadlineItem, ...]


class StandingEntries(Protocol):
    """The entries of the register that nobody has cleared, as reminders look for them."""

    def enter(self, deadlines: Sequence[Deadline]) -> None:
        """Enter duties; the same kind, subject, round and recipient a second time changes nothing."""
        ...

    def of_groups(self, group_keys: Collection[str]) -> list[Deadline]: ...

    def in_group(self, group_key: str, roles: Collection[str], until: datetime) -> GroupMembers:
        """Those of a group, however many, that arose by that instant and give its recipient one of the roles."""
        ...

    def actors_in(self, group_key: str, roles: Collection[str], until: datetime) -> list[str]: ...

    def arose(self, group_key: str, roles: Collection[str]) -> list[datetime]:
        """When those arose that give the recipient one of the roles, each instant once."""
        ...

    def of_notice(self, notice_id: str, after: tuple[str, str], limit: int) -> list[Deadline]:
        """Those of a notice that follow that group and id, in this order."""
        ...

    def unplanned(self, limit: int) -> list[Deadline]:
        """Some that have no plan yet, locked for this transaction."""
        ...

    def note_planned(self, deadlines: Sequence[Deadline]) -> None: ...


class Plans(Protocol):
    """Plans of reminders by their next moment."""

    def include(self, plans: Sequence[ReminderPlan]) -> None:
        """Make the plans, or join what stands under their keys."""
        ...

    def next_due(self, now: datetime, limit: int) -> list[ReminderPlan]:
        """The plans whose moments were reached longest ago, locked for this transaction."""
        ...

    def of_groups(self, group_keys: Collection[str]) -> list[ReminderPlan]: ...
    def save_all(self, plans: Iterable[ReminderPlan]) -> None: ...
    def drop(self, keys: Collection[str]) -> None: ...
    def for_earlier_version(self, groups: Sequence[EarlierGroup]) -> None: ...


class Occurrences(Protocol):
    """What became of every moment of a reminder."""

    def note_all(self, occurrences: Sequence[Occurrence]) -> None: ...
    def page(self, scope: InboxScope, request: ListOccurrences) -> Page[Occurrence]: ...


class Messages(Protocol):
    """The in-system inbox."""

    def add(self, message: Message) -> bool:
        """Keep a message unless one with its key was sent before; tells whether it is new."""
        ...

    def add_all(self, messages: Sequence[Message]) -> set[str]:
        """Keep those of whose key none was sent before; the ids of these."""
        ...

    def ids_of(self, keys: Collection[str]) -> dict[str, str]: ...
    def find(self, message_id: str) -> Message | None: ...
    def mark_read(self, message_id: str, at: datetime, by: str) -> None: ...
    def page(self, scope: InboxScope, request: ListMessages) -> Page[Message]: ...


class Counts(Protocol):
    """Figures of the register and the inbox."""

    def by_kind(
        self, scope: InboxScope, wanted: CountFilter, until: datetime
    ) -> list[tuple[DeadlineKind, Counted]]: ...

    def by_organisation(
        self, scope: InboxScope, wanted: CountFilter, until: datetime, most: int
    ) -> list[tuple[str, str | None, Counted]]: ...

    def by_day(self, scope: InboxScope, wanted: CountFilter, begins: datetime, ends: datetime) -> list[DueCount]:
        """What stands of each kind and last day, in order; due after the one instant, not after the other."""
        ...

    def unread(self, scope: InboxScope, organisation_id: str | None) -> Iterable[tuple[str, int]]: ...


class Calendars(Protocol):
    """Links to calendars, by the digests of their secrets."""

    def add(self, link: CalendarLink) -> None: ...
    def renew(self, link_id: str, digest: str) -> None: ...
    def revoke(self, link_id: str, at: datetime) -> None: ...
    def find(self, link_id: str) -> CalendarLink | None: ...
    def by_digest(self, digest: str) -> CalendarLink | None: ...
    def asked(self, asked: str) -> CalendarLink | None: ...
    def of(self, recipient: Recipient) -> list[CalendarLink]: ...
    def page(self, recipients: Sequence[Recipient], request: ListCalendarLinks) -> Page[CalendarLink]: ...


class NoticeRulesStore(Protocol):
    """What the published packs say about reminders. Who shares a notice finds its rules unchanged until the end of the
    transaction; who holds it changes them, and nobody enters anything by them meanwhile."""

    def share(self, notice_id: str) -> None: ...
    def hold(self, notice_id: str) -> None: ...
    def keep(self, rules: NoticeRules) -> None: ...
    def find(self, notice_id: str) -> NoticeRules | None: ...
    def numbers_of(self, notice_ids: Collection[str]) -> dict[str, str]: ...
    def note_replanned(self, notice_id: str, to: str | None) -> None: ...
    def next_replanned(self) -> tuple[str, str] | None: ...
    def being_replanned(self) -> set[str]: ...


class Subjects(Protocol):
    """What notify remembers of cases and sessions between their events."""

    def keep(self, subject: Subject) -> None: ...
    def hold(self, subject_id: str) -> None:
        """Keep it from others until the end of the transaction."""
        ...

    def find(self, subject_id: str) -> Subject | None: ...


@dataclass(frozen=True, slots=True)
class DirectoryEntry:
    """An organisation; `kind` and `region` are None of one that an older version kept."""

    id: str
    name: str
    email: str | None
    kind: str | None
    region: str | None
    parent_id: str | None = None


class Directory(Protocol):
    """Names, mail addresses, kinds and divisions of organisations."""

    def hold(self, organisation_id: str) -> None:
        """Nobody else finds that the organisation is not known."""
        ...

    def keep(self, entry: DirectoryEntry) -> None: ...
    def kind_of(self, organisation_id: str) -> str | None: ...
    def above(self, organisation_id: str) -> tuple[str | None, str | None] | None:
        """The body above it, and the division in which it is, each if there is one; None of an organisation that is
        not known here and will not be in this transaction."""
        ...

    def any_in(self, organisation_ids: Collection[str], places: str) -> bool: ...
    def names_of(self, organisation_ids: Collection[str]) -> dict[str, str]: ...
    def emails_of(self, organisation_ids: Collection[str]) -> dict[str, str]: ...

    def keep_unit(self, person_id: str, unit_id: str, since: datetime) -> None:
        """For which unit somebody applies since then; what is older than what is known changes nothing."""
        ...


class ChangeFeeds(Protocol):
    """What portals hear of, a feed for each person and organisation."""

    def parties(self, subject_id: str, named: Collection[str]) -> frozenset[str]:
        """Everybody who has to do with the thing, those named now among them from now on."""
        ...

    def add(self, change: ToldChange, readers: Collection[str], now: datetime) -> None:
        """Give it the next place in each of these feeds; nobody else gets a place there before the commit."""
        ...

    def state(self, reader: str) -> FeedState: ...
    def after(self, reader: str, position: int, most: int) -> list[FeedLine]: ...

    def drop(self, before: datetime, most: int) -> int:
        """Forget some of what was noted before that; how many."""
        ...


class Ports(Protocol):
    """What bootstrap binds to one connection, each when first asked for; `outbound` is what the house is set up for.

    `supervisor_mail`: where the heads of the trails go."""

    @property
    def deadlines(self) -> Deadlines: ...
    @property
    def standing(self) -> StandingEntries: ...
    @property
    def plans(self) -> Plans: ...
    @property
    def occurrences(self) -> Occurrences: ...
    @property
    def house(self) -> House: ...
    @property
    def calendar(self) -> WorkCalendar: ...
    @property
    def messages(self) -> Messages: ...
    @property
    def notices(self) -> NoticeRulesStore: ...
    @property
    def subjects(self) -> Subjects: ...
    @property
    def directory(self) -> Directory: ...
    @property
    def changes(self) -> ChangeFeeds: ...
    @property
    def dispatches(self) -> Dispatches: ...
    @property
    def rates(self) -> Rates: ...
    @property
    def contacts(self) -> Contacts: ...
    @property
    def old_queue(self) -> OldQueue: ...
    @property
    def outbound(self) -> Outbound: ...
    @property
    def counts(self) -> Counts: ...
    @property
    def calendars(self) -> Calendars: ...
    def write_calendar(self, days: Iterable[DueDay]) -> str: ...
    @property
    def supervisor_mail(self) -> str | None: ...


NotifyTx = Tx[Ports]
