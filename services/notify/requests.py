"""What the RPC methods take."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from services.notify.domain.channel import Channel
from services.notify.domain.deadline import DeadlineState
from services.notify.domain.dispatch import DispatchState
from services.notify.domain.kinds import DeadlineKind
from shared.contracts.notify import Category
from shared.wire.requests import MAX_LIMIT, Command, ListQuery, Query, sorted_by
from shared.wire.types import Doc, Interval, MaxLen, record

Id = Annotated[str, MaxLen(100)]


@record
class _RecipientFilter:
    """Narrowing to one recipient."""

    everyone: Annotated[bool, Doc("all entries, for operators and supervisors")] = False
    person_id: Id | None = None
    organisation_id: Id | None = None
    subject_id: Id | None = None


@record
class MessageFilter(_RecipientFilter):
    """Which messages."""

    unread: bool | None = None
    kind: Annotated[str | None, MaxLen(40)] = None
    category: Category | None = None


@record
class DeadlineFilter(_RecipientFilter):
    """Which deadlines."""

    kind: DeadlineKind | None = None
    state: DeadlineState | None = None
    due_before: datetime | None = None


@record
class ListMessages(ListQuery):
    """Messages of the caller and of his organisation."""

    filter: MessageFilter = MessageFilter()
    sort: Annotated[str | None, sorted_by("sent_at")] = None


@record
class ListDeadlines(ListQuery):
    """Deadlines of the caller and of his organisation."""

    filter: DeadlineFilter = DeadlineFilter()
    sort: Annotated[str | None, sorted_by("due_at", "since")] = None


@record
class MarkRead(Command):
    """One message."""

    message_id: Annotated[str, MaxLen(36)]


@record
class GetChanges(Query):
    """A part of the caller's feed of changes, oldest first."""

    after: Annotated[
        str | None, MaxLen(100), Doc("the `cursor` of the answer before; absent: from the oldest that is kept")
    ] = None
    limit: Annotated[int, Interval(ge=1, le=MAX_LIMIT)] = 100
    newest: Annotated[bool, Doc("nothing but the cursor after everything there is, to begin with")] = False


@record
class DispatchFilter:
    """Which letters."""

    everyone: Annotated[bool, Doc("all entries, for operators and supervisors")] = False
    person_id: Id | None = None
    organisation_id: Id | None = None
    message_id: Annotated[str | None, MaxLen(36)] = None
    channel: Channel | None = None
    state: DispatchState | None = None


@record
class ListDispatches(ListQuery):
    """Letters to the caller and to his organisation."""

    filter: DispatchFilter = DispatchFilter()
    sort: Annotated[str | None, sorted_by("queued_at")] = None


@record
class FailureFilter:
    """Which of the letters that came to nothing."""

    organisation_id: Id | None = None
    channel: Channel | None = None
    since: Annotated[datetime | None, Doc("those that were given up then or later")] = None


@record
class ListFailures(ListQuery):
    """Letters that came to nothing."""

    filter: FailureFilter = FailureFilter()
    sort: Annotated[str | None, sorted_by("queued_at")] = None


Whose = Annotated[bool, Doc("the wishes of the organisation for which the caller acts, instead of his own")]


@record
class GetPreferences(Query):
    """Whose."""

    for_organisation: Whose = False


@record
class AddressGiven:
    """Where letters of one channel are to go."""

    channel: Channel
    address: Annotated[
        str | None,
        MaxLen(200),
        Doc("a mail address, a mobile number, a robot's key, an account of the platform; null: no letters there"),
    ]


@record
class SetPreferences(Command):
    """What is left out stays as it is. A new address gets a code, also once more if it is given again; letters go
    there when `confirm_address` has brought it back."""

    for_organisation: Whose = False
    order: Annotated[
        tuple[Channel, ...] | None, MaxLen(5), Doc("which channels are tried in turn; the inbox is none of them")
    ] = None
    outside: Annotated[
        tuple[Category, ...] | None, MaxLen(2), Doc("what leaves the house at all; the inbox gets everything")
    ] = None
    addresses: Annotated[tuple[AddressGiven, ...], MaxLen(5)] = ()


@record
class ConfirmAddress(Command):
    """The code that came to an address."""

    for_organisation: Whose = False
    channel: Channel
    code: Annotated[str, MaxLen(20)]
