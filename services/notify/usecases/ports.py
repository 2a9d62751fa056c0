"""What the use cases need from outside, bound to one transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from services.notify.domain.change import FeedLine, ToldChange
from services.notify.domain.deadline import Deadline
from services.notify.domain.feed_cursor import FeedState
from services.notify.domain.kinds import DeadlineKind
from services.notify.domain.message import Message
from services.notify.domain.notice_rules import NoticeRules
from services.notify.domain.recipient import Recipient
from services.notify.domain.schedule import ReminderGroup
from services.notify.domain.subject import Subject
from services.notify.requests import ListDeadlines, ListMessages
from services.notify.usecases.inbox_scope import InboxScope as InboxScope
from services.notify.usecases.letter_ports import Contacts, Dispatches, OldQueue, Outbound, Rates
from shared.persistence import Tx
from shared.wire.types import Page


class Deadlines(Protocol):
    """The deadline register."""

    def add(self, deadline: Deadline) -> None:
        """Enter a duty; the same kind, subject, round and recipient a second time changes nothing."""
        ...

    def save(self, deadline: Deadline) -> None:
        """Keep a moved entry; raises conflict `stale_version`."""
        ...

    def not_cleared(self, subject_id: str, kinds: Iterable[DeadlineKind]) -> list[Deadline]: ...

    def open_in(self, group_key: str) -> list[Deadline]: ...

    def past_due(self, now: datetime, limit: int) -> list[Deadline]: ...

    def page(self, scope: InboxScope, request: ListDeadlines) -> Page[Deadline]: ...


class Groups(Protocol):
    """Reminder groups by their next moment."""

    def include(self, group: ReminderGroup) -> None:
        """Make the group, or bring its next moment forward when the given one is earlier."""
        ...

    def next_due(self, now: datetime, limit: int) -> list[ReminderGroup]:
        """The groups whose moments were reached longest ago, locked for this transaction."""
        ...

    def save(self, group: ReminderGroup) -> None: ...


class Messages(Protocol):
    """The in-system inbox."""

    def add(self, message: Message) -> bool:
        """Keep a message unless one with its key was sent before; tells whether it is new."""
        ...

    def find(self, message_id: str) -> Message | None: ...
    def mark_read(self, message_id: str, at: datetime, by: str) -> None: ...
    def page(self, scope: InboxScope, request: ListMessages) -> Page[Message]: ...


class NoticeRulesStore(Protocol):
    """What the published packs say about reminders."""

    def keep(self, rules: NoticeRules) -> None: ...
    def find(self, notice_id: str) -> NoticeRules | None: ...


class Subjects(Protocol):
    """What notify remembers of cases and sessions between their events."""

    def keep(self, subject: Subject) -> None: ...
    def find(self, subject_id: str) -> Subject | None: ...


@dataclass(frozen=True, slots=True)
class DirectoryEntry:
    """An organisation; `kind` and `region` are None of one that an older version kept."""

    id: str
    name: str
    email: str | None
    kind: str | None
    region: str | None


class Directory(Protocol):
    """Names, mail addresses, kinds and divisions of organisations."""

    def keep(self, entry: DirectoryEntry) -> None: ...
    def kind_of(self, organisation_id: str) -> str | None: ...
    def email_of(self, recipient: Recipient) -> str | None: ...


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
    def groups(self) -> Groups: ...
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
    def supervisor_mail(self) -> str | None: ...


NotifyTx = Tx[Ports]
