"""The one place where the committee service is put together."""

from __future__ import annotations

import secrets
from functools import partial
from pathlib import Path

from sqlalchemy import Connection

from services.committee.store.ballots import BallotRepository
from services.committee.store.certificates import CertificateRepository
from services.committee.store.cleanings import CleaningRepository
from services.committee.store.committees import CommitteeRepository, ExpertRepository
from services.committee.store.extensions import ExtensionRepository
from services.committee.store.joint_reviews import JointReviewRepository
from services.committee.store.oversight import OversightRepository
from services.committee.store.people import PeopleRepository
from services.committee.store.projections import OrganisationRepository
from services.committee.store.reviews import ObjectionRepository, ReviewRepository
from services.committee.store.scores import ScoreRepository
from services.committee.store.sessions import PanelRepository, SessionRepository
from services.committee.store.sides import SideRepository
from services.committee.store.tables import PACKS
from services.committee.store.withdrawals import WithdrawalRepository
from services.committee.usecases.concerns import RESOLVERS
from services.committee.usecases.ports import Ports
from shared.calendar import work_calendar
from shared.kernel.clock import Clock
from shared.messaging import Application, Settings
from shared.persistence.packs import PackStore
from shared.security import Keyring, install_keyring
from shared.storage import ObjectStore, store_from_url

ACCESS = Path(__file__).parent / "access.csv"


def bootstrap(settings: Settings, clock: Clock) -> Application:
    """Install the keyring, open the file store, bind repositories to connections."""
    if settings.keyring:
        install_keyring(Keyring.from_json(settings.keyring))
    store = store_from_url(settings.storage_url)
    ports = partial(make_ports, store=store)
    return Application.wire("committee", settings, clock, ports, ACCESS, resolvers=RESOLVERS)


def make_ports(connection: Connection, *, store: ObjectStore) -> Ports:
    """The repositories bound to one connection."""
    return Ports(
        committees=CommitteeRepository(connection),
        experts=ExpertRepository(connection),
        sessions=SessionRepository(connection),
        panels=PanelRepository(connection),
        reviews=ReviewRepository(connection),
        withdrawals=WithdrawalRepository(connection),
        ballots=BallotRepository(connection),
        objections=ObjectionRepository(connection),
        certificates=CertificateRepository(connection),
        oversight=OversightRepository(connection),
        extensions=ExtensionRepository(connection),
        cleanings=CleaningRepository(connection),
        joint_reviews=JointReviewRepository(connection),
        scores=ScoreRepository(connection),
        people=PeopleRepository(connection),
        sides=SideRepository(connection),
        organisations=OrganisationRepository(connection),
        packs=PackStore(connection, PACKS),
        store=store,
        random_hex=secrets.token_hex,
        calendar=work_calendar(),
    )
