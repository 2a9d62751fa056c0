"""The one place where the notify service is put together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cached_property, partial
from pathlib import Path

from sqlalchemy import Connection

from services.notify.adapters.house import house_rules
from services.notify.adapters.icalendar import calendar_file
from services.notify.adapters.mail_sender import MailSender
from services.notify.adapters.smtp import SmtpChannel
from services.notify.config import smtp_settings, supervisor_mail
from services.notify.domain.calendar import DueDay
from services.notify.domain.notice_rules import House
from services.notify.store.calendars import CalendarRepository
from services.notify.store.changes import ChangeRepository
from services.notify.store.counting import CountRepository
from services.notify.store.deadlines import DeadlineRepository
from services.notify.store.lookups import DirectoryRepository, NoticeRepository, SubjectRepository
from services.notify.store.mail import MailRepository
from services.notify.store.messages import MessageRepository
from services.notify.store.occurrences import OccurrenceRepository
from services.notify.store.plans import PlanRepository
from services.notify.store.standing import StandingRepository
from services.notify.usecases.ports import (
    Calendars,
    ChangeFeeds,
    Counts,
    Deadlines,
    Directory,
    Mailbox,
    Messages,
    NoticeRulesStore,
    Occurrences,
    Plans,
    StandingEntries,
    Subjects,
)
from shared.calendar import WorkCalendar, work_calendar
from shared.kernel.clock import Clock
from shared.kernel.settings import Settings
from shared.messaging import Application

ACCESS = Path(__file__).parent / "access.csv"


@dataclass
class NotifyPorts:
    """The ports on one connection, each made when a use case first asks for it. Messages stay in the inbox."""

    connection: Connection
    supervisor_mail: str | None = None

    @cached_property
    def deadlines(self) -> Deadlines:
        """The register."""
        return DeadlineRepository(self.connection)

    @cached_property
    def standing(self) -> StandingEntries:
        """The register as reminders look at it."""
        return StandingRepository(self.connection)

    @cached_property
    def plans(self) -> Plans:
        """Plans of reminders."""
        return PlanRepository(self.connection)

    @cached_property
    def occurrences(self) -> Occurrences:
        """What became of their moments."""
        return OccurrenceRepository(self.connection)

    @property
    def house(self) -> House:
        """Rules where no notice says any."""
        return house_rules()

    @property
    def calendar(self) -> WorkCalendar:
        """Working days."""
        return work_calendar()

    @cached_property
    def messages(self) -> Messages:
        """The inbox."""
        return MessageRepository(self.connection)

    @cached_property
    def notices(self) -> NoticeRulesStore:
        """What packs say about reminders."""
        return NoticeRepository(self.connection)

    @cached_property
    def subjects(self) -> Subjects:
        """Cases and sessions."""
        return SubjectRepository(self.connection)

    @cached_property
    def directory(self) -> Directory:
        """Organisations' addresses."""
        return DirectoryRepository(self.connection)

    @cached_property
    def changes(self) -> ChangeFeeds:
        """What portals hear of."""
        return ChangeRepository(self.connection)

    @cached_property
    def counts(self) -> Counts:
        """Figures."""
        return CountRepository(self.connection)

    @cached_property
    def calendars(self) -> Calendars:
        """Links to calendars."""
        return CalendarRepository(self.connection)

    def write_calendar(self, days: Iterable[DueDay]) -> str:
        """As an iCalendar file."""
        return calendar_file(days)

    @property
    def mailbox(self) -> Mailbox | None:
        """No letters."""
        return None


class MailingPorts(NotifyPorts):
    """The same, and organisations that have an address get mail."""

    @cached_property
    def mailbox(self) -> Mailbox | None:
        """The queue of letters."""
        return MailRepository(self.connection)


def bootstrap(settings: Settings, clock: Clock) -> Application:
    """Wire config, store, clock and keys into the application that `service.py` serves; mail only where configured.

    Raises PackError when the house's own rules cannot be.
    """
    house_rules()
    smtp = smtp_settings(settings.environ)
    kind, supervisor = MailingPorts if smtp else NotifyPorts, supervisor_mail(settings.environ)
    app = Application.wire("notify", settings, clock, partial(kind, supervisor_mail=supervisor), ACCESS)
    if smtp is not None:
        room = MailSender(app, SmtpChannel(**asdict(smtp)))
        app.closers.append(room.stop)
        room.start()
    return app
