"""The one place where the audit service is put together."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection

from services.audit.store.cases import CaseRepository
from services.audit.store.organisations import OrganisationRepository
from services.audit.store.people import PeopleRepository
from services.audit.store.posts import PostRepository
from services.audit.store.publicities import PublicityRepository
from services.audit.store.reports import ReportRepository
from services.audit.store.tables import PACKS
from services.audit.usecases.concerns import RESOLVERS
from services.audit.usecases.ports import Ports
from shared.calendar import work_calendar
from shared.kernel.clock import Clock
from shared.messaging import Application, Settings
from shared.persistence.packs import PackStore

ACCESS = Path(__file__).parent / "access.csv"


def bootstrap(settings: Settings, clock: Clock) -> Application:
    """Wire config, store, clock and keys into the application that `service.py` serves."""
    return Application.wire("audit", settings, clock, make_ports, ACCESS, resolvers=RESOLVERS)


def make_ports(connection: Connection) -> Ports:
    """The repositories bound to one connection."""
    return Ports(
        organisations=OrganisationRepository(connection),
        cases=CaseRepository(connection),
        publicities=PublicityRepository(connection),
        reports=ReportRepository(connection),
        posts=PostRepository(connection),
        people=PeopleRepository(connection),
        packs=PackStore(connection, PACKS),
        calendar=work_calendar(),
    )
