"""The one place where the notify service is put together."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection

from services.notify.store.deadlines import DeadlineRepository
from services.notify.store.groups import GroupRepository
from services.notify.store.lookups import DirectoryRepository, NoticeRepository, SubjectRepository
from services.notify.store.messages import MessageRepository
from services.notify.usecases.ports import Ports
from shared.kernel.clock import Clock
from shared.messaging import Application, Settings

ACCESS = Path(__file__).parent / "access.csv"


def bootstrap(settings: Settings, clock: Clock) -> Application:
    """Wire config, store, clock and keys into the application that `service.py` serves."""
    return Application.wire("notify", settings, clock, make_ports, ACCESS)


def make_ports(connection: Connection) -> Ports:
    """The repositories bound to one connection."""
    return Ports(
        deadlines=DeadlineRepository(connection),
        groups=GroupRepository(connection),
        messages=MessageRepository(connection),
        notices=NoticeRepository(connection),
        subjects=SubjectRepository(connection),
        directory=DirectoryRepository(connection),
    )
