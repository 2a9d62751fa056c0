"""The one place where the notify service is put together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path

from sqlalchemy import Connection

from services.notify.adapters.bounces import bounces_at
from services.notify.adapters.house import house_rules
from services.notify.adapters.icalendar import calendar_file
from services.notify.adapters.letter_sender import TEST_MODE, LetterSender
from services.notify.adapters.smtp import DkimKey, SmtpSender
from services.notify.adapters.webhook import (
    GatewayReceipts,
    Signature,
    SignedGateway,
    WebhookSender,
    dingtalk,
    judge_robot,
    wecom,
)
from services.notify.config import outbound_settings, supervisor_mail
from services.notify.domain.calendar import DueDay
from services.notify.domain.channel import Channel
from services.notify.domain.channel_settings import HttpSettings, OutboundSettings, SmtpSettings
from services.notify.domain.hours import letter_hours
from services.notify.domain.notice_rules import House
from services.notify.domain.wording import refuse_unknown_fields
from services.notify.store.calendars import CalendarRepository
from services.notify.store.changes import ChangeRepository
from services.notify.store.contacts import ContactRepository
from services.notify.store.counting import CountRepository
from services.notify.store.deadlines import DeadlineRepository
from services.notify.store.dispatches import DispatchRepository
from services.notify.store.lookups import DirectoryRepository, NoticeRepository, SubjectRepository
from services.notify.store.mail import OldMailQueue
from services.notify.store.messages import MessageRepository
from services.notify.store.occurrences import OccurrenceRepository
from services.notify.store.plans import PlanRepository
from services.notify.store.rates import RateRepository
from services.notify.store.standing import StandingRepository
from services.notify.usecases.letter_ports import (
    ChannelSender,
    Contacts,
    Dispatches,
    OldQueue,
    Outbound,
    Rates,
    ReportSource,
)
from services.notify.usecases.ports import (
    Calendars,
    ChangeFeeds,
    Counts,
    Deadlines,
    Directory,
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
    """The ports on one connection, each made when a use case first asks for it; without ways out of the house messages
    stay in the inbox."""

    connection: Connection
    outbound: Outbound = field(default_factory=Outbound)
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

    @cached_property
    def dispatches(self) -> Dispatches:
        """Letters."""
        return DispatchRepository(self.connection)

    @cached_property
    def rates(self) -> Rates:
        """How fast they may go."""
        return RateRepository(self.connection)

    @cached_property
    def contacts(self) -> Contacts:
        """Where they go."""
        return ContactRepository(self.connection)

    @cached_property
    def old_queue(self) -> OldQueue:
        """What 0.2.0 writes."""
        return OldMailQueue(self.connection)


def bootstrap(settings: Settings, clock: Clock) -> Application:
    """Wire config, store, clock and keys into the application that `service.py` serves, with the ways out it has.

    Raises PackError when the house's own rules cannot be, ValueError when a text names a field that nothing fills.
    """
    refuse_unknown_fields()
    told, supervisor = outbound_settings(settings.environ), supervisor_mail(settings.environ)
    outbound = Outbound(told.rates, letter_hours(house_rules()), work_calendar(), told.test)
    ports = partial(NotifyPorts, outbound=outbound, supervisor_mail=supervisor)
    app = Application.wire("notify", settings, clock, ports, ACCESS)
    if outbound.channels:
        room = LetterSender(app, senders_of(told, settings, clock), sources_of(told, settings, clock))
        app.closers.append(room.stop)
        room.start()
    return app


def senders_of(told: OutboundSettings, settings: Settings, clock: Clock) -> Mapping[Channel, ChannelSender]:
    """The ways out of the house; in test mode they all lead nowhere."""
    if told.test:
        return dict.fromkeys(told.rates, TEST_MODE)
    senders: dict[Channel, ChannelSender] = {one.channel: _posting(one, settings, clock) for one in told.posted}
    return senders | ({Channel.MAIL: _mailing(told.mail, settings, clock)} if told.mail else {})


def sources_of(told: OutboundSettings, settings: Settings, clock: Clock) -> list[ReportSource]:
    """Where reports are read; none in test mode, which sent nothing."""
    if told.test:
        return []
    sources: list[ReportSource] = [
        GatewayReceipts(one.receipts_url, _signature(one), clock.now, _ca(one.ca_file, settings))
        for one in told.posted
        if one.receipts_url
    ]
    if told.mail is not None and (given := told.mail.bounces) is not None:
        ca_file = _ca(told.mail.ca_file, settings)
        sources.append(bounces_at(given.maildir, given.url, given.password, ca_file))
    return sources


def _mailing(mail: SmtpSettings, settings: Settings, clock: Clock) -> SmtpSender:
    key, bounces = mail.dkim, mail.bounces
    return SmtpSender(
        mail.host, mail.port, mail.sender, clock.now, mail.tls, mail.user, mail.password, mail.starttls,
        _ca(mail.ca_file, settings), DkimKey(key.domain, key.selector, key.key) if key else None,
        bounces.address if bounces else None,
    )  # fmt: skip


def _posting(one: HttpSettings, settings: Settings, clock: Clock) -> WebhookSender:
    ca_file = _ca(one.ca_file, settings)
    match one.channel:
        case Channel.WECOM:
            return WebhookSender(wecom(one.url), judge_robot, ca_file)
        case Channel.DINGTALK:
            return WebhookSender(dingtalk(one.url, clock.now), judge_robot, ca_file)
    gateway = SignedGateway(one.channel, one.url, _signature(one), clock.now, one.sign, one.retry_codes)
    return WebhookSender(gateway.write, gateway.judge, ca_file)


def _signature(one: HttpSettings) -> Signature:
    return Signature(one.key_id, one.secret, one.digest)


def _ca(given: str | None, settings: Settings) -> str | None:
    """The site's own authority where the channel names none and the site has one."""
    return given or settings.ca_file or None
