"""The one place where the docgen service is put together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property, partial
from pathlib import Path

from sqlalchemy import Connection

from services.docgen.config import docgen_settings
from services.docgen.rendering.pool import RenderPool
from services.docgen.store.documents import DocumentRepository
from services.docgen.store.projections import DossierRepository, FactRepository, ReaderRepository
from services.docgen.usecases.at_rest import LateFileSealer
from services.docgen.usecases.compose import Surroundings
from services.docgen.usecases.ports import Documents, Dossiers, Facts, Files, Readers
from services.docgen.usecases.render_jobs import RenderJobs
from shared.contracts.store_users import OPENED
from shared.kernel.caller import Caller
from shared.kernel.clock import Clock, SystemClock
from shared.kernel.settings import Settings
from shared.messaging import Application
from shared.security import open_sealed
from shared.security.check_codes import check_code
from shared.storage import UploadCleaner, store_from_url
from shared.storage.uploads import SHORTEST

ACCESS = Path(__file__).parent / "access.csv"
NAME = "docgen"
OPENED_PAUSE = 300.0
"""Seconds between two looks for opened copies whose hour is over."""


@dataclass
class DocgenApplication(Application):
    """The application with its render jobs; `workers` of them run at once."""

    render_jobs: RenderJobs | None = None
    workers: int = 1


@dataclass
class DocgenPorts:
    """The ports on one connection, each made when a use case first asks for it."""

    connection: Connection
    files: Files
    link_seconds: int
    wall: Clock

    @cached_property
    def documents(self) -> Documents:
        """Documents and their jobs."""
        return DocumentRepository(self.connection)

    @cached_property
    def facts(self) -> Facts:
        """What is remembered of other services' things."""
        return FactRepository(self.connection)

    @cached_property
    def dossiers(self) -> Dossiers:
        """Submitted revisions."""
        return DossierRepository(self.connection)

    @cached_property
    def readers(self) -> Readers:
        """Who may read about a subject."""
        return ReaderRepository(self.connection)


def bootstrap(settings: Settings, clock: Clock, wall: Clock | None = None) -> DocgenApplication:
    """Wire config, store, file store, render pool, clocks and keys into the application that `service.py` serves.

    `wall`: what to take for real time; a test's, or the system's.
    """
    own, wall = docgen_settings(settings.environ), wall or SystemClock()
    files = store_from_url(settings.storage_url)
    make_ports = partial(DocgenPorts, files=files, link_seconds=own.link_seconds, wall=wall)
    pool = RenderPool(own.render_workers)
    application = DocgenApplication.wire(NAME, settings, clock, make_ports, ACCESS, closers=[pool.close])
    system = Caller.system(NAME)
    opened_for = max(SHORTEST, timedelta(seconds=own.link_seconds))
    application.chores += [
        UploadCleaner(files, opened_for, OPENED, pause=OPENED_PAUSE),
        LateFileSealer(lambda: application.transaction(system), files, wall),
    ]
    application.workers = own.render_workers
    application.render_jobs = RenderJobs(
        transaction=lambda: application.transaction(system),
        reading=lambda: application.reading(system),
        renderer=pool,
        files=files,
        around=Surroundings(open_sealed, check_code, own.public_url),
        wall=wall,
        lease=timedelta(seconds=own.lease_seconds),
    )
    return application
