"""The one place where the committee service is put together."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property, partial
from pathlib import Path

from sqlalchemy import Connection

from services.committee.store.ballots import BallotRepository
from services.committee.store.certificates import CertificateRepository
from services.committee.store.cleanings import CleaningRepository
from services.committee.store.committees import CommitteeRepository, ExpertRepository
from services.committee.store.draws import DrawRepository
from services.committee.store.extensions import ExtensionRepository
from services.committee.store.joint_reviews import JointReviewRepository
from services.committee.store.objections import ObjectionRepository
from services.committee.store.oversight import OversightRepository
from services.committee.store.people import PeopleRepository
from services.committee.store.projections import OrganisationRepository
from services.committee.store.published import PublishedRepository, StepRepository
from services.committee.store.reviews import ReviewRepository
from services.committee.store.scores import ScoreRepository
from services.committee.store.sessions import PanelRepository, SessionRepository
from services.committee.store.sides import SideRepository
from services.committee.store.tables import BUDGETS, OBJECTIONS, PACKS
from services.committee.store.withdrawals import WithdrawalRepository
from services.committee.usecases import ports
from services.committee.usecases.concerns import RESOLVERS
from shared.calendar import WorkCalendar, work_calendar
from shared.contracts.store_users import POOL_UPLOADS
from shared.kernel.clock import Clock
from shared.kernel.objecting import ObjectionLimits
from shared.kernel.settings import Settings
from shared.messaging import Application
from shared.persistence.budgets import BudgetBook
from shared.persistence.late_sealing import LateSealer
from shared.persistence.packs import LoadedPacks, PackStore
from shared.security import blind_index
from shared.storage import ObjectStore, UploadCleaner, store_from_url

ACCESS = Path(__file__).parent / "access.csv"


def bootstrap(settings: Settings, clock: Clock) -> Application:
    """Open the file store, bind repositories to connections."""
    store = store_from_url(settings.storage_url)
    make_ports = partial(
        CommitteePorts, store=store, random_hex=secrets.token_hex, loaded=LoadedPacks(),
        limits=ObjectionLimits.told_by(settings.environ),
    )  # fmt: skip
    app = Application.wire("committee", settings, clock, make_ports, ACCESS, resolvers=RESOLVERS)
    app.chores.append(LateSealer(app.database, OBJECTIONS.c.id, (OBJECTIONS.c.opinion,)))
    app.chores.append(UploadCleaner(store, timedelta(days=settings.upload_days), POOL_UPLOADS))
    return app


@dataclass
class CommitteePorts:
    """The ports on one connection, each made when a use case first asks for it."""

    connection: Connection
    store: ObjectStore
    random_hex: Callable[[int], str]
    loaded: LoadedPacks
    limits: ObjectionLimits

    @cached_property
    def committees(self) -> ports.Committees:
        """Registered committees."""
        return CommitteeRepository(self.connection)

    @cached_property
    def experts(self) -> ports.Experts:
        """Their pools."""
        return ExpertRepository(self.connection)

    @cached_property
    def sessions(self) -> ports.Sessions:
        """Sessions and recognitions."""
        return SessionRepository(self.connection)

    @cached_property
    def draws(self) -> ports.Draws:
        """Frozen pools and transcripts."""
        return DrawRepository(self.connection)

    @cached_property
    def published(self) -> ports.Published:
        """What everybody may read."""
        return PublishedRepository(self.connection)

    @cached_property
    def steps(self) -> ports.Steps:
        """What the trail keeps of sessions."""
        return StepRepository(self.connection)

    @cached_property
    def panels(self) -> ports.Panels:
        """Panels and recusals."""
        return PanelRepository(self.connection)

    @cached_property
    def reviews(self) -> ports.Reviews:
        """Declarations before committees."""
        return ReviewRepository(self.connection)

    @cached_property
    def withdrawals(self) -> ports.Withdrawals:
        """What ended before it came."""
        return WithdrawalRepository(self.connection)

    @cached_property
    def ballots(self) -> ports.Ballots:
        """The ballot box."""
        return BallotRepository(self.connection)

    @cached_property
    def objections(self) -> ports.ResultObjections:
        """Objections to results."""
        return ObjectionRepository(self.connection)

    @cached_property
    def budgets(self) -> ports.ObjectionBudgets:
        """What sources of objections have spent."""
        return BudgetBook(self.connection, BUDGETS, blind_index)

    @cached_property
    def certificates(self) -> ports.Certificates:
        """Certificates and their numbers."""
        return CertificateRepository(self.connection)

    @cached_property
    def oversight(self) -> ports.Oversight:
        """Inspections and measures."""
        return OversightRepository(self.connection)

    @cached_property
    def extensions(self) -> ports.Extensions:
        """Extensions of reviews."""
        return ExtensionRepository(self.connection)

    @cached_property
    def cleanings(self) -> ports.Cleanings:
        """Yearly reports."""
        return CleaningRepository(self.connection)

    @cached_property
    def joint_reviews(self) -> ports.JointReviews:
        """Consents to joint review."""
        return JointReviewRepository(self.connection)

    @cached_property
    def scores(self) -> ports.Scores:
        """The score sheet."""
        return ScoreRepository(self.connection)

    @cached_property
    def people(self) -> ports.People:
        """Whom a request leads to."""
        return PeopleRepository(self.connection)

    @cached_property
    def sides(self) -> ports.Sides:
        """Who acted for which side."""
        return SideRepository(self.connection)

    @cached_property
    def organisations(self) -> ports.Organisations:
        """The audit's register."""
        return OrganisationRepository(self.connection)

    @cached_property
    def packs(self) -> ports.Packs:
        """Published notices."""
        return PackStore(self.connection, PACKS, self.loaded)

    @cached_property
    def calendar(self) -> WorkCalendar:
        """The announced years."""
        return work_calendar()
