"""The one place that wires the declaration service; production, the embedded stack and tests all call it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property, partial

from sqlalchemy import Connection

from services.declaration.config import ACCESS, NAME, photo_limits
from services.declaration.domain.photo import PhotoLimits
from services.declaration.store.attachments import MaterialRepository, RevisionRepository, StepRepository
from services.declaration.store.declarations import DeclarationRepository
from services.declaration.store.notices import NoticeRepository
from services.declaration.store.persons import PersonRepository
from services.declaration.store.projections import (
    CaseRepository,
    IntegrityRepository,
    OrganisationRepository,
    SessionRepository,
)
from services.declaration.store.rechecks import RecheckRepository
from services.declaration.usecases import ports
from services.declaration.usecases.concerns import RESOLVERS
from shared.contracts.store_users import UPLOADS
from shared.kernel.clock import Clock
from shared.kernel.settings import Settings
from shared.messaging import Application
from shared.storage import ObjectStore, UploadCleaner, store_from_url


def bootstrap(settings: Settings, clock: Clock) -> Application:
    """Open the file store, bind repositories to connections."""
    files, limits = store_from_url(settings.storage_url), photo_limits(settings.environ)
    make_ports = partial(DeclarationPorts, files=files, photo_limits=limits)
    app = Application.wire(NAME, settings, clock, make_ports, ACCESS, resolvers=RESOLVERS)
    app.chores.append(UploadCleaner(files, timedelta(days=settings.upload_days), UPLOADS))
    return app


@dataclass
class DeclarationPorts:
    """The ports on one connection, each made when a use case first asks for it."""

    connection: Connection
    files: ObjectStore
    photo_limits: PhotoLimits

    @cached_property
    def notices(self) -> ports.PublishedNotices:
        """Notices, every version."""
        return NoticeRepository(self.connection)

    @cached_property
    def persons(self) -> ports.Persons:
        """People."""
        return PersonRepository(self.connection)

    @cached_property
    def declarations(self) -> ports.DeclarationRegister:
        """Declarations."""
        return DeclarationRepository(self.connection)

    @cached_property
    def materials(self) -> ports.Materials:
        """Files attached to drafts."""
        return MaterialRepository(self.connection)

    @cached_property
    def revisions(self) -> ports.Revisions:
        """Submitted dossiers."""
        return RevisionRepository(self.connection)

    @cached_property
    def rechecks(self) -> ports.Rechecks:
        """What new versions of notices meant."""
        return RecheckRepository(self.connection)

    @cached_property
    def organisations(self) -> ports.KnownOrganisations:
        """The audit's organisations."""
        return OrganisationRepository(self.connection)

    @cached_property
    def cases(self) -> ports.KnownCases:
        """The audit's cases."""
        return CaseRepository(self.connection)

    @cached_property
    def sessions(self) -> ports.KnownSessions:
        """The committees' sessions."""
        return SessionRepository(self.connection)

    @cached_property
    def integrity(self) -> ports.IntegrityArchive:
        """What is on record against people."""
        return IntegrityRepository(self.connection)

    @cached_property
    def steps(self) -> ports.Steps:
        """Timelines."""
        return StepRepository(self.connection)
