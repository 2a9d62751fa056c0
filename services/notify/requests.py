"""What the RPC methods take."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from services.notify.domain.calendar import Whose
from services.notify.domain.channel import Channel
from services.notify.domain.deadline import DeadlineState
from services.notify.domain.dispatch import DispatchState
from services.notify.domain.kinds import DeadlineKind
from services.notify.domain.plan import Outcome
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
    notice_id: Id | None = None
    state: DeadlineState | None = None
    standing: Annotated[bool | None, Doc("true: what is open or overdue; false: what is cleared")] = None
    due_before: Annotated[datetime | None, Doc("the first instant too late is earlier than this")] = None
    due_after: Annotated[datetime | None, Doc("it is this or later")] = None
    waiting: Annotated[bool | None, Doc("true: only what waits without a day set; false: only what has a day")] = None


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
class OccurrenceFilter:
    """Which moments of reminders."""

    everyone: Annotated[bool, Doc("all of them, for operators and supervisors")] = False
    person_id: Id | None = None
    organisation_id: Id | None = None
    notice_id: Id | None = None
    kind: DeadlineKind | None = None
    rule: Annotated[str | None, MaxLen(60), Doc("id of a rule")] = None
    plain: Annotated[bool | None, Doc("true: of the rule without an id; false: of those with one")] = None
    outcome: Outcome | None = None
    since: Annotated[datetime | None, Doc("moments from then on")] = None
    until: Annotated[datetime | None, Doc("moments before")] = None


@record
class ListOccurrences(ListQuery):
    """Moments of reminders that were settled."""

    filter: OccurrenceFilter = OccurrenceFilter()
    sort: Annotated[str | None, sorted_by("at")] = None


@record
class PreviewReminders(Query):
    """Rules tried on the register as it stands; nothing is kept and nobody is told."""

    notice_id: Id
    kind: Annotated[DeadlineKind | None, Doc("only duties of that kind")] = None
    rules: Annotated[
        str | None,
        MaxLen(50_000),
        Doc("YAML with `reminders` and `reminding` as in a pack; absent: the rules in force"),
    ] = None
    from_day: date
    until_day: Annotated[date, Doc("inclusive; at most 92 days later")]
    cursor: Annotated[str | None, MaxLen(400)] = None
    limit: Annotated[int, Interval(ge=1, le=50), Doc("groups of duties to look at")] = 20


@record
class ListWordings(Query):
    """Texts that notify sends."""

    name: Annotated[str | None, MaxLen(80), Doc("those whose names begin so, as `remind` or `warning_audit`")] = None


@record
class CountFilter:
    """Whose deadlines, and which."""

    everyone: Annotated[bool, Doc("all entries, for operators and supervisors")] = False
    person_id: Id | None = None
    organisation_id: Id | None = None
    kind: DeadlineKind | None = None
    notice_id: Id | None = None


@record
class CountDeadlines(Query):
    """Figures of what stands."""

    filter: CountFilter = CountFilter()
    within_days: Annotated[int, Interval(ge=0, le=366), Doc("what counts as due soon")] = 7
    by_organisation: Annotated[bool, Doc("also for each organisation, for its superiors' tables")] = False
    from_day: Annotated[date | None, Doc("also for each last day from then on, as a calendar shows them")] = None
    until_day: Annotated[date | None, Doc("inclusive; at most 92 days later")] = None


@record
class CountMessages(Query):
    """Figures of what nobody has read."""

    everyone: Annotated[bool, Doc("all messages, for operators and supervisors")] = False
    organisation_id: Id | None = None


@record
class MakeCalendarLink(Command):
    """Whose due days the link opens."""

    whose: Annotated[Whose, Doc("organisation: of the one that the caller acts for")]


@record
class RevokeCalendarLink(Command):
    """One link."""

    link_id: Annotated[str, MaxLen(36)]


@record
class ListCalendarLinks(ListQuery):
    """Links of the caller and of his organisation."""

    sort: Annotated[str | None, sorted_by("made_at")] = None


@record
class GetCalendar(Query):
    """The secret part of a link."""

    secret: Annotated[str, MaxLen(100)]


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
    dispatch_id: Annotated[str | None, MaxLen(36)] = None
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


ForOrganisation = Annotated[bool, Doc("the wishes of the organisation for which the caller acts, instead of his own")]


@record
class GetPreferences(Query):
    """Whose."""

    for_organisation: ForOrganisation = False


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

    for_organisation: ForOrganisation = False
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

    for_organisation: ForOrganisation = False
    channel: Channel
    code: Annotated[str, MaxLen(20)]
