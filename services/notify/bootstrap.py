"""The one place where the notify service is put together."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path

from sqlalchemy import Connection

from services.notify.adapters.mail_sender import MailSender
from services.notify.adapters.smtp import SmtpChannel
from services.notify.config import smtp_settings
from services.notify.store.deadlines import DeadlineRepository
from services.notify.store.groups import GroupRepository
from services.notify.store.lookups import DirectoryRepository, NoticeRepository, SubjectRepository
from services.notify.store.mail import MailRepository
from services.notify.store.messages import MessageRepository
from services.notify.usecases.ports import Ports
from shared.kernel.clock import Clock
from shared.messaging import Application, Settings

ACCESS = Path(__file__).parent / "access.csv"


def bootstrap(settings: Settings, clock: Clock) -> Application:
    """Wire config, store, clock and keys into the application that `service.py` serves; mail only where configured."""
    smtp = smtp_settings(settings.environ)
    app = Application.wire("notify", settings, clock, make_mailing_ports if smtp else make_ports, ACCESS)
    if smtp is not None:
        room = MailSender(app, SmtpChannel(**asdict(smtp)))
        app.closers.append(room.stop)
        room.start()
    return app


def make_ports(connection: Connection) -> Ports:
    """The repositories bound to one connection; messages stay in the inbox."""
    return Ports(
        deadlines=DeadlineRepository(connection),
        groups=GroupRepository(connection),
        messages=MessageRepository(connection),
        notices=NoticeRepository(connection),
        subjects=SubjectRepository(connection),
        directory=DirectoryRepository(connection),
    )


def make_mailing_ports(connection: Connection) -> Ports:
    """The same, and organisations that have an address get mail."""
    return replace(make_ports(connection), mailbox=MailRepository(connection))
