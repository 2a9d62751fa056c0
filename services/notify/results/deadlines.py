"""What reading the register and its calendars gives."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from services.notify.domain.calendar import Whose
from services.notify.domain.counts import DueCount
from services.notify.domain.deadline import DeadlineState
from services.notify.domain.kinds import DeadlineKind
from shared.wire.types import Doc, record


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
