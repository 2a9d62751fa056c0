"""The one place where the audit service is put together."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

from sqlalchemy import Connection

from services.audit.config import claim_term
from services.audit.domain.claim import ClaimTerm
from services.audit.store.absences import AbsenceRepository
from services.audit.store.cases import CaseRepository
from services.audit.store.objections import ObjectionRepository
from services.audit.store.organisation_changes import OrganisationChangeRepository
from services.audit.store.organisations import OrganisationRepository
from services.audit.store.people import PeopleRepository
from services.audit.store.posts import PostRepository
from services.audit.store.publicities import PublicityRepository
from services.audit.store.regions import RegionFiles
from services.audit.store.reports import ReportRepository
from services.audit.store.tables import BUDGETS, OBJECTIONS, PACKS
from services.audit.usecases import ports
from services.audit.usecases.concerns import RESOLVERS
from shared.calendar import WorkCalendar, work_calendar
from shared.kernel.clock import Clock
from shared.kernel.objecting import ObjectionLimits
from shared.kernel.settings import Settings
from shared.messaging import Application
from shared.persistence.budgets import BudgetBook
from shared.persistence.late_sealing import LateSealer
from shared.persistence.packs import LoadedPacks, PackStore
from shared.security import blind_index

ACCESS = Path(__file__).parent / "access.csv"


def bootstrap(settings: Settings, clock: Clock) -> Application:
    """Wire config, store, clock and keys into the application that `service.py` serves."""
    told = settings.environ
    make_ports = partial(
        AuditPorts, loaded=LoadedPacks(), limits=ObjectionLimits.told_by(told), claims=claim_term(told)
    )
    app = Application.wire("audit", settings, clock, make_ports, ACCESS, resolvers=RESOLVERS)
    columns = OBJECTIONS.c
    app.chores.append(LateSealer(app.database, columns.id, (columns.content, columns.opinion)))
    return app


@dataclass
class AuditPorts:
    """The ports on one connection, each made when a use case first asks for it."""

    connection: Connection
    loaded: LoadedPacks
    limits: ObjectionLimits
    claims: ClaimTerm

    @cached_property
    def organisations(self) -> ports.Organisations:
        """The organisation register."""
        return OrganisationRepository(self.connection)

    @cached_property
    def organisation_changes(self) -> ports.OrganisationChanges:
        """What happened to its entries."""
        return OrganisationChangeRepository(self.connection)

    @cached_property
    def regions(self) -> ports.Regions:
        """The official divisions."""
        return RegionFiles()

    @cached_property
    def cases(self) -> ports.Cases:
        """Cases and their dossiers."""
        return CaseRepository(self.connection)

    @cached_property
    def absences(self) -> ports.Absences:
        """Clerks who are not there."""
        return AbsenceRepository(self.connection)

    @cached_property
    def publicities(self) -> ports.Publicities:
        """Posted lists."""
        return PublicityRepository(self.connection)

    @cached_property
    def objections(self) -> ports.Objections:
        """Objections to posted lists."""
        return ObjectionRepository(self.connection)

    @cached_property
    def budgets(self) -> ports.Budgets:
        """What sources of objections have spent."""
        return BudgetBook(self.connection, BUDGETS, blind_index)

    @cached_property
    def reports(self) -> ports.Reports:
        """Rosters handed up."""
        return ReportRepository(self.connection)

    @cached_property
    def posts(self) -> ports.PostBook:
        """Posts and quotas."""
        return PostRepository(self.connection)

    @cached_property
    def people(self) -> ports.People:
        """Whom a request leads to."""
        return PeopleRepository(self.connection)

    @cached_property
    def packs(self) -> ports.Packs:
        """Policy packs."""
        return PackStore(self.connection, PACKS, self.loaded)

    @cached_property
    def calendar(self) -> WorkCalendar:
        """The holidays that are announced."""
        return work_calendar()
